// Small workbooks made by hand for the tests, sound or broken on purpose.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace stp::test {

struct ZipPart {
  std::string name, content;
  bool packed = false;  // deflated instead of stored
  // Lies for hostile archives.
  std::string local_name = {};  // differs from the directory's name when set
  std::uint32_t crc_flip = 0;
  std::uint16_t flags = 0, method_override = 0;
  long long claimed_size = -1;  // unpacked size in both headers
  bool descriptor = false;      // sizes follow the bytes
};
struct ZipShape {
  bool zip64 = false;            // sizes and offsets in zip64 fields, with a zip64 end record
  bool second_at_first = false;  // the second entry points at the first one's bytes
  std::string comment = {};
  std::uint32_t entries_more = 0;  // claimed beyond the true number
};
std::string zip(const std::vector<ZipPart>& parts, const ZipShape& shape = {});

inline const std::string sheet_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
inline const std::string strict_space = "http://purl.oclc.org/ooxml/spreadsheetml/main";

// The parts of a workbook with one sheet "Data" whose sheetData holds `rows`, between `head` and `tail`.
std::string sheet_xml(const std::string& rows, const std::string& head = "", const std::string& tail = "");
std::vector<ZipPart> book_parts(const std::string& sheet, const std::string& strings = "");
std::string book(const std::string& rows, const std::string& head = "", const std::string& tail = "");
ZipPart& part_named(std::vector<ZipPart>& parts, const std::string& name);

}  // namespace stp::test
