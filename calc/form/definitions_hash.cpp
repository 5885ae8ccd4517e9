#include <algorithm>

#include "calc/base/sha256.h"
#include "calc/form/definitions.h"

namespace stp {
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

// The hash is the identity of the form as issued. How returns are judged, explained and quoted is no part of
// it: a message put better must not make every workbook in the field look altered.
bool is_part_of_the_form(std::string_view key) {
  return key != "rules" && key != "observations" && key != "bridges" && key != "headlines" &&
         key != "quoted" && key != "sources";
}

}  // namespace

std::string hash_of(const Definitions& definitions) {
  std::string out;
  for (const auto& [key, items] : definitions) {
    if (!is_part_of_the_form(key)) continue;
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
