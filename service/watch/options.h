// The folder that is watched, and how patiently.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace stp::watch {

struct WatchOptions {
  std::string folder;
  std::int64_t settle_milliseconds = 5'000;  // unchanged for so long: it may be taken
  std::int64_t empty_milliseconds = 60'000;  // an empty file is refused after so long: its writer may be slow
  std::int64_t told_milliseconds = 600'000;  // waiting unchanged for so long: status.txt says what to do
  std::uint64_t most_bytes = 64ull << 20;    // of one file; larger ones are refused unread
  std::int64_t turn_milliseconds = 500;      // work between two looks at the folders
  std::function<void(const char* step)> at = [](const char*) {};  // every step: tests end the process there
  std::function<std::int64_t()> milliseconds{};  // a clock that only goes forward; empty: the computer's
};

}  // namespace stp::watch
