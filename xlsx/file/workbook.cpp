#include "xlsx/file/workbook.h"

#include <unordered_set>

#include "xlsx/file/encoding.h"
#include "xlsx/file/inner.h"
#include "xlsx/file/names.h"
#include "xlsx/file/trouble.h"
#include "xlsx/file/workbook_part.h"

namespace stp::xlsx {

namespace {

using Inner = Workbook::Inner;
using Trouble = std::optional<Refusal>;

// What the first bytes say, where that is not a ZIP archive.
Trouble wrong_kind(std::string_view bytes, const std::string& name) {
  constexpr std::string_view ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
  if (bytes.empty()) return not_a_workbook(name, "the file is empty");
  if (bytes.substr(0, 2) == "PK") return std::nullopt;
  if (bytes.substr(0, ole.size()) == ole) {
    // A container of the old kind: an encrypted workbook holds a stream of this name, in UTF-16.
    constexpr std::string_view stream("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
    if (bytes.find(stream) != bytes.npos) {
      return Refusal{
          "password-protected", "This workbook is protected by a password, so it cannot be read.", name,
          "Open it, remove the password (File, Info, Protect Workbook, Encrypt with Password), save it and "
          "send it again."};
    }
    return Refusal{"old-format",
                   "This is a file of an old Office format (.xls, .doc or .ppt), not an .xlsx workbook.",
                   name, "Open it in the spreadsheet application and save it as .xlsx."};
  }
  if (name.substr(name.find_last_of("/\\") + 1).substr(0, 2) == "~$") {
    return not_a_workbook(name, "it is the small file that Excel keeps beside a workbook while it is open");
  }
  const std::string_view start = bytes.substr(0, 5);
  if (start == "%PDF-") return not_a_workbook(name, "it is a PDF document");
  if (bytes.substr(0, 4) == "\x89PNG" || bytes.substr(0, 3) == "\xff\xd8\xff")
    return not_a_workbook(name, "it is a picture");
  return not_a_workbook(name, "its first bytes are not those of a workbook");
}

Trouble index_members(Inner& inner) {
  for (std::size_t i = 0; i < inner.archive.members.size(); ++i) {
    inner.member_of.emplace(folded(inner.archive.members[i].name), i);
  }
  if (inner.member("[Content_Types].xml") == nullptr) return std::nullopt;
  const auto text = text_of(inner, "[Content_Types].xml");
  if (!text) return text.error();
  return read_content_types(text->view(), inner.where("[Content_Types].xml"), inner.limits,
                            inner.content_types);
}

Trouble find_workbook_part(Inner& inner, std::string& properties) {
  std::vector<Relationship> roots;
  if (auto trouble = relationships(inner, "", roots)) return trouble;
  for (const Relationship& one : roots) {
    if (one.is("officeDocument") && inner.workbook_part.empty()) inner.workbook_part = one.target;
    if (one.is("custom-properties") || one.is("customProperties")) properties = one.target;
  }
  if (inner.member(inner.workbook_part) == nullptr && inner.member("xl/workbook.xml") != nullptr) {
    inner.workbook_part = "xl/workbook.xml";
  }
  const std::string_view type = inner.content_types.of(inner.workbook_part);
  auto mentions = [&](std::string_view word) { return type.find(word) != type.npos; };
  if (mentions("sheet.binary")) {
    return Refusal{"binary-workbook", "This is a binary workbook (.xlsb).", inner.name,
                   "Save it as .xlsx (File, Save As, Excel Workbook) and send that."};
  }
  if (mentions("wordprocessingml")) return not_a_workbook(inner.name, "it is a Word document");
  if (mentions("presentationml")) return not_a_workbook(inner.name, "it is a PowerPoint presentation");
  if (inner.member(inner.workbook_part) == nullptr) {
    const bool is_ods = inner.member("content.xml") != nullptr && inner.member("mimetype") != nullptr;
    return not_a_workbook(
        inner.name, is_ods ? "it is an OpenDocument file (.ods)" : "it is an archive without a workbook");
  }
  inner.has_macros = mentions("macroEnabled");
  return std::nullopt;
}

// The part a relationship of the given kind leads to, "" if there is none.
std::string part_of_kind(const Inner& inner, std::string_view kind) {
  for (const Relationship& one : inner.relationships) {
    if (one.is(kind) && !one.external && inner.member(one.target) != nullptr) return one.target;
  }
  return {};
}

Trouble read_external_links(Inner& inner) {
  std::unordered_set<std::string> seen;
  for (const Relationship& link : inner.relationships) {
    if (!link.is("externalLink") || !seen.insert(folded(link.target)).second) continue;
    std::vector<Relationship> targets;
    if (auto trouble = relationships(inner, link.target, targets)) return trouble;
    for (const Relationship& one : targets) inner.external_links.push_back(one.target);
  }
  return std::nullopt;
}

template <class Out>
Trouble read_one(const Inner& inner, const std::string& part, Out& out,
                 Trouble (*read)(std::string_view, std::string, const Limits&, Out&)) {
  if (part.empty() || inner.member(part) == nullptr) return std::nullopt;
  const auto text = text_of(inner, part);
  if (!text) return text.error();
  return read(text->view(), inner.where(part), inner.limits, out);
}

Trouble read_all(Inner& inner) {
  auto archive = open_archive(inner.bytes, inner.name, inner.limits);
  if (!archive) return archive.error();
  inner.archive = std::move(*archive);
  std::string properties;
  if (auto trouble = index_members(inner)) return trouble;
  if (auto trouble = find_workbook_part(inner, properties)) return trouble;
  if (auto trouble = relationships(inner, inner.workbook_part, inner.relationships)) return trouble;
  if (auto trouble = read_workbook_part(inner)) return trouble;
  if (auto trouble =
          read_one(inner, part_of_kind(inner, "sharedStrings"), inner.strings, read_shared_strings))
    return trouble;
  if (auto trouble = read_one(inner, part_of_kind(inner, "styles"), inner.styles, read_styles))
    return trouble;
  if (auto trouble = read_one(inner, properties, inner.properties, read_custom_properties)) return trouble;
  if (auto trouble = read_external_links(inner)) return trouble;
  inner.has_macros = inner.has_macros || !part_of_kind(inner, "vbaProject").empty();
  return std::nullopt;
}

}  // namespace

const Member* Inner::member(std::string_view part) const {
  const auto found = member_of.find(folded(part));
  return found == member_of.end() ? nullptr : &archive.members[found->second];
}

std::string Inner::where(std::string_view part) const { return in_part(name, printable(part)); }

Trouble relationships(const Inner& inner, const std::string& part, std::vector<Relationship>& out) {
  const std::string name = relationships_of(part);
  if (inner.member(name) == nullptr) return std::nullopt;
  const auto text = text_of(inner, name);
  if (!text) return text.error();
  return read_relationships(text->view(), part, inner.where(name), inner.limits, out);
}

Result<PartText> text_of(const Inner& inner, std::string_view part) {
  const Member* member = inner.member(part);
  if (member == nullptr) return refuse(damaged(inner.where(part), "this part is missing"));
  auto buffer = unpack(inner.archive, *member);
  if (!buffer) return refuse(buffer.error());
  auto converted = to_utf8(buffer->view(), inner.where(part));
  if (!converted) return refuse(converted.error());
  PartText text;
  text.is_converted = converted->has_value();
  if (text.is_converted) text.converted = std::move(**converted);
  text.buffer = std::move(*buffer);
  return text;
}

Result<Workbook> Workbook::read(std::string bytes, std::string name, const Limits& limits) {
  if (bytes.size() > limits.file_bytes) return refuse(too_large(name, "the file itself is too large"));
  if (auto trouble = wrong_kind(bytes, name)) return refuse(*trouble);
  auto inner = std::make_shared<Inner>();
  inner->bytes = std::move(bytes);
  inner->name = std::move(name);
  inner->limits = limits;
  if (auto trouble = read_all(*inner)) return refuse(*trouble);
  return Workbook(std::move(inner));
}

const std::string& Workbook::name() const { return inner_->name; }
std::string_view Workbook::bytes() const { return inner_->bytes; }
const std::vector<SheetInfo>& Workbook::sheets() const { return inner_->sheets; }
const std::vector<DefinedName>& Workbook::defined_names() const { return inner_->defined_names; }
const std::vector<Property>& Workbook::custom_properties() const { return inner_->properties; }
bool Workbook::dates_from_1904() const { return inner_->from_1904; }
bool Workbook::has_macros() const { return inner_->has_macros; }
std::vector<std::string> Workbook::external_links() const { return inner_->external_links; }
bool Workbook::workbook_protected() const { return inner_->is_protected; }

std::vector<std::string> Workbook::parts() const {
  std::vector<std::string> names;
  for (const Member& member : inner_->archive.members) names.push_back(member.name);
  return names;
}

Result<std::string> Workbook::part(std::string_view part_name) const {
  const Member* member = inner_->member(part_name);
  if (member == nullptr) return refuse(damaged(inner_->where(part_name), "this part is missing"));
  const auto buffer = unpack(inner_->archive, *member);
  if (!buffer) return refuse(buffer.error());
  return std::string(buffer->view());
}

}  // namespace stp::xlsx
