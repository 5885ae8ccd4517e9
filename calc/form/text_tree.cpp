#include "calc/form/text_tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <sstream>

namespace stp {

const TextNode* TextNode::find(std::string_view key) const {
  for (const TextEntry& entry : entries)
    if (entry.key == key) return &entry.value;
  return nullptr;
}

namespace {

constexpr std::size_t largest_text = 1 << 20;
constexpr std::size_t deepest = 24;

struct Unwanted {  // thrown through the library, caught in read_text_tree
  YAML::Mark mark;
  std::string code, sentence, remedy;
};

// Positions of lines, so that a byte column becomes a character column without counting from the start each
// time.
class Columns {
 public:
  explicit Columns(std::string_view text) : text_(text) {
    starts_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n') starts_.push_back(i + 1);
  }
  std::size_t offset(const YAML::Mark& mark) const {
    const auto line =
        std::min<std::size_t>(static_cast<std::size_t>(std::max(mark.line, 0)), starts_.size() - 1);
    return std::min(starts_[line] + static_cast<std::size_t>(std::max(mark.column, 0)), text_.size());
  }
  int character_column(const YAML::Mark& mark) {
    const std::size_t end = offset(mark);
    if (mark.line != line_ || end < reached_) {
      line_ = mark.line;
      characters_ = 0;
      reached_ = end - std::min<std::size_t>(end, static_cast<std::size_t>(std::max(mark.column, 0)));
    }
    for (; reached_ < end; ++reached_)
      if ((static_cast<unsigned char>(text_[reached_]) & 0xC0) != 0x80) ++characters_;
    return characters_ + 1;
  }

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
  int line_ = -1, characters_ = 0;
  std::size_t reached_ = 0;
};

class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const TemplateText& text, TroubleList& troubles)
      : file_(text.path), columns_(text.text), troubles_(troubles) {}

  TextNode take_root() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    put(node(mark, anchor, TextNode::Kind::nothing));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse_anchor(mark); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_tag(mark, tag);
    TextNode scalar = node(mark, anchor, TextNode::Kind::scalar);
    scalar.text = value;
    put(std::move(scalar));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, TextNode::Kind::list);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, TextNode::Kind::map);
  }
  void OnMapEnd() override {
    refuse_repeated_keys(open_.back().node);
    close();
  }

 private:
  struct Open {
    TextNode node;
    std::optional<TextNode> key;  // read, its value not yet
  };

  TextNode node(const YAML::Mark& mark, YAML::anchor_t anchor, TextNode::Kind kind) {
    if (anchor != 0) refuse_anchor(mark);
    TextNode made;
    made.kind = kind;
    made.line = mark.line + 1;
    made.column = columns_.character_column(mark);
    made.offset = columns_.offset(mark);
    return made;
  }

  [[noreturn]] static void refuse_anchor(const YAML::Mark& mark) {
    throw Unwanted{mark, "yaml-alias", "Anchors and aliases (& and *) are not used in these files.",
                   "Write the value out in full, or put the text in quotes."};
  }
  static void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.size() > 1)  // "?" plain, "!" quoted
      throw Unwanted{mark, "yaml-tag", "Tags (" + in_quotes(tag) + ") are not used in these files.",
                     "Remove the tag."};
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, TextNode::Kind kind) {
    refuse_tag(mark, tag);
    if (open_.size() >= deepest)
      throw Unwanted{mark, "text-too-deep", "The definitions are nested too deeply to be ours.",
                     "Nest at most " + std::to_string(deepest) + " levels."};
    open_.push_back({node(mark, anchor, kind), {}});
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
  Columns columns_;
  TroubleList& troubles_;
  TextNode root_;
  std::vector<Open> open_;
};

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Length of the well-formed UTF-8 character at `at`, 0 if there is none or it is a control character.
std::size_t character_length(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return first >= 0x20 || first == '\t' || first == '\n' || first == '\r' ? 1 : 0;
  const std::size_t length = first >= 0xF0 && first < 0xF5 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (length == 0 || first >= 0xF5 || at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if (!is_continuation(text[at + i])) return 0;
  const auto second = static_cast<unsigned char>(text[at + 1]);
  const bool too_long = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool no_character = (first == 0xED && second >= 0xA0) || (first == 0xF4 && second >= 0x90);
  return too_long || no_character ? 0 : length;
}

SourceText place_of_offset(const std::string& file, std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  SourceText place{file, 1, 1};
  for (std::size_t i = 0; i < offset; ++i) {
    if (text[i] == '\n')
      ++place.line, place.column = 1;
    else if (!is_continuation(text[i]))
      ++place.column;
  }
  return place;
}

bool is_plain_text(const TemplateText& text, TroubleList& troubles) {
  if (text.text.size() > largest_text) {
    troubles.add({text.path, 0, 0}, "text-too-large", "This file is larger than a definition file can be.",
                 "Split it; the limit is 1 MiB.");
    return false;
  }
  for (std::size_t at = 0, length = 0; at < text.text.size(); at += length) {
    length = character_length(text.text, at);
    if (length != 0) continue;
    troubles.add(place_of_offset(text.path, text.text, at), "text-not-utf8",
                 "Here stands a byte that is not text in UTF-8.", "Save the file as UTF-8.");
    return false;
  }
  return true;
}

}  // namespace

std::optional<TextNode> read_text_tree(const TemplateText& text, TroubleList& troubles) {
  if (!is_plain_text(text, troubles)) return {};
  TreeBuilder builder(text, troubles);
  Columns columns(text.text);
  const auto at = [&](const YAML::Mark& mark) {
    return SourceText{text.path, mark.line + 1, columns.character_column(mark)};
  };
  try {
    std::istringstream stream(text.text);
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) {
      troubles.add({text.path, 1, 1}, "text-empty", "This file defines nothing.",
                   "Write its definitions, or remove it.");
      return {};
    }
    TextNode root = builder.take_root();
    if (parser.HandleNextDocument(builder)) {
      troubles.add({text.path, 1, 1}, "yaml-documents", "This file holds more than one YAML document.",
                   "Remove the `---` between them.");
      return {};
    }
    return root;
  } catch (const Unwanted& unwanted) {
    troubles.add(at(unwanted.mark), unwanted.code, unwanted.sentence, unwanted.remedy);
  } catch (const YAML::Exception& error) {
    troubles.add(at(error.mark), "yaml-malformed", "This is not YAML: " + error.msg + ".",
                 "Mend the indentation, quotes or brackets here; text with a colon or a comma needs quotes.");
  }
  return {};
}

namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// Blanks around the end of a line are one blank in the text; other blanks stand for themselves.
std::size_t after_fold(std::string_view text, std::size_t at) {
  std::size_t end = at;
  bool line_ended = false;
  for (; end < text.size() && is_space(text[end]); ++end) line_ended |= text[end] == '\n';
  return line_ended ? end : at + 1;
}

}  // namespace

SourceText place_within(const std::string& file, std::string_view file_text, const TextNode& scalar,
                        std::uint32_t column) {
  std::size_t at = scalar.offset;
  if (at < file_text.size() && (file_text[at] == '"' || file_text[at] == '\'')) ++at;
  if (at < file_text.size() && (file_text[at] == '|' || file_text[at] == '>')) {
    while (at < file_text.size() && file_text[at] != '\n') ++at;
    while (at < file_text.size() && is_space(file_text[at])) ++at;
  }
  const std::size_t wanted = std::min<std::size_t>(column > 0 ? column - 1 : 0, scalar.text.size());
  for (std::size_t i = 0; i < wanted && at < file_text.size(); ++i) {
    if (scalar.text[i] != file_text[at] && !(is_space(scalar.text[i]) && is_space(file_text[at])))
      return {file, scalar.line, scalar.column};  // an escape: point at the start
    at = is_space(file_text[at]) ? after_fold(file_text, at) : at + 1;
  }
  return place_of_offset(file, file_text, at);
}

}  // namespace stp
