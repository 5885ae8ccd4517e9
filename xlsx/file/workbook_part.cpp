#include "xlsx/file/workbook_part.h"

#include <unordered_set>

#include "xlsx/file/names.h"
#include "xlsx/file/sheet_scan.h"
#include "xlsx/file/trouble.h"

namespace stp::xlsx {

namespace {

struct WorkbookEvents : XmlEvents {
  Workbook::Inner& inner;
  std::string section;
  DefinedName* open_name = nullptr;
  std::unordered_map<std::string_view, const Relationship*> relationship_of;  // by id
  std::unordered_set<std::string> parts;                                      // of the sheets so far, folded
  explicit WorkbookEvents(Workbook::Inner& workbook) : inner(workbook) {
    for (const Relationship& one : inner.relationships) relationship_of.emplace(one.id, &one);
  }

  void start(const Tag& tag) override {
    if (tag.depth == 1 && !tag.is(Space::sheet, "workbook")) {
      trouble = not_a_workbook(inner.name, "its main part is not a workbook");
    }
    if (tag.space != Space::sheet) return;
    if (tag.depth == 2) {
      section = std::string(tag.name);
      if (tag.name == "workbookPr") inner.from_1904 = tag.truth("date1904");
      if (tag.name == "workbookProtection")
        inner.is_protected = tag.truth("lockStructure") || tag.truth("lockWindows");
    } else if (tag.depth == 3 && section == "sheets" && tag.name == "sheet") {
      add_sheet(tag);
    } else if (tag.depth == 3 && section == "definedNames" && tag.name == "definedName") {
      add_name(tag);
    }
  }
  void text(std::string_view piece) override {
    if (open_name != nullptr) open_name->refers_to += piece;
  }
  void finish(unsigned depth, std::size_t, std::size_t) override {
    if (depth <= 3) open_name = nullptr;
    if (depth == 2) section.clear();
  }

  void refuse_beyond(std::size_t count, std::string_view what) {
    if (count >= inner.limits.items) trouble = too_large(inner.where(inner.workbook_part), what);
  }
  void add_sheet(const Tag& tag) {
    SheetInfo sheet;
    sheet.name = std::string(tag.get("name"));
    const std::string_view state = tag.get("state");
    if (state == "hidden") sheet.visibility = Visibility::hidden;
    if (state == "veryHidden") sheet.visibility = Visibility::very_hidden;
    sheet.kind = SheetKind::macro;  // without a part: a module of an old macro, it holds no cells
    if (const auto found = relationship_of.find(tag.relationship_id()); found != relationship_of.end()) {
      const Relationship& one = *found->second;
      sheet.kind = SheetKind::worksheet;
      sheet.part = one.target;
      if (one.is("chartsheet")) sheet.kind = SheetKind::chart;
      if (one.is("dialogsheet")) sheet.kind = SheetKind::dialog;
      if (one.is("xlMacrosheet") || one.is("xlIntlMacrosheet")) sheet.kind = SheetKind::macro;
      if (!parts.insert(folded(sheet.part)).second) {
        trouble = damaged(inner.where(inner.workbook_part), "two of its sheets are the same part");
      }
    }
    refuse_beyond(inner.sheets.size(), "too many sheets");
    inner.sheets.push_back(std::move(sheet));
    inner.sheet_ids.push_back(whole_number(tag.get("sheetId")).value_or(0));
  }
  void add_name(const Tag& tag) {
    DefinedName name{std::string(tag.get("name")), {}, -1, tag.truth("hidden")};
    if (const auto sheet = whole_number(tag.get("localSheetId")); sheet && *sheet < 1'000'000) {
      name.sheet = static_cast<int>(*sheet);
    }
    refuse_beyond(inner.defined_names.size(), "too many defined names");
    inner.defined_names.push_back(std::move(name));
    open_name = &inner.defined_names.back();
  }
};

struct PropertyEvents : XmlEvents {
  std::vector<Property>& out;
  bool in_value = false;
  const Limits& limits;
  std::string where;
  PropertyEvents(std::vector<Property>& list, const Limits& most, std::string place)
      : out(list), limits(most), where(std::move(place)) {}

  void start(const Tag& tag) override {
    if (out.size() > limits.items) trouble = too_large(where, "too many properties");
    if (tag.depth == 2 && tag.is(Space::properties, "property"))
      out.push_back({std::string(tag.get("name")), {}});
    if (tag.depth == 3) in_value = tag.space == Space::property_types && !out.empty();
  }
  void text(std::string_view piece) override {
    if (in_value) out.back().value += piece;
  }
  void finish(unsigned depth, std::size_t, std::size_t) override {
    if (depth <= 3) in_value = false;
  }
};

}  // namespace

std::optional<Refusal> read_workbook_part(Workbook::Inner& inner) {
  const auto text = text_of(inner, inner.workbook_part);
  if (!text) return text.error();
  WorkbookEvents events(inner);
  if (auto trouble = parse_xml(text->view(), inner.where(inner.workbook_part), inner.limits, events))
    return trouble;
  if (inner.sheets.empty()) return damaged(inner.where(inner.workbook_part), "it has no sheets");
  return std::nullopt;
}

std::optional<Refusal> read_custom_properties(std::string_view text, std::string where, const Limits& limits,
                                              std::vector<Property>& out) {
  PropertyEvents events(out, limits, where);
  return parse_xml(text, std::move(where), limits, events);
}

}  // namespace stp::xlsx
