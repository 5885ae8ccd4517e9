#include "service/http/wire/text.h"

#include <algorithm>

namespace stp::wire {

namespace {

char low(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lowered = low(c);
  return lowered >= 'a' && lowered <= 'f' ? lowered - 'a' + 10 : -1;
}
bool plain(char c) { return (c >= '0' && c <= '9') || (low(c) >= 'a' && low(c) <= 'z'); }
bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

Refusal bad_path(const char* why) {
  return {"bad-path", std::string("The address cannot be read: ") + why + ".", "path",
          "Use the address as the pages or the API's description give it."};
}

// The value of a parameter, which may stand in quotation marks; takes it off `rest`.
std::optional<std::string> take_value(std::string_view& rest) {
  std::string value;
  if (rest.empty() || rest.front() != '"') {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    value = trimmed(rest.substr(0, end));
    rest.remove_prefix(end);
    return value;
  }
  for (std::size_t i = 1; i < rest.size(); ++i) {
    if (rest[i] == '"') {
      rest.remove_prefix(i + 1);
      return value;
    }
    // Browsers write names of files with backslashes in them as they are; only an escaped quotation mark is
    // one.
    if (rest[i] == '\\' && i + 1 < rest.size() && (rest[i + 1] == '"' || rest[i + 1] == '\\')) ++i;
    value += rest[i];
  }
  return std::nullopt;
}

}  // namespace

std::string lower(std::string_view text) {
  std::string lowered(text);
  std::transform(lowered.begin(), lowered.end(), lowered.begin(), low);
  return lowered;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> pieces;
  for (;;) {
    const std::size_t end = text.find(at);
    pieces.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return pieces;
    text.remove_prefix(end + 1);
  }
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return low(x) == low(y); });
}

bool valid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned first = byte(i);
    const std::size_t length = first < 0x80   ? 1
                               : first < 0xc2 ? 0
                               : first < 0xe0 ? 2
                               : first < 0xf0 ? 3
                               : first < 0xf5 ? 4
                                              : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t more = 1; more < length; ++more)
      if ((byte(i + more) & 0xc0) != 0x80) return false;
    const unsigned second = length > 1 ? byte(i + 1) : 0;
    if ((first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) ||
        (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f))
      return false;
    i += length;
  }
  return true;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return plain(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

std::optional<std::uint64_t> whole_number(std::string_view digits) {
  if (digits.empty() || digits.size() > 18) return std::nullopt;
  std::uint64_t number = 0;
  for (char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return number;
}

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_blank) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size() || hex(text[i + 1]) < 0 || hex(text[i + 2]) < 0) return std::nullopt;
      decoded += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {
      decoded += plus_is_blank && text[i] == '+' ? ' ' : text[i];
    }
  }
  return decoded;
}

std::string percent_encoded(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string encoded;
  for (char c : text) {
    if (plain(c) || std::string_view("-._~").find(c) != std::string_view::npos) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += digits[byte >> 4];
    encoded += digits[byte & 15];
  }
  return encoded;
}

Result<std::vector<std::string>> path_segments(std::string_view path) {
  if (path.empty() || path.front() != '/') return refuse(bad_path("it does not start with a slash"));
  std::vector<std::string> segments;
  if (path == "/") return segments;
  const auto pieces = split(path.substr(1), '/');
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const auto decoded = percent_decoded(pieces[i]);
    if (!decoded) return refuse(bad_path("a percent sign is not followed by two digits of a byte"));
    if (decoded->empty() && i + 1 < pieces.size()) return refuse(bad_path("two slashes stand side by side"));
    if (*decoded == "." || *decoded == "..") return refuse(bad_path("it climbs through folders with dots"));
    if (decoded->find_first_of("/\\") != std::string::npos)
      return refuse(bad_path("a part of it contains a slash"));
    if (has_control(*decoded)) return refuse(bad_path("it contains control characters"));
    if (!valid_utf8(*decoded)) return refuse(bad_path("it is not UTF-8"));
    segments.push_back(*decoded);
  }
  return segments;
}

Result<std::multimap<std::string, std::string>> name_values(std::string_view text, std::size_t most) {
  std::multimap<std::string, std::string> found;
  if (text.empty()) return found;
  for (std::string_view pair : split(text, '&')) {
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const auto name = percent_decoded(pair.substr(0, equals), true);
    const auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || !value || !valid_utf8(*name) || !valid_utf8(*value) ||
        value->find('\0') != std::string::npos)
      return refuse({"bad-field", "A field of the query or the form is not percent-encoded UTF-8.",
                     "field " + std::to_string(found.size() + 1),
                     "Encode names and values as UTF-8 with percent signs."});
    if (found.size() == most)
      return refuse({"too-many-fields", "There are more than " + std::to_string(most) + " fields.",
                     "query or form", "Send fewer fields in one request."});
    found.emplace(*name, *value);
  }
  return found;
}

std::map<std::string, std::string> cookies(std::string_view header) {
  std::map<std::string, std::string> found;
  for (std::string_view pair : split(header, ';')) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view name = trimmed(pair.substr(0, equals));
    std::string_view value = trimmed(pair.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    if (is_token(name))
      found.emplace(name, value);  // the first of a name: browsers put the most specific first
  }
  return found;
}

std::optional<Parameters> parameters(std::string_view header) {
  Parameters read;
  const std::size_t end = std::min(header.find(';'), header.size());
  read.value = lower(trimmed(header.substr(0, end)));
  std::string_view rest = header.substr(end);
  while (!(rest = trimmed(rest)).empty()) {
    if (rest.front() != ';') return std::nullopt;
    rest = trimmed(rest.substr(1));
    if (rest.empty()) break;
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos || !is_token(rest.substr(0, equals))) return std::nullopt;
    const std::string name = lower(rest.substr(0, equals));
    rest.remove_prefix(equals + 1);
    const auto value = take_value(rest);
    if (!value || !read.parameters.emplace(name, *value).second) return std::nullopt;
  }
  return read;
}

}  // namespace stp::wire
