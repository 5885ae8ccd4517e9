#include "calc/form/definitions.h"

#include <algorithm>

#include "calc/base/sha256.h"

namespace stp {
namespace {

constexpr std::size_t largest_whole = 16u << 20;
constexpr std::size_t most_items = 5000;  // of one kind; positions are 16 bits wide (calc/base/ids.h)

const std::vector<std::string>& top_keys() {
  static const std::vector<std::string> keys{
      "editions", "periods", "scenarios", "units",  "types",   "sections",      "statements",  "rounds",
      "sources",  "places",  "shares",    "cover",  "lines",   "organisations", "constants",   "references",
      "quoted",   "tables",  "rules",     "layout", "bridges", "eliminations",  "observations"};
  return keys;
}

bool is_dating(std::string_view key) { return key == "since" || key == "until" || key == "revisions"; }

}  // namespace

Sources read_sources(const std::vector<TemplateText>& texts, TroubleList& troubles) {
  Sources sources;
  std::size_t size = 0;
  for (const TemplateText& text : texts) size += text.text.size();
  if (size > largest_whole) {
    troubles.add({texts.front().path, 0, 0}, "text-too-large",
                 "The definition files are larger than 16 MiB together.",
                 "Take out what is not a definition.");
    return sources;
  }
  for (const TemplateText& text : texts) {
    if (sources.texts.contains(text.path)) {
      troubles.add({text.path, 0, 0}, "defined-twice", "This file was given twice.", "Give each file once.");
      continue;
    }
    sources.texts.emplace(text.path, text.text);
    if (auto tree = read_text_tree(text, troubles)) sources.trees.emplace(text.path, std::move(*tree));
  }
  return sources;
}

namespace {

// `layout` is one map to a file, all others are lists of maps.
void gather_items(const std::string& file, const TextEntry& top, Definitions& all, TroubleList& troubles) {
  auto& items = all[top.key];
  if (top.key == "layout" && top.value.kind == TextNode::Kind::map) {
    items.push_back({&top.value, &file});
    return;
  }
  if (top.key == "layout" || top.value.kind != TextNode::Kind::list) {
    troubles.add(
        {file, top.line, top.column}, "wrong-type",
        in_quotes(top.key) + (top.key == "layout" ? " must have keys." : " must be a list of definitions."),
        "templates/README.md shows the shape.");
    return;
  }
  for (const TextNode& item : top.value.items) {
    if (items.size() == most_items) {
      troubles.add({file, item.line, item.column}, "too-many",
                   "There are more than 5,000 definitions of " + in_quotes(top.key) + ".",
                   "An edition cannot hold them.");
      return;
    }
    if (item.kind == TextNode::Kind::map)
      items.push_back({&item, &file});
    else
      troubles.add({file, item.line, item.column}, "wrong-type",
                   "Each item of " + in_quotes(top.key) + " must be a definition with keys.",
                   "templates/README.md shows the shape.");
  }
}

}  // namespace

Definitions gather(const Sources& sources, TroubleList& troubles) {
  Definitions all;
  for (const auto& [file, tree] : sources.trees) {
    if (tree.kind != TextNode::Kind::map) {
      troubles.add({file, 1, 1}, "wrong-type", "A definition file starts with a key such as `lines:`.",
                   "templates/README.md lists the keys.");
      continue;
    }
    for (const TextEntry& top : tree.entries) {
      if (std::find(top_keys().begin(), top_keys().end(), top.key) != top_keys().end()) {
        gather_items(file, top, all, troubles);
        continue;
      }
      troubles.add({file, top.line, top.column}, "unknown-key",
                   in_quotes(top.key) + " is nothing a definition file can hold.",
                   suggest(top.key, top_keys(), "It can hold " + joined(top_keys(), ", ") + "."));
    }
  }
  return all;
}

namespace {

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

namespace {

void write_text(std::string& out, std::string_view text) {
  out += std::to_string(text.size());
  out += ':';
  out += text;
}

void write_node(std::string& out, const TextNode& node) {
  switch (node.kind) {
    case TextNode::Kind::nothing:
      out += 'n';
      break;
    case TextNode::Kind::scalar:
      out += 's';
      write_text(out, node.text);
      break;
    case TextNode::Kind::list:
      out += '[';
      for (const TextNode& item : node.items) write_node(out, item);
      out += ']';
      break;
    case TextNode::Kind::map: {
      std::map<std::string_view, const TextNode*> by_key;
      for (const TextEntry& entry : node.entries) by_key.emplace(entry.key, &entry.value);
      out += '{';
      for (const auto& [key, value] : by_key) write_text(out, key), write_node(out, *value);
      out += '}';
      break;
    }
  }
}

// Lists whose order says something; the others are sets of definitions, wherever they stand.
bool is_ordered(std::string_view key) {
  return key == "periods" || key == "scenarios" || key == "units" || key == "types" || key == "sections" ||
         key == "statements" || key == "cover" || key == "tables" || key == "bridges" || key == "rounds";
}

}  // namespace

std::string hash_of(const Definitions& definitions) {
  std::string out;
  for (const auto& [key, items] : definitions) {
    std::vector<std::string> written;
    for (const Definition& item : items) {
      std::string& one = written.emplace_back();
      if (key == "lines") write_text(one, *item.file);  // the file says which statement a line belongs to
      write_node(one, *item.node);
    }
    if (!is_ordered(key)) std::sort(written.begin(), written.end());
    write_text(out, key);
    out += std::to_string(written.size());
    for (const std::string& one : written) out += one;
  }
  return sha256(out);
}

}  // namespace stp
