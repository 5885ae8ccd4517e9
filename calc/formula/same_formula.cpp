// Whether two formulas say the same but for what programs change when they save.
#include <vector>

#include "calc/formula/excel.h"

namespace stp {

namespace {

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_word(char c) {
  return is_digit(c) || (upper(c) >= 'A' && upper(c) <= 'Z') || c == '_' || c == '.' || c == '\\' ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}

enum class Kind { sheet, word, number, text, sign };
struct Piece {
  Kind kind;
  std::string text;
  bool operator==(const Piece&) const = default;
};

class Pieces {
 public:
  explicit Pieces(std::string_view formula) : formula_(formula) {
    skip_blanks();
    if (here() == '=') ++at_;
    while (skip_blanks(), at_ < formula_.size()) read();
  }
  std::vector<Piece> all;

 private:
  char here() const { return at_ < formula_.size() ? formula_[at_] : '\0'; }
  void skip_blanks() {
    while (is_blank(here())) ++at_;
  }

  void read() {
    const char c = here();
    if (c == '"') {
      add({Kind::text, between('"')});
    } else if (c == '\'') {
      sheet(between('\''));
    } else if (c == '$') {
      ++at_;
    } else if (is_digit(c) || c == '.') {
      number();
    } else if (is_word(c)) {
      word();
    } else {
      add({Kind::sign, std::string(1, c)});
      ++at_;
    }
  }

  // What stands between two quotation marks; doubled ones inside are one.
  std::string between(char mark) {
    std::string inside;
    for (++at_; at_ < formula_.size(); ++at_) {
      if (formula_[at_] == mark) {
        ++at_;
        if (here() != mark) return inside;
      }
      inside += formula_[at_];
    }
    return inside + mark;  // never closed: like nothing that was
  }

  void sheet(std::string name) {
    for (char& c : name) c = upper(c);
    skip_blanks();
    if (here() == '!') ++at_;
    // Register!A1:Register!A9 is Register!A1:A9.
    const std::size_t count = all.size();
    if (count >= 3 && all[count - 1] == Piece{Kind::sign, ":"} && all[count - 3] == Piece{Kind::sheet, name})
      return;
    add({Kind::sheet, std::move(name)});
  }

  void number() {
    const std::size_t start = at_;
    while (is_digit(here()) || here() == '.') ++at_;
    if (upper(here()) == 'E') {
      std::size_t digits = at_ + 1;
      if (digits < formula_.size() && (formula_[digits] == '+' || formula_[digits] == '-')) ++digits;
      if (digits < formula_.size() && is_digit(formula_[digits])) {
        at_ = digits;
        while (is_digit(here())) ++at_;
      }
    }
    const std::string written(formula_.substr(start, at_ - start));
    const Parsed parsed = parse_decimal(written);
    add({Kind::number, parsed.outcome == Parse::ok ? to_text(parsed.value) : written});
  }

  void word() {
    std::string made;
    for (; is_word(here()) || here() == '$'; ++at_)
      if (here() != '$') made += upper(here());
    for (const std::string_view marker : {"_XLFN.", "_XLWS."})  // how newer functions are stored
      if (made.starts_with(marker)) made.erase(0, marker.size());
    skip_blanks();
    if (here() == '!') {
      sheet(std::move(made));
      return;
    }
    const bool truth = made == "TRUE" || made == "FALSE";
    add({Kind::word, std::move(made)});
    if (truth) skip_empty_brackets();
  }

  void skip_empty_brackets() {
    const std::size_t start = at_;
    if (here() != '(') return;
    ++at_;
    skip_blanks();
    if (here() == ')')
      ++at_;
    else
      at_ = start;
  }

  void add(Piece piece) { all.push_back(std::move(piece)); }

  std::string_view formula_;
  std::size_t at_ = 0;
};

}  // namespace

bool same_formula(std::string_view a, std::string_view b) { return a == b || Pieces(a).all == Pieces(b).all; }

}  // namespace stp
