// The small texts inside a request: percent signs, paths, queries, cookies, parameters of media types. All
// strict: what is malformed is refused, never mended.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calc/base/result.h"

namespace stp::wire {

std::string lower(std::string_view text);
std::string_view trimmed(std::string_view text);                      // of blanks and tabs
std::vector<std::string_view> split(std::string_view text, char at);  // of "": one empty piece
bool equal_ignoring_case(std::string_view a, std::string_view b);
bool valid_utf8(std::string_view text);  // no overlong forms, no surrogates
bool is_token(std::string_view text);    // RFC 9110: at least one character of a name
std::optional<std::uint64_t> whole_number(std::string_view digits);  // digits alone, at most 18
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_blank = false);
std::string percent_encoded(std::string_view text);  // all but letters, digits and -._~

// Decoded segments of a path that starts with "/". Refuses dots for parents, encoded slashes, empty segments,
// control characters and what is not UTF-8. "/" has no segments; "/a/" has the segments "a" and "".
Result<std::vector<std::string>> path_segments(std::string_view path);
// name=value&name=value, of a query or a form.
Result<std::multimap<std::string, std::string>> name_values(std::string_view text, std::size_t most);
std::map<std::string, std::string> cookies(std::string_view header);

// "multipart/form-data; boundary=x": the value before the first semicolon, lower case, and its parameters.
struct Parameters {
  std::string value;
  std::map<std::string, std::string> parameters;  // names in lower case, values without quotation marks
};
std::optional<Parameters> parameters(std::string_view header);

}  // namespace stp::wire
