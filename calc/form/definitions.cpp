#include "calc/form/definitions.h"

#include <algorithm>

namespace stp {
namespace {

constexpr std::size_t largest_whole = 16u << 20;
constexpr std::size_t most_items = 5000;  // of one kind; positions are 16 bits wide (calc/base/ids.h)

const std::vector<std::string>& top_keys() {
  static const std::vector<std::string> keys{
      "editions",   "periods",       "scenarios", "units",      "types",        "sections",
      "statements", "rounds",        "sources",   "places",     "shares",       "cover",
      "lines",      "organisations", "constants", "references", "quoted",       "tables",
      "rules",      "layout",        "bridges",   "headlines",  "eliminations", "observations"};
  return keys;
}

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

}  // namespace stp
