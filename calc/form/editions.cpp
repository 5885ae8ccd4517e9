// What an edition has: since, until and revisions.
#include <algorithm>

#include "calc/form/definitions.h"

namespace stp {
namespace {

bool is_dating(std::string_view key) { return key == "since" || key == "until" || key == "revisions"; }

constexpr std::size_t unknown = static_cast<std::size_t>(-1);

std::size_t position_of(const TextNode* edition, const std::vector<std::string>& editions) {
  if (!edition || edition->kind != TextNode::Kind::scalar) return unknown;
  const auto found = std::find(editions.begin(), editions.end(), edition->text);
  return found == editions.end() ? unknown : static_cast<std::size_t>(found - editions.begin());
}

class EditionCheck {
 public:
  EditionCheck(const std::string& file, const std::vector<std::string>& editions, TroubleList& troubles)
      : file_(file), editions_(editions), troubles_(troubles) {}

  void check(const TextNode& item) {
    const std::size_t since = known(item.find("since"), 0);
    const std::size_t until = known(item.find("until"), editions_.size());
    if (since >= until && item.find("until"))
      add(*item.find("until"), "edition-order", "This item ends before it begins.",
          "`until` names the first edition that no longer has it.");
    const TextNode* revisions = item.find("revisions");
    if (!revisions) return;
    if (revisions->kind != TextNode::Kind::list) {
      add(*revisions, "wrong-type", "`revisions` must be a list.", "Write - {edition: ..., key: value}.");
      return;
    }
    std::size_t before = since;
    for (const TextNode& revision : revisions->items) check_revision(revision, before, until);
  }

 private:
  void check_revision(const TextNode& revision, std::size_t& before, std::size_t until) {
    if (revision.kind != TextNode::Kind::map || !revision.find("edition")) {
      add(revision, "wrong-type", "A revision must have the key \"edition\".",
          "Write {edition: ..., key: value}.");
      return;
    }
    for (const TextEntry& entry : revision.entries)
      if (is_dating(entry.key) || entry.key == "code" || entry.key == "id")
        add(entry.value, "unknown-key", "A revision cannot change " + in_quotes(entry.key) + ".",
            "End the item with `until` and define another.");
    const std::size_t from = known(revision.find("edition"), unknown);
    if (from == unknown) return;
    if (from <= before || from >= until)
      add(*revision.find("edition"), "edition-order", "This revision is not later than what it revises.",
          "Revisions name editions after the item's first, before its `until`, in order.");
    before = std::max(before, from);
  }

  std::size_t known(const TextNode* edition, std::size_t otherwise) {
    if (!edition) return otherwise;
    const std::size_t position = position_of(edition, editions_);
    if (position != unknown) return position;
    add(*edition, "unknown-edition", in_quotes(edition->text) + " is not an edition.",
        suggest(edition->text, editions_, "The editions are " + joined(editions_, ", ") + "."));
    return otherwise;
  }
  void add(const TextNode& node, std::string code, std::string sentence, std::string remedy) {
    troubles_.add({file_, node.line, node.column}, std::move(code), std::move(sentence), std::move(remedy));
  }

  const std::string& file_;
  const std::vector<std::string>& editions_;
  TroubleList& troubles_;
};

}  // namespace

void check_editions(const Definitions& all, const std::vector<std::string>& editions, TroubleList& troubles) {
  for (const auto& [key, items] : all)
    for (const Definition& item : items) EditionCheck(*item.file, editions, troubles).check(*item.node);
}

namespace {

bool has(const TextNode& item, const std::vector<std::string>& editions, std::size_t edition) {
  const std::size_t named = position_of(item.find("since"), editions);
  const std::size_t since = named == unknown ? 0 : named;  // an unknown one is a trouble already
  const std::size_t until = item.find("until") ? position_of(item.find("until"), editions) : unknown;
  return since <= edition && edition < until;
}

void apply(TextNode& item, const TextNode& revision) {
  for (const TextEntry& entry : revision.entries) {
    if (entry.key == "edition") continue;
    const auto same = [&](const TextEntry& there) { return there.key == entry.key; };
    const auto found = std::find_if(item.entries.begin(), item.entries.end(), same);
    if (found == item.entries.end())
      item.entries.push_back(entry);
    else
      *found = entry;
  }
}

const TextNode* as_of(const TextNode& item, const std::vector<std::string>& editions, std::size_t edition,
                      std::deque<TextNode>& rebuilt) {
  const bool dated = std::any_of(item.entries.begin(), item.entries.end(),
                                 [](const TextEntry& entry) { return is_dating(entry.key); });
  if (!dated) return &item;
  TextNode& copy = rebuilt.emplace_back(item);
  std::erase_if(copy.entries, [](const TextEntry& entry) { return is_dating(entry.key); });
  if (const TextNode* revisions = item.find("revisions"))
    for (const TextNode& revision : revisions->items)
      if (position_of(revision.find("edition"), editions) <= edition) apply(copy, revision);
  return &copy;
}

}  // namespace

Definitions expand(const Definitions& all, const std::vector<std::string>& editions, std::size_t edition,
                   std::deque<TextNode>& rebuilt) {
  Definitions expanded;
  for (const auto& [key, items] : all)
    for (const Definition& item : items)
      if (has(*item.node, editions, edition))
        expanded[key].push_back({as_of(*item.node, editions, edition, rebuilt), item.file});
  return expanded;
}

}  // namespace stp
