// The container: a ZIP archive read from its central directory. Every byte range is used once, local headers
// must agree with the directory, and nothing is believed that the bytes do not prove.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "calc/base/result.h"
#include "xlsx/file/buffer.h"
#include "xlsx/file/limits.h"

namespace stp::xlsx {

struct Member {
  std::string name;
  std::uint16_t flags = 0, method = 0;
  std::uint32_t crc = 0;
  std::uint64_t packed = 0, unpacked = 0;
  std::size_t record = 0, record_size = 0;   // its entry in the central directory
  std::size_t local = 0, data = 0, end = 0;  // local header, packed bytes, one past the last byte it owns
  bool is_folder() const { return !name.empty() && name.back() == '/'; }
};

struct Archive {
  std::string_view bytes;
  std::string_view file;        // name, for messages
  std::vector<Member> members;  // in the directory's order
};

// `bytes` and `file` must outlive the archive.
Result<Archive> open_archive(std::string_view bytes, std::string_view file, const Limits& limits);

Result<Buffer> unpack(const Archive& archive, const Member& member);

// What becomes of a member in a new archive; members without a Change are copied byte for byte.
struct Change {
  std::size_t member = 0;
  bool drop = false;
  std::string text;  // the new content, unpacked
};
Result<std::string> rewritten(const Archive& archive, const std::vector<Change>& changes);

}  // namespace stp::xlsx
