#include "service/demo/text.h"

namespace stp::demo {

Node Node::operator[](const char* key) const {
  const TextNode* found = node_ ? node_->find(key) : nullptr;
  return found ? Node(*found) : Node();
}

std::vector<Node> Node::items() const {
  std::vector<Node> all;
  if (node_)
    for (const TextNode& item : node_->items) all.emplace_back(item);
  return all;
}

std::vector<std::pair<Node, Node>> Node::entries() const {
  std::vector<std::pair<Node, Node>> all;
  if (node_)
    for (const TextEntry& entry : node_->entries)
      all.emplace_back(Node(entry.key, entry.line), Node(entry.value));
  return all;
}

const Node& mapping(const Node& node, const std::set<std::string>& known) {
  if (!node.is_map()) throw Trouble(node, "a mapping is expected here");
  for (const auto& [key, value] : node.entries())
    if (!known.count(key.text())) throw Trouble(key, "the key '" + key.text() + "' is not known here");
  return node;
}

Node required(const Node& node, const char* key) {
  const Node found = node[key];
  if (!found) throw Trouble(node, std::string("the key '") + key + "' is missing");
  return found;
}

std::string text_of(const Node& node, const char* key) { return node[key].text(); }

bool yes(const Node& node, const char* key) {
  const std::string word = text_of(node, key);
  if (!word.empty() && word != "yes" && word != "no") throw Trouble(node[key], "yes or no is expected here");
  return word == "yes";
}

Decimal amount(const Node& node) {
  std::string word = node.text();
  const bool percent = !word.empty() && word.back() == '%';
  if (percent) word.pop_back();
  const Parsed parsed = parse_decimal(word);
  if (parsed.outcome != Parse::ok) throw Trouble(node, "'" + node.text() + "' is not a number");
  return percent ? parsed.value / Decimal::of(100) : parsed.value;
}

Decimal amount_of(const Node& node, const char* key) { return node[key] ? amount(node[key]) : Decimal(); }

std::set<std::string> words(const Node& node, const char* key) {
  std::set<std::string> list;
  for (const Node& item : node[key].items()) list.insert(item.text());
  return list;
}

std::map<std::string, Decimal> amounts(const Node& mapping) {
  std::map<std::string, Decimal> map;
  for (const auto& [key, value] : mapping.entries()) map[key.text()] = amount(value);
  return map;
}

std::string Names::line(const Node& node, const char* key) const {
  const Node word = required(node, key);
  if (!form.line(word.text())) throw Trouble(word, "the template has no line '" + word.text() + "'");
  return word.text();
}

std::size_t Names::period(const Node& node) const {
  for (std::size_t at = 0; at < form.periods.size(); ++at)
    if (form.periods[at].code == node.text()) return at;
  throw Trouble(node, "the template has no year '" + node.text() + "'");
}

Series Names::series(const Node& mapping) const {
  Series values(form.periods.size());
  for (const auto& [year, value] : mapping.entries()) values[period(year)] = amount(value);
  return values;
}

}  // namespace stp::demo
