#include "tests/layering/types.h"

#include <cctype>
#include <map>
#include <optional>
#include <set>

namespace layering {

namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Names, "::" and single characters; what stands in quotation marks and lines of the preprocessor are left
// out.
std::vector<std::string> tokens_of(const std::string& code) {
  std::vector<std::string> tokens;
  bool line_begins = true;
  for (std::size_t i = 0; i < code.size();) {
    const char c = code[i];
    std::size_t length = 1;
    if (c == '#' && line_begins) {
      while (i < code.size() && code[i] != '\n') i += code[i] == '\\' ? 2 : 1;
      continue;
    }
    if (is_word(c)) {
      while (i + length < code.size() && is_word(code[i + length])) ++length;
      tokens.push_back(code.substr(i, length));
    } else if (code.compare(i, 2, "::") == 0) {
      tokens.push_back(code.substr(i, length = 2));
    } else if (c == '"' || c == '\'') {
      while (i + length < code.size() && code[i + length] != c) length += code[i + length] == '\\' ? 2 : 1;
      ++length;
    } else if (std::isspace(static_cast<unsigned char>(c)) == 0) {
      tokens.push_back(std::string(1, c));
    }
    line_begins = c == '\n' || (line_begins && std::isspace(static_cast<unsigned char>(c)) != 0);
    i += length;
  }
  return tokens;
}

// Raw strings become nothing; the other literals are simple enough for tokens_of.
std::string without_raw_strings(std::string code) {
  for (std::size_t from = 0; (from = code.find("R\"", from)) != std::string::npos;) {
    const std::string close = ")" + code.substr(from + 2, code.find('(', from) - from - 2) + "\"";
    const std::size_t end = code.find(close, from);
    code.erase(from, end == std::string::npos ? std::string::npos : end + close.size() - from);
  }
  return code;
}

// What an opening brace belongs to: a name that counts, or something whose inside nobody else can name.
struct Opening {
  enum class Kind { name_space, type, other } kind = Kind::other;
  std::string name;
};

class Reader {
 public:
  explicit Reader(std::vector<std::string> tokens) : tokens_(std::move(tokens)) {}

  std::vector<std::string> types() {
    for (at_ = 0; at_ < tokens_.size(); ++at_) {
      if (token() == "{") open({});
      if (token() == "}" && !scopes_.empty()) scopes_.pop_back();
      if (token() == "namespace") read_namespace();
      if (token() == "struct" || token() == "class" || token() == "union" || token() == "enum") read_type();
    }
    return found_;
  }

 private:
  const std::string& token(std::size_t ahead = 0) const {
    static const std::string none;
    return at_ + ahead < tokens_.size() ? tokens_[at_ + ahead] : none;
  }

  void open(const Opening& opening) { scopes_.push_back(opening); }

  // "a::b", from here; stands on what follows it.
  std::string read_name() {
    std::string name;
    while (!token().empty() && (token() == "::" || is_word(token()[0]))) {
      if (token() == "final") break;
      name += token();
      ++at_;
    }
    return name;
  }

  void skip_attributes() {
    while (token() == "[" || token() == "alignas") {
      const bool square = token() == "[";
      while (!token().empty() && token() != (square ? "]" : ")")) ++at_;
      at_ += square ? 2 : 1;
    }
  }

  void read_namespace() {
    ++at_;
    const std::string name = read_name();
    if (token() == "{") open({name.empty() ? Opening::Kind::other : Opening::Kind::name_space, name});
  }

  // Stands on the opening brace afterwards, or on the last token that can be no part of a definition.
  void read_type() {
    const bool enumeration = token() == "enum";
    ++at_;
    if (enumeration && (token() == "class" || token() == "struct")) ++at_;
    skip_attributes();
    const std::string name = read_name();
    if (token() == "final") ++at_;
    if (token() == ":") skip_bases();
    if (token() != "{") return step_back();
    if (!name.empty() && nameable()) found_.push_back(whole(name));
    open({name.empty() || enumeration ? Opening::Kind::other : Opening::Kind::type, name});
  }

  void skip_bases() {
    while (!token().empty() && token() != "{" && token() != ";") ++at_;
  }

  void step_back() { --at_; }  // the loop steps on, and must see this token

  bool nameable() const {
    for (const Opening& scope : scopes_)
      if (scope.kind == Opening::Kind::other) return false;
    return true;
  }

  std::string whole(const std::string& name) const {
    std::string all;
    for (const Opening& scope : scopes_) all += scope.name + "::";
    return all + name;
  }

  std::vector<std::string> tokens_, found_;
  std::vector<Opening> scopes_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<std::string> types_defined(std::string_view text) {
  return Reader(tokens_of(without_raw_strings(without_comments(text)))).types();
}

std::vector<std::string> defined_twice(const std::vector<Source>& sources) {
  std::map<std::string, std::set<std::string>> files;
  for (const Source& source : sources)
    for (const std::string& name : types_defined(source.text)) files[name].insert(source.path);
  std::vector<std::string> twice;
  for (const auto& [name, where] : files) {
    if (where.size() < 2) continue;
    std::string said = name + " is defined in";
    for (const std::string& path : where) said += " " + path;
    twice.push_back(said);
  }
  return twice;
}

}  // namespace layering
