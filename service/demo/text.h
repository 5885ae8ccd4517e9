// A text of the demonstration, read strictly: a key that is not known here, a missing one and a word that is
// no number are troubles with their line.
#pragma once

#include <stdexcept>

#include "calc/form/text_tree.h"
#include "service/demo/profile.h"

namespace stp::demo {

class Node {  // a place in a text; nothing where a key is absent
 public:
  Node() = default;
  explicit Node(const TextNode& node) : node_(&node), line_(node.line) {}
  Node(const std::string& key, int line) : key_(key), line_(line) {}
  explicit operator bool() const { return node_ != nullptr; }
  Node operator[](const char* key) const;
  const std::string& text() const { return node_ ? node_->text : key_; }
  bool is_map() const { return node_ && node_->kind == TextNode::Kind::map; }
  bool is_list() const { return node_ && node_->kind == TextNode::Kind::list; }
  std::vector<Node> items() const;                     // of a list; none when absent
  std::vector<std::pair<Node, Node>> entries() const;  // of a mapping: key and value
  int line() const { return line_; }

 private:
  const TextNode* node_ = nullptr;
  std::string key_;
  int line_ = 0;
};

struct Trouble : std::runtime_error {
  Trouble(const Node& node, const std::string& sentence) : std::runtime_error(sentence), line(node.line()) {}
  int line;
};

// The mapping itself, its keys among `known`.
const Node& mapping(const Node& node, const std::set<std::string>& known);
Node required(const Node& node, const char* key);
std::string text_of(const Node& node, const char* key);          // "" when absent
bool yes(const Node& node, const char* key);                     // false when absent
Decimal amount(const Node& node);                                // "3.1%" is 0.031
Decimal amount_of(const Node& node, const char* key);            // 0 when absent
std::set<std::string> words(const Node& node, const char* key);  // a list; empty when absent
std::map<std::string, Decimal> amounts(const Node& mapping);

// What the texts may name.
struct Names {
  const Template& form;
  std::string line(const Node& node, const char* key) const;  // a line code of the template
  std::size_t period(const Node& node) const;
  Series series(const Node& mapping) const;  // years not named are 0
};

}  // namespace stp::demo
