#include "calc/form/fields.h"

#include <algorithm>
#include <charconv>

namespace stp {

Fields::Fields(const TextNode& map, const std::string& file, std::string what, TroubleList& troubles)
    : map_(&map), file_(&file), what_(std::move(what)), troubles_(&troubles) {
  if (map.kind != TextNode::Kind::map)
    troubles.add(at(), "wrong-type", "This " + what_ + " must have keys.",
                 "templates/README.md shows the shape.");
}

const TextNode* Fields::find(std::string_view key) {
  if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) asked_.emplace_back(key);
  return map_->find(key);
}

const TextNode* Fields::needed(std::string_view key) {
  const TextNode* node = find(key);
  if (!node)
    troubles_->add(at(), key == "source" ? "missing-source" : "missing-key",
                   "This " + what_ + " lacks the key " + in_quotes(key) + ".",
                   key == "source" ? "Say where it comes from: a tag of sources.yaml."
                                   : "Add it; templates/README.md shows the shape.");
  return node;
}

void Fields::wrong(const TextNode& node, std::string_view key, const std::string& must_be) {
  troubles_->add(place(node), "wrong-type",
                 "The key " + in_quotes(key) + " of a " + what_ + " must be " + must_be + ".",
                 "templates/README.md shows the shape.");
}

std::optional<Word> Fields::scalar(const TextNode& node, std::string_view key) {
  if (node.kind == TextNode::Kind::scalar && !node.text.empty()) return Word{node.text, place(node)};
  wrong(node, key, "a word or text");
  return {};
}

std::optional<Word> Fields::optional_word(std::string_view key) {
  const TextNode* node = find(key);
  return node ? scalar(*node, key) : std::nullopt;
}

Word Fields::word(std::string_view key) {
  const TextNode* node = needed(key);
  std::optional<Word> found;
  if (node) found = scalar(*node, key);
  return found ? *found : Word{"", at()};
}

std::string Fields::text_or(std::string_view key, std::string otherwise) {
  const TextNode* node = find(key);
  if (!node || (node->kind == TextNode::Kind::scalar && node->text.empty())) return otherwise;
  const auto found = scalar(*node, key);
  return found ? found->text : otherwise;
}

bool Fields::yes(std::string_view key, bool otherwise) {
  const TextNode* node = find(key);
  if (!node) return otherwise;
  if (node->kind == TextNode::Kind::scalar && (node->text == "yes" || node->text == "no"))
    return node->text == "yes";
  wrong(*node, key, "yes or no");
  return otherwise;
}

int Fields::whole(std::string_view key, int lowest, int highest, std::optional<int> otherwise) {
  const TextNode* node = otherwise ? find(key) : needed(key);
  if (!node) return otherwise.value_or(lowest);
  int number = 0;
  const char* end = node->text.data() + node->text.size();
  const auto read = std::from_chars(node->text.data(), end, number);
  if (node->kind == TextNode::Kind::scalar && read.ec == std::errc() && read.ptr == end && number >= lowest &&
      number <= highest)
    return number;
  wrong(*node, key, "a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest));
  return otherwise.value_or(lowest);
}

std::vector<Word> Fields::scalars(const TextNode& list, std::string_view key) {
  std::vector<Word> words;
  if (list.kind != TextNode::Kind::list || list.items.empty()) {
    wrong(list, key, "a list: [a, b]");
    return words;
  }
  for (const TextNode& item : list.items)
    if (auto found = scalar(item, key)) words.push_back(std::move(*found));
  return words;
}

std::vector<Word> Fields::words(std::string_view key) {
  const TextNode* node = needed(key);
  return node ? scalars(*node, key) : std::vector<Word>{};
}

std::vector<Word> Fields::optional_words(std::string_view key) {
  const TextNode* node = find(key);
  return node ? scalars(*node, key) : std::vector<Word>{};
}

std::vector<const TextNode*> Fields::maps(std::string_view key) {
  std::vector<const TextNode*> found;
  const TextNode* node = needed(key);
  if (!node) return found;
  if (node->kind != TextNode::Kind::list || node->items.empty()) wrong(*node, key, "a list of definitions");
  for (const TextNode& item : node->items) {
    if (item.kind == TextNode::Kind::map)
      found.push_back(&item);
    else
      wrong(item, key, "a list of definitions, each with keys");
  }
  return found;
}

std::size_t Fields::one_of(std::string_view key, const std::vector<std::string>& choices,
                           std::optional<std::size_t> otherwise) {
  const TextNode* node = otherwise ? find(key) : needed(key);
  if (!node) return otherwise.value_or(0);
  const auto found = std::find(choices.begin(), choices.end(), node->text);
  if (node->kind == TextNode::Kind::scalar && found != choices.end())
    return static_cast<std::size_t>(found - choices.begin());
  wrong(*node, key, "one of " + joined(choices, ", "));
  return otherwise.value_or(0);
}

SourceText Fields::place_of_key(std::string_view key) const {
  const TextNode* node = map_->find(key);
  return node ? place(*node) : at();
}

void Fields::done() {
  for (const TextEntry& entry : map_->entries) {
    if (troubles_->full()) return;
    if (std::find(asked_.begin(), asked_.end(), entry.key) != asked_.end()) continue;
    troubles_->add({*file_, entry.line, entry.column}, "unknown-key",
                   "A " + what_ + " has no key " + in_quotes(entry.key) + ".",
                   suggest(entry.key, asked_, "Its keys are " + joined(asked_, ", ") + "."));
  }
}

std::vector<std::string> tags_in(std::string_view sources) {
  std::vector<std::string> tags(1);
  int depth = 0;
  for (const char c : sources) {
    if (c == '(') ++depth;
    if (depth == 0 && (c == ',' || c == ';'))
      tags.emplace_back();
    else if (depth == 0 && c != ' ')
      tags.back() += c;
    if (c == ')' && depth > 0) --depth;
  }
  return tags;
}

std::optional<Decimal> read_number(const Word& word, TroubleList& troubles) {
  std::string_view digits = word.text;
  const bool percent = !digits.empty() && digits.back() == '%';
  if (percent) digits.remove_suffix(1);
  const bool plain = !digits.empty() && digits.find_first_not_of("-0123456789.") == std::string_view::npos;
  const Parsed parsed = plain ? parse_decimal(digits) : Parsed{};
  if (parsed.outcome == Parse::ok && to_text(parsed.value).size() + 2 >= digits.size()) {
    if (!percent) return parsed.value;
    if (parsed.value.units() % 100 == 0) return Decimal::from_units(parsed.value.units() / 100);
  }
  troubles.add(word.at, "not-a-number", in_quotes(word.text) + " is not a number this file can hold.",
               "Write digits with a full stop for decimals, as in 1234.5 or 3.1%; at most 12 decimals.");
  return {};
}

}  // namespace stp
