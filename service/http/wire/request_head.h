// The head of a request, read strictly: whatever two readers could understand differently is refused, so that
// nothing can be smuggled past a proxy. Pure: text in, head out.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calc/base/result.h"
#include "service/http/limits.h"

namespace stp::wire {

struct RequestHead {
  std::string method, target;                  // target as sent
  std::string path, query;                     // still encoded
  std::vector<std::string> segments;           // of the path, decoded
  std::map<std::string, std::string> headers;  // names in lower case
  std::optional<std::uint64_t> content_length{};
  bool chunked = false, keep_alive = false, expects_continue = false;
  bool has_body() const { return chunked || content_length.value_or(0) > 0; }
};

// How much of `bytes` is a head, its empty line included; npos while that line has not come. Stray empty
// lines before the request line are not part of it: they make the head malformed.
std::size_t head_length(std::string_view bytes);
Result<RequestHead> read_head(std::string_view head, const HttpLimits& limits);

}  // namespace stp::wire
