// What Workbook::read found out, kept immutable behind the Workbook.
#pragma once

#include <memory_resource>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "xlsx/file/relationships.h"
#include "xlsx/file/shared_strings.h"
#include "xlsx/file/styles.h"
#include "xlsx/file/workbook.h"
#include "xlsx/file/zip.h"

namespace stp::xlsx {

struct Workbook::Inner {
  std::string bytes, name;
  Limits limits;
  Archive archive;                                         // views into bytes and name
  std::unordered_map<std::string, std::size_t> member_of;  // folded part name -> position in archive.members
  std::string workbook_part;
  ContentTypes content_types;
  std::vector<Relationship> relationships;  // of the workbook part
  std::vector<SheetInfo> sheets;
  std::vector<std::uint32_t> sheet_ids;  // sheetId of each sheet: what calcChain calls it
  std::vector<DefinedName> defined_names;
  std::vector<Property> properties;
  std::vector<std::string> external_links;
  SharedStrings strings;
  Styles styles;
  bool from_1904 = false, has_macros = false, is_protected = false;

  const Member* member(std::string_view part) const;  // nullptr: no such part
  std::string where(std::string_view part) const;     // for messages
};

// A part's text in UTF-8: the buffer it was unpacked into, or its conversion.
struct PartText {
  Buffer buffer;
  std::string converted;
  bool is_converted = false;
  std::string_view view() const { return is_converted ? std::string_view(converted) : buffer.view(); }
};
// A part's relationships; none when it has no part for them.
std::optional<Refusal> relationships(const Workbook::Inner& inner, const std::string& part,
                                     std::vector<Relationship>& out);
Result<PartText> text_of(const Workbook::Inner& inner, std::string_view part);

}  // namespace stp::xlsx
