// What a file's first and last bytes say: whether it is all there, or not yet.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stp::watch {

enum class Content : std::uint8_t {
  complete,    // a workbook with a sound end record, or no workbook at all: checking will say what it is
  unfinished,  // begins as a workbook, or as room kept free for one, and its end is missing
  owner_file,  // of Excel or Word, whatever its name
  unreadable   // errno says why
};
Content content_of(int file, std::int64_t size, std::string_view name);

// Who has the book open, from its owner file; "" when that does not say.
std::string named_in_owner_file(int file, std::string_view owner_name);
// Whether a program of this computer has it open for writing. False where nobody can tell (most network
// shares).
bool open_for_writing(int file);

}  // namespace stp::watch
