#include "service/http/conditional.h"

#include "calc/base/sha256.h"
#include "service/http/wire/text.h"

namespace stp {

namespace {

// If-None-Match compares weakly: W/"x" is as good as "x" (RFC 9110, 13.1.2).
std::string_view without_weakness(std::string_view tag) {
  return tag.starts_with("W/") ? tag.substr(2) : tag;
}

bool names(const std::string& header, std::string_view etag) {
  if (wire::trimmed(header) == "*") return true;
  for (const std::string_view one : wire::split(header, ','))
    if (without_weakness(wire::trimmed(one)) == etag) return true;
  return false;
}

}  // namespace

std::string etag_of(std::string_view bytes) { return "\"" + sha256(bytes).substr(0, 32) + "\""; }
std::string etag_of_revision(std::int64_t revision) { return "\"r" + std::to_string(revision) + "\""; }

HttpAnswer tagged(const HttpRequest& request, HttpAnswer answer, const std::string& etag) {
  answer.headers.emplace_back("ETag", etag);
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (!reads || answer.status != 200 || !names(request.header("if-none-match"), etag)) return answer;
  answer.status = 304;
  answer.body.clear();
  return answer;
}

Result<std::optional<std::int64_t>> demanded_revision(const HttpRequest& request) {
  const std::string header = request.header("if-match");
  const std::string_view tag = wire::trimmed(header);
  if (tag.empty() || tag == "*") return std::optional<std::int64_t>();
  if (tag.starts_with("\"r") && tag.ends_with("\""))
    if (const auto number = wire::whole_number(tag.substr(2, tag.size() - 3)))
      return std::optional(static_cast<std::int64_t>(*number));
  return refuse({"changed-meanwhile", "This is not the version that stands here now.", "header if-match",
                 "Read it again, and send the ETag it came with."});
}

}  // namespace stp
