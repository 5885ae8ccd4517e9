// How much a file may ask of us. Absolute caps on what comes out, whatever the file claims; generous for
// honest work.
#pragma once

#include <cstdint>

namespace stp::xlsx {

struct Limits {
  std::uint64_t file_bytes = 64ull << 20;
  std::uint32_t members = 10'000;
  std::uint64_t member_bytes = 256ull << 20;  // unpacked, one member
  std::uint64_t all_bytes = 512ull << 20;     // unpacked, together
  std::uint32_t ratio = 2'000;                // unpacked to packed, only for members over ratio_from bytes
  std::uint64_t ratio_from = 1ull << 20;
  std::uint64_t cells = 5'000'000;            // of one workbook
  std::uint64_t strings = 2'000'000;          // shared strings
  std::uint64_t string_bytes = 128ull << 20;  // of all strings handed out, references counted once
  std::uint32_t items = 200'000;     // of each smaller kind: relationships, names, styles, merged ranges
  std::uint32_t cell_text = 32'767;  // characters in a cell
  std::uint32_t xml_depth = 64;
};

}  // namespace stp::xlsx
