// The words of a sheet's rows: tags, attributes and texts as spreadsheet applications write them. Every step
// says no to what it does not fully understand.
#pragma once

#include <array>
#include <cstring>
#include <memory_resource>
#include <string>
#include <string_view>

#include "xlsx/file/sheet_scan.h"

namespace stp::xlsx {

namespace lexer {

enum Class : unsigned char {
  plain = 0,
  blank = 1,
  ends_text = 2,
  needs_decoding = 4,
  forbidden = 8,
  quote = 16,
  bracket = 32
};

constexpr std::array<unsigned char, 256> make_classes() {
  std::array<unsigned char, 256> classes{};
  for (unsigned i = 0; i < 0x20; ++i) classes[i] = forbidden;
  for (char c : {' ', '\t', '\n'}) classes[static_cast<unsigned char>(c)] = blank;
  classes[static_cast<unsigned char>('\r')] = blank | needs_decoding;
  classes[static_cast<unsigned char>('<')] = ends_text;
  classes[static_cast<unsigned char>('&')] = needs_decoding;
  classes[static_cast<unsigned char>('"')] = quote;
  classes[static_cast<unsigned char>(']')] = bracket;
  return classes;
}
inline constexpr auto classes = make_classes();
constexpr unsigned class_of(char c) { return classes[static_cast<unsigned char>(c)]; }

}  // namespace lexer

class SheetLexer {
 protected:
  struct Attribute {
    std::string_view name, value;
  };
  SheetLexer(std::string_view text, std::size_t from, std::pmr::memory_resource& memory)
      : begin_(text.data()), at_(begin_ + from), end_(begin_ + text.size()), memory_(memory) {}

  std::size_t offset(const char* p) const { return static_cast<std::size_t>(p - begin_); }
  ByteRange range(const char* from, const char* to) const { return {offset(from), offset(to)}; }
  void skip_blanks() {
    while (at_ < end_ && (lexer::class_of(*at_) & lexer::blank)) ++at_;
  }
  bool take(std::string_view word) {
    if (static_cast<std::size_t>(end_ - at_) < word.size() || std::memcmp(at_, word.data(), word.size()) != 0)
      return false;
    at_ += word.size();
    return true;
  }

  enum class Next { attribute, open, closed, odd };
  // The next attribute of a start tag, or how the tag ends.
  Next next(Attribute& out) {
    const char* before = at_;
    skip_blanks();
    if (at_ >= end_) return Next::odd;
    if (*at_ == '>') return ++at_, Next::open;
    if (take("/>")) return Next::closed;
    if (at_ == before) return Next::odd;
    const char* name = at_;
    while (at_ < end_ && (lexer::class_of(*at_) == lexer::plain) && *at_ != '=' && *at_ != '>' && *at_ != '/')
      ++at_;
    out.name = {name, static_cast<std::size_t>(at_ - name)};
    if (!take("=\"")) return Next::odd;
    const char* value = at_;
    while (at_ < end_ &&
           (*at_ == ' ' || lexer::class_of(*at_) == lexer::plain || lexer::class_of(*at_) == lexer::bracket))
      ++at_;
    out.value = {value, static_cast<std::size_t>(at_ - value)};
    if (at_ >= end_ || *at_ != '"') return Next::odd;
    ++at_;
    return Next::attribute;
  }

  // Position of `name` in `names`, marked in `seen`; false when unknown or there twice.
  template <std::size_t count>
  static bool mark(const std::array<std::string_view, count>& names, std::string_view name, unsigned& seen,
                   std::size_t& which) {
    for (which = 0; which < count; ++which) {
      if (names[which] != name) continue;
      const unsigned bit = 1u << which;
      if (seen & bit) return false;
      seen |= bit;
      return true;
    }
    return false;
  }

  // Behind "<v": the rest of the start tag, the text, the end tag. Only xml:space is allowed as attribute.
  bool text_element(std::string_view close, std::string_view& out, bool* keeps_space) {
    Attribute one;
    unsigned count = 0;
    Next what;
    while ((what = next(one)) == Next::attribute) {
      if (++count > 1 || one.name != "xml:space" || (one.value != "preserve" && one.value != "default"))
        return false;
      if (keeps_space != nullptr) *keeps_space = one.value == "preserve";
    }
    if (what == Next::odd) return false;
    return what == Next::closed || text_until(close, out);
  }

  bool text_until(std::string_view close, std::string_view& out) {
    const char* text = at_;
    unsigned seen = 0;
    while (at_ < end_ && !(lexer::class_of(*at_) & lexer::ends_text)) seen |= lexer::class_of(*at_++);
    out = {text, static_cast<std::size_t>(at_ - text)};
    if ((seen & lexer::needs_decoding) && !decode(out)) return false;
    const std::string_view raw(text, static_cast<std::size_t>(at_ - text));
    if ((seen & lexer::bracket) && raw.find("]]>") != raw.npos) return false;
    if (!take(close)) return false;
    skip_blanks();
    return at_ < end_ && *at_++ == '>';
  }

  const char *begin_, *at_, *end_;

 private:
  bool decode(std::string_view& text);  // line ends and entities

  std::pmr::memory_resource& memory_;
};

}  // namespace stp::xlsx
