#include "xlsx/file/shared_strings.h"

#include <cstring>

#include "xlsx/file/encoding.h"
#include "xlsx/file/trouble.h"

namespace stp::xlsx {

namespace {

// The character written as _xHHHH_ at `at`, or -1.
int escape_at(std::string_view text, std::size_t at) {
  if (text.size() - at < 7 || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_') return -1;
  int value = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    const char c = text[i];
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

class Events : public XmlEvents {
 public:
  Events(SharedStrings& out, const Limits& limits, std::string where)
      : out_(out), limits_(limits), where_(std::move(where)) {}

  void start(const Tag& tag) override {
    if (tag.depth == 1) {
      if (!tag.is(Space::sheet, "sst")) trouble = damaged(where_, "it does not hold shared strings");
    } else if (tag.depth == 2) {
      in_item_ = tag.is(Space::sheet, "si");
      text_.clear();
      if (in_item_ && out_.texts.size() >= limits_.strings)
        trouble = too_large(where_, "too many different texts");
    } else if (in_item_ && tag.depth == 3) {
      in_run_ = tag.is(Space::sheet, "r");
      open_text(tag, tag.is(Space::sheet, "t"));
    } else if (in_item_ && tag.depth == 4) {
      open_text(tag, in_run_ && tag.is(Space::sheet, "t"));
    }
  }
  void text(std::string_view piece) override {
    if (text_depth_ == 0) return;
    text_ += piece;
    if (text_.size() > limits_.cell_text * 4ull)
      trouble = too_large(where_, "a text is longer than a cell can hold");
  }
  void finish(unsigned depth, std::size_t, std::size_t) override {
    if (depth == text_depth_) {
      if (!keeps_space_) trim_from_start();
      text_depth_ = 0;
    }
    if (depth == 2 && in_item_) add();
    if (depth == 2) in_item_ = false;
    if (depth == 3) in_run_ = false;
  }

 private:
  void open_text(const Tag& tag, bool is_text) {
    if (!is_text) return;
    text_depth_ = tag.depth;
    keeps_space_ = tag.keeps_space();
    start_ = text_.size();
  }
  void trim_from_start() {
    const std::string kept(trimmed(std::string_view(text_).substr(start_)));
    text_.resize(start_);
    text_ += kept;
  }
  void add() {
    if (has_escape(text_)) text_ = unescaped(text_);
    total_ += text_.size();
    if (total_ > limits_.string_bytes) trouble = too_large(where_, "too much text");
    if (utf16_units(text_) > limits_.cell_text)
      trouble = too_large(where_, "a text is longer than a cell can hold");
    out_.texts.push_back(keep(text_, *out_.keeps));
  }

  SharedStrings& out_;
  const Limits& limits_;
  std::string where_, text_;
  std::size_t start_ = 0;
  std::uint64_t total_ = 0;
  unsigned text_depth_ = 0;
  bool in_item_ = false, in_run_ = false, keeps_space_ = false;
};

}  // namespace

std::string_view keep(std::string_view text, std::pmr::memory_resource& memory) {
  if (text.empty()) return {};
  char* copy = static_cast<char*>(memory.allocate(text.size(), 1));
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

bool has_escape(std::string_view text) {
  for (std::size_t at = text.find("_x"); at != text.npos; at = text.find("_x", at + 1)) {
    if (escape_at(text, at) >= 0) return true;
  }
  return false;
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    int unit = escape_at(text, at);
    if (unit < 0) {
      out += text[at++];
      continue;
    }
    const bool is_high = unit >= 0xd800 && unit < 0xdc00;
    const int low = is_high && at + 7 < text.size() ? escape_at(text, at + 7) : -1;
    if (is_high && low >= 0xdc00 && low < 0xe000) {
      put_utf8(out, static_cast<char32_t>(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)));
      at += 14;
    } else if (unit >= 0xd800 && unit < 0xe000) {
      out += text[at++];  // half a character: left as it is written
    } else {
      put_utf8(out, static_cast<char32_t>(unit));
      at += 7;
    }
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::optional<Refusal> read_shared_strings(std::string_view text, std::string where, const Limits& limits,
                                           SharedStrings& out) {
  out.keeps = std::make_unique<std::pmr::monotonic_buffer_resource>(1u << 16);
  Events events(out, limits, where);
  return parse_xml(text, std::move(where), limits, events);
}

}  // namespace stp::xlsx
