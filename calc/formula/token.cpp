#include "calc/formula/token.h"

#include <algorithm>
#include <array>

namespace stp {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool starts_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Symbols people reach for, and what the language writes instead.
struct Foreign {
  std::string_view written, instead;
};
constexpr std::array<Foreign, 11> foreign{{{"<>", "!="},
                                           {"==", "="},
                                           {"&&", "and"},
                                           {"||", "or"},
                                           {"\xC3\x97", "*"},
                                           {"\xC3\xB7", "/"},
                                           {"\xE2\x88\x92", "-"},
                                           {"\xE2\x80\x93", "-"},
                                           {"\xE2\x89\xA4", "<="},
                                           {"\xE2\x89\xA5", ">="},
                                           {"\xE2\x89\xA0", "!="}}};
constexpr std::array<std::string_view, 14> symbols{"!=", "<=", ">=", "=", "<", ">", "+",
                                                   "-",  "*",  "/",  "(", ")", ",", ":"};

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Token next() {
    while (at_ < text_.size() && is_blank(text_[at_])) advance(1);
    if (at_ == text_.size()) return token(TokenKind::end, 0);
    const char c = text_[at_];
    if (is_digit(c) || (c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) return number();
    if (starts_name(c)) return name();
    if (c == '"') return literal();
    return symbol();
  }

 private:
  void advance(std::size_t bytes) {
    for (const char c : text_.substr(at_, bytes))
      if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++column_;  // a character, not its continuation
    at_ += bytes;
  }

  Token token(TokenKind kind, std::size_t length) {
    Token made;
    made.kind = kind;
    made.text = text_.substr(at_, length);
    made.column = column_;
    advance(length);
    return made;
  }

  Token bad(std::size_t length, std::string reason, std::string remedy) {
    Token made = token(TokenKind::bad, length);
    made.reason = std::move(reason);
    made.remedy = std::move(remedy);
    return made;
  }

  Token number() {
    std::size_t length = 0;
    while (at_ + length < text_.size() && (is_digit(text_[at_ + length]) || text_[at_ + length] == '.'))
      ++length;
    const std::string_view digits = text_.substr(at_, length);
    const Parsed parsed = parse_decimal(digits);
    if (parsed.outcome == Parse::too_large)
      return bad(length, "The number " + std::string(digits.substr(0, 40)) + " is too large.",
                 "Write a smaller number.");
    if (parsed.outcome != Parse::ok)
      return bad(length, "'" + std::string(digits.substr(0, 40)) + "' is not a number.",
                 "Write it as 1.5 or 2.1%.");
    const bool percent = at_ + length < text_.size() && text_[at_ + length] == '%';
    Token made = token(TokenKind::number, length + (percent ? 1 : 0));
    made.number = percent ? parsed.value / Decimal::of(100) : parsed.value;
    return made;
  }

  Token name() {
    std::size_t length = 0;
    while (at_ + length < text_.size() && (starts_name(text_[at_ + length]) || is_digit(text_[at_ + length])))
      ++length;
    return token(TokenKind::name, length);
  }

  Token literal() {
    const std::size_t close = text_.find('"', at_ + 1);
    if (close == std::string_view::npos)
      return bad(text_.size() - at_, "A text begins here and does not end.", "Close it with a second \".");
    Token made = token(TokenKind::text, close + 1 - at_);
    made.text = made.text.substr(1, made.text.size() - 2);
    return made;
  }

  Token symbol() {
    const std::string_view rest = text_.substr(at_);
    for (const Foreign& sign : foreign)
      if (rest.starts_with(sign.written))
        return bad(sign.written.size(),
                   "'" + std::string(sign.written) + "' is not part of the formula language.",
                   "Write " + std::string(sign.instead) + " instead.");
    for (const std::string_view sign : symbols)
      if (rest.starts_with(sign)) return token(TokenKind::symbol, sign.size());
    if (rest.starts_with(".")) return token(TokenKind::symbol, 1);  // table.column
    std::size_t length = 1;
    while (length < rest.size() && (static_cast<unsigned char>(rest[length]) & 0xC0) == 0x80) ++length;
    return bad(length, "'" + std::string(rest.substr(0, length)) + "' is not part of the formula language.",
               "See the formula language in templates/README.md.");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t column_ = 1;
};

}  // namespace

std::vector<Token> read_tokens(std::string_view text) {
  Reader reader(text);
  std::vector<Token> tokens;
  do tokens.push_back(reader.next());
  while (tokens.back().kind != TokenKind::end && tokens.back().kind != TokenKind::bad);
  if (tokens.back().kind == TokenKind::bad) {
    Token end;
    end.column = tokens.back().column;
    tokens.push_back(end);
  }
  return tokens;
}

}  // namespace stp
