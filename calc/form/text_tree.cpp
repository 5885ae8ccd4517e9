#include "calc/form/text_tree.h"

#include <yaml.h>

#include <algorithm>

namespace stp {

const TextNode* TextNode::find(std::string_view key) const {
  for (const TextEntry& entry : entries)
    if (entry.key == key) return &entry.value;
  return nullptr;
}

namespace {

constexpr std::size_t deepest = 24;

// Byte offsets of characters from their line and column, moving on from the last one asked for.
class Offsets {
 public:
  explicit Offsets(std::string_view text) : text_(text) {
    constexpr std::string_view mark = "\xef\xbb\xbf";  // a byte order mark is not in the library's columns
    starts_.push_back(text.starts_with(mark) ? mark.size() : 0);
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n') starts_.push_back(i + 1);
  }
  std::size_t of(const yaml_mark_t& mark) {
    if (mark.line >= starts_.size()) return text_.size();
    if (mark.line != line_ || mark.column < column_) {
      line_ = mark.line;
      column_ = 0;
      offset_ = starts_[line_];
    }
    for (; column_ < mark.column && offset_ < text_.size(); ++column_)
      while (++offset_ < text_.size() && (static_cast<unsigned char>(text_[offset_]) & 0xC0) == 0x80)
        continue;
    return offset_;
  }

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
  std::size_t line_ = 0, column_ = 0, offset_ = 0;
};

// The library's parser and its current event, which both want freeing.
class Events {
 public:
  explicit Events(std::string_view text) {
    if (yaml_parser_initialize(&parser_) == 0) throw std::bad_alloc();
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }
  ~Events() {
    if (has_event_) yaml_event_delete(&event_);
    yaml_parser_delete(&parser_);
  }
  Events(const Events&) = delete;
  Events& operator=(const Events&) = delete;

  bool next() {
    if (has_event_) yaml_event_delete(&event_);
    has_event_ = yaml_parser_parse(&parser_, &event_) != 0;
    return has_event_;
  }
  const yaml_event_t& event() const { return event_; }
  const yaml_parser_t& parser() const { return parser_; }

 private:
  yaml_parser_t parser_{};
  yaml_event_t event_{};
  bool has_event_ = false;
};

bool says_nothing(std::string_view plain) {
  return plain.empty() || plain == "~" || plain == "null" || plain == "Null" || plain == "NULL";
}

class TreeBuilder {
 public:
  TreeBuilder(const TemplateText& text, TroubleList& troubles)
      : file_(text.path), offsets_(text.text), troubles_(troubles), events_(text.text) {}

  std::optional<TextNode> build() {
    while (events_.next()) {
      if (events_.event().type == YAML_STREAM_END_EVENT) return finished();
      if (!take(events_.event())) return {};
    }
    refuse_malformed();
    return {};
  }

 private:
  struct Open {
    TextNode node;
    std::optional<TextNode> key;  // read, its value not yet
  };

  std::optional<TextNode> finished() {
    if (documents_ == 1 && root_.kind != TextNode::Kind::nothing) return std::move(root_);
    troubles_.add({file_, 1, 1}, "text-empty", "This file defines nothing.",
                  "Write its definitions, or remove it.");
    return {};
  }

  // False when the event is nothing our texts need; the trouble says why.
  bool take(const yaml_event_t& event) {
    switch (event.type) {
      case YAML_DOCUMENT_START_EVENT:
        return ++documents_ == 1 ||
               refuse(event.start_mark, "yaml-documents", "This file holds more than one YAML document.",
                      "Remove the `---` between them.");
      case YAML_ALIAS_EVENT:
        return wanted(event.start_mark, event.data.alias.anchor, nullptr);
      case YAML_SCALAR_EVENT:
        return take_scalar(event);
      case YAML_SEQUENCE_START_EVENT:
        return wanted(event.start_mark, event.data.sequence_start.anchor, event.data.sequence_start.tag) &&
               open(event.start_mark, TextNode::Kind::list);
      case YAML_MAPPING_START_EVENT:
        return wanted(event.start_mark, event.data.mapping_start.anchor, event.data.mapping_start.tag) &&
               open(event.start_mark, TextNode::Kind::map);
      case YAML_MAPPING_END_EVENT:
        refuse_repeated_keys(open_.back().node);
        [[fallthrough]];
      case YAML_SEQUENCE_END_EVENT:
        close();
        return true;
      default:
        return true;
    }
  }

  bool take_scalar(const yaml_event_t& event) {
    const auto& scalar = event.data.scalar;
    if (!wanted(event.start_mark, scalar.anchor, scalar.tag)) return false;
    TextNode value = node(event.start_mark, TextNode::Kind::scalar);
    value.text.assign(reinterpret_cast<const char*>(scalar.value), scalar.length);
    if (scalar.style == YAML_PLAIN_SCALAR_STYLE && says_nothing(value.text)) {
      value.kind = TextNode::Kind::nothing;
      value.text.clear();
    }
    put(std::move(value));
    return true;
  }

  bool wanted(const yaml_mark_t& mark, const yaml_char_t* anchor, const yaml_char_t* tag) {
    if (anchor)
      return refuse(mark, "yaml-alias", "Anchors and aliases (& and *) are not used in these files.",
                    "Write the value out in full, or put the text in quotes.");
    if (tag)
      return refuse(mark, "yaml-tag", "Tags (! before a value) are not used in these files.",
                    "Remove the tag.");
    return true;
  }

  bool refuse(const yaml_mark_t& mark, std::string code, std::string sentence, std::string remedy) {
    troubles_.add(place(mark), std::move(code), std::move(sentence), std::move(remedy));
    return false;
  }

  void refuse_malformed() {
    const yaml_parser_t& parser = events_.parser();
    std::string sentence = "This is not YAML";
    if (parser.problem) sentence += std::string(": ") + parser.problem;
    refuse(parser.problem_mark, "yaml-malformed", sentence + ".",
           "Mend the indentation, quotes or brackets here; text with a colon or a comma needs quotes.");
  }

  SourceText place(const yaml_mark_t& mark) const {
    return {file_, static_cast<int>(mark.line) + 1, static_cast<int>(mark.column) + 1};
  }

  TextNode node(const yaml_mark_t& mark, TextNode::Kind kind) {
    TextNode made;
    made.kind = kind;
    made.line = static_cast<int>(mark.line) + 1;
    made.column = static_cast<int>(mark.column) + 1;
    made.offset = offsets_.of(mark);
    return made;
  }

  bool open(const yaml_mark_t& mark, TextNode::Kind kind) {
    if (open_.size() >= deepest)
      return refuse(mark, "text-too-deep", "The definitions are nested too deeply to be ours.",
                    "Nest at most " + std::to_string(deepest) + " levels.");
    open_.push_back({node(mark, kind), {}});
    return true;
  }
  void close() {
    TextNode done = std::move(open_.back().node);
    open_.pop_back();
    put(std::move(done));
  }

  void put(TextNode&& value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (Open& parent = open_.back(); parent.node.kind == TextNode::Kind::list) {
      parent.node.items.push_back(std::move(value));
    } else if (!parent.key) {
      parent.key = std::move(value);
    } else {
      put_entry(parent, std::move(value));
    }
  }

  void put_entry(Open& parent, TextNode&& value) {
    TextNode key = std::move(*parent.key);
    parent.key.reset();
    if (key.kind != TextNode::Kind::scalar) {
      troubles_.add({file_, key.line, key.column}, "wrong-type", "A key must be a word.",
                    "Write `key: value`; put text that starts with [ or { in quotes.");
      return;
    }
    parent.node.entries.push_back({std::move(key.text), key.line, key.column, std::move(value)});
  }

  // The library keeps both of two equal keys without a word.
  void refuse_repeated_keys(TextNode& map) {
    std::vector<std::size_t> order(map.entries.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return map.entries[a].key < map.entries[b].key; });
    std::vector<bool> repeated(order.size());
    for (std::size_t i = 1, first = 0; i < order.size(); ++i) {
      const TextEntry &entry = map.entries[order[i]], &before = map.entries[order[first]];
      if (entry.key != before.key) {
        first = i;
        continue;
      }
      repeated[order[i]] = true;
      troubles_.add({file_, entry.line, entry.column}, "repeated-key",
                    "The key " + in_quotes(entry.key) + " stands here for the second time; the first is at " +
                        to_text(SourceText{file_, before.line, before.column}) + ".",
                    "Keep one of the two.");
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < repeated.size(); ++i)
      if (!repeated[i]) {
        if (kept != i) map.entries[kept] = std::move(map.entries[i]);
        ++kept;
      }
    map.entries.resize(kept);
  }

  std::string file_;
  Offsets offsets_;
  TroubleList& troubles_;
  Events events_;
  TextNode root_;
  std::vector<Open> open_;
  int documents_ = 0;
};

}  // namespace

std::optional<TextNode> read_text_tree(const TemplateText& text, TroubleList& troubles) {
  if (!is_plain_text(text, troubles)) return {};
  return TreeBuilder(text, troubles).build();
}

}  // namespace stp
