#include "xlsx/file/tables.h"

#include <set>

#include "xlsx/file/names.h"
#include "xlsx/file/sheet_scan.h"

namespace stp::xlsx {

namespace {

struct TableEvents : XmlEvents {
  std::optional<MergedRange> heading;

  void start(const Tag& tag) override {
    if (tag.depth != 1 || !tag.is(Space::sheet, "table")) return;
    const auto range = parse_range(tag.get("ref"));
    const std::uint32_t rows =
        tag.find("headerRowCount") == nullptr ? 1 : whole_number(tag.get("headerRowCount")).value_or(1);
    if (range && rows > 0) heading = MergedRange{range->first, {range->first.row, range->last.column}};
  }
  void finish(unsigned, std::size_t, std::size_t) override {}
};

}  // namespace

Result<std::vector<MergedRange>> table_headings(const Workbook::Inner& inner, const std::string& sheet_part) {
  std::vector<Relationship> links;
  if (auto trouble = relationships(inner, sheet_part, links)) return refuse(*trouble);
  std::vector<MergedRange> headings;
  std::set<std::string> seen;
  for (const Relationship& link : links) {
    if (!link.is("table") || inner.member(link.target) == nullptr || !seen.insert(folded(link.target)).second)
      continue;
    const auto text = text_of(inner, link.target);
    if (!text) return refuse(text.error());
    TableEvents events;
    if (auto trouble = parse_xml(text->view(), inner.where(link.target), inner.limits, events))
      return refuse(*trouble);
    if (events.heading) headings.push_back(*events.heading);
  }
  return headings;
}

}  // namespace stp::xlsx
