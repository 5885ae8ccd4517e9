#include "xlsx/file/calc_chain.h"

#include "xlsx/file/names.h"
#include "xlsx/file/splice.h"
#include "xlsx/file/trouble.h"

namespace stp::xlsx {

namespace {

struct ChainEvents : XmlEvents {
  struct Entry {
    std::string reference;
    std::optional<std::uint32_t> own_sheet;  // i="": absent means as the entry before
    ByteRange tag, whole;
  };
  std::vector<Entry> entries;
  ByteRange root, root_close;
  std::uint64_t most;
  std::string where;
  ChainEvents(std::uint64_t limit, std::string place) : most(limit), where(std::move(place)) {}

  void start(const Tag& tag) override {
    if (tag.depth == 1) root = {tag.begin, tag.end};
    if (tag.depth != 2 || !tag.is(Space::sheet, "c")) return;
    if (entries.size() >= most) trouble = too_large(where, "too many formulas");
    entries.push_back(
        {std::string(tag.get("r")), whole_number(tag.get("i")), {tag.begin, tag.end}, {tag.begin, 0}});
  }
  void finish(unsigned depth, std::size_t begin, std::size_t end) override {
    if (depth == 2 && !entries.empty()) entries.back().whole.end = end;
    if (depth == 1) root_close = {begin, end};
  }
};

std::string_view in(std::string_view text, ByteRange range) {
  return text.substr(range.begin, range.end - range.begin);
}

// Drops the chain's part together with the relationship and the content type that name it.
std::optional<Refusal> drop_chain(const Workbook::Inner& inner, const Relationship& chain,
                                  std::vector<NewPart>& out) {
  out.push_back({chain.target, {}, true});
  const std::string relationships = relationships_of(inner.workbook_part);
  const auto links = text_of(inner, relationships);
  if (!links) return links.error();
  out.push_back({relationships, spliced(links->view(), {{{chain.begin, chain.end}, {}}})});
  const std::string key = folded(chain.target);
  for (const auto& entry : inner.content_types.overrides) {
    if (entry.key != key) continue;
    const auto types = text_of(inner, "[Content_Types].xml");
    if (!types) return types.error();
    out.push_back({"[Content_Types].xml", spliced(types->view(), {{{entry.begin, entry.end}, {}}})});
    break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> mend_calc_chain(const Workbook::Inner& inner, const std::set<SheetAddress>& without,
                                       const std::set<SheetAddress>& added, std::vector<NewPart>& out) {
  if (without.empty() && added.empty()) return std::nullopt;
  const Relationship* chain = nullptr;
  for (const Relationship& one : inner.relationships) {
    if (one.is("calcChain") && inner.member(one.target) != nullptr) chain = &one;
  }
  if (chain == nullptr) return std::nullopt;
  const auto text = text_of(inner, chain->target);
  if (!text) return text.error();
  ChainEvents events(inner.limits.cells, inner.where(chain->target));
  if (auto trouble = parse_xml(text->view(), events.where, inner.limits, events)) return trouble;

  std::vector<Splice> splices;
  std::set<SheetAddress> missing = added;
  std::uint32_t meant = 0,
                written = 0;  // the sheet of this entry; the one a reader of the new text has in mind
  std::size_t kept = 0;
  for (const auto& entry : events.entries) {
    if (entry.own_sheet) meant = *entry.own_sheet;
    const auto at = parse_address(entry.reference);
    const SheetAddress cell{meant, at.value_or(Address{})};
    missing.erase(cell);
    if (at && without.count(cell) != 0) {
      splices.push_back({entry.whole, {}});
      continue;
    }
    ++kept;
    if (!entry.own_sheet && written != meant) {
      splices.push_back({entry.tag, with_attribute(in(text->view(), entry.tag), "i", std::to_string(meant))});
    }
    written = meant;
  }
  if (kept == 0 && missing.empty()) return drop_chain(inner, *chain, out);
  std::string more;
  const std::string prefix(prefix_of(in(text->view(), events.root)));
  for (const SheetAddress& cell : missing) {
    more += "<" + prefix + "c r=\"" + to_text(cell.at) + "\" i=\"" + std::to_string(cell.sheet_id) + "\"/>";
  }
  if (!more.empty() && !events.root_close.empty()) {
    splices.push_back({{events.root_close.begin, events.root_close.begin}, std::move(more)});
  }
  if (!splices.empty()) out.push_back({chain->target, spliced(text->view(), std::move(splices))});
  return std::nullopt;
}

std::optional<Refusal> ask_for_recalculation(const Workbook::Inner& inner, std::vector<NewPart>& out) {
  struct Events : XmlEvents {
    ByteRange root, calculation, last;  // <calcPr>'s start tag; the last element it must follow
    bool in_last = false;
    void start(const Tag& tag) override {
      if (tag.depth == 1) root = {tag.begin, tag.end};
      if (tag.depth != 2 || tag.space != Space::sheet) return;
      if (tag.name == "calcPr") calculation = {tag.begin, tag.end};
      in_last = tag.name == "sheets" || tag.name == "functionGroups" || tag.name == "externalReferences" ||
                tag.name == "definedNames";
    }
    void finish(unsigned depth, std::size_t begin, std::size_t end) override {
      if (depth != 2) return;
      if (in_last) last = {begin, end};
      in_last = false;
    }
  };
  const auto text = text_of(inner, inner.workbook_part);
  if (!text) return text.error();
  Events events;
  if (auto trouble = parse_xml(text->view(), inner.where(inner.workbook_part), inner.limits, events))
    return trouble;
  Splice splice{events.calculation, {}};
  if (!events.calculation.empty()) {
    splice.text = with_attribute(in(text->view(), events.calculation), "fullCalcOnLoad", "1");
  } else {
    const std::string prefix(prefix_of(in(text->view(), events.root)));
    splice = {{events.last.end, events.last.end}, "<" + prefix + "calcPr fullCalcOnLoad=\"1\"/>"};
  }
  std::string changed = spliced(text->view(), {splice});
  if (changed != text->view()) out.push_back({inner.workbook_part, std::move(changed)});
  return std::nullopt;
}

}  // namespace stp::xlsx
