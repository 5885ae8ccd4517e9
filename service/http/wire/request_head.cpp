#include "service/http/wire/request_head.h"

#include <algorithm>
#include <set>

#include "service/http/wire/text.h"

namespace stp::wire {

namespace {

Refusal bad(std::string sentence, std::string where) {
  return {"bad-request", std::move(sentence), std::move(where),
          "Send the request as RFC 9112 writes it; most HTTP libraries do so by themselves."};
}

bool visible(char c) { return c > 0x20 && c < 0x7f; }
// A header's value: visible characters, blanks, tabs, and bytes above ASCII, which are passed on as they are.
bool value_character(char c) { return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f); }

// Lines end with CR LF and nothing else: a bare LF or CR is read as an end by some programs and not by
// others.
Result<std::vector<std::string_view>> lines_of(std::string_view head) {
  std::vector<std::string_view> lines;
  while (!head.empty()) {
    const std::size_t end = head.find_first_of("\r\n");
    if (end == std::string_view::npos || head.substr(end, 2) != "\r\n")
      return refuse(bad("A line does not end with CR LF.", "line " + std::to_string(lines.size() + 1)));
    lines.push_back(head.substr(0, end));
    head.remove_prefix(end + 2);
  }
  if (lines.size() < 2 || !lines.back().empty()) return refuse(bad("The head has no end.", "head"));
  lines.pop_back();
  return lines;
}

Result<void> take_request_line(std::string_view line, const HttpLimits& limits, RequestHead& head,
                               std::string& authority) {
  const auto words = split(line, ' ');
  if (words.size() != 3 || !is_token(words[0]) || words[1].empty() ||
      !std::all_of(words[1].begin(), words[1].end(), visible))
    return refuse(bad("The request line is not a method, an address and a version.", "line 1"));
  if (!words[2].starts_with("HTTP/") || words[2].size() != 8 || words[2][6] != '.')
    return refuse(bad("The request line names no version of HTTP.", "line 1"));
  if (words[2] != "HTTP/1.1" && words[2] != "HTTP/1.0")
    return refuse({"http-version", "This server speaks HTTP/1.1.", "line 1", "Ask again with HTTP/1.1."});
  if (words[1].size() > limits.line_bytes)
    return refuse({"address-too-long",
                   "The address is longer than " + std::to_string(limits.line_bytes) + " bytes.", "line 1",
                   "Send long values in the body."});
  head.method = words[0];
  head.target = words[1];
  head.keep_alive = words[2] == "HTTP/1.1";
  std::string_view target = words[1];
  for (const std::string_view scheme : {"http://", "https://"})
    if (equal_ignoring_case(target.substr(0, scheme.size()), scheme)) {
      target.remove_prefix(scheme.size());
      const std::size_t end = std::min(target.find_first_of("/?"), target.size());
      authority = target.substr(0, end);
      target.remove_prefix(end);
      if (authority.empty()) return refuse(bad("The address names no host.", "line 1"));
    }
  if (target == "*" && head.method == "OPTIONS") target = "/";
  if (target.find('#') != std::string_view::npos)
    return refuse(bad("An address sent to a server has no '#'.", "line 1"));
  const std::size_t question = std::min(target.find('?'), target.size());
  head.path = question == 0 && !authority.empty() ? "/" : std::string(target.substr(0, question));
  head.query = target.substr(std::min(question + 1, target.size()));
  auto segments = path_segments(head.path);
  if (!segments) return refuse(segments.error());
  head.segments = std::move(*segments);
  return {};
}

// Those whose second appearance would mean something else to another reader. Lists may come in several lines.
bool only_once(const std::string& name) {
  static const std::set<std::string> names{"content-length",
                                           "transfer-encoding",
                                           "host",
                                           "content-type",
                                           "authorization",
                                           "expect",
                                           "origin",
                                           "content-disposition",
                                           "idempotency-key",
                                           "x-csrf-token",
                                           "sec-fetch-site",
                                           "x-forwarded-proto",
                                           "content-encoding",
                                           "range"};
  return names.count(name) != 0;
}

Result<void> take_header(std::string_view line, std::size_t number, const HttpLimits& limits,
                         RequestHead& head) {
  const std::string where = "header " + std::to_string(number);
  if (line.size() > limits.line_bytes)
    return refuse({"header-too-large",
                   "A header is longer than " + std::to_string(limits.line_bytes) + " bytes.", where,
                   "Send shorter headers; for a browser, delete this site's cookies."});
  if (line.front() == ' ' || line.front() == '\t')
    return refuse(bad("A header is folded over two lines.", where));
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
    return refuse(bad("A header is not a name, a colon and a value.", where));
  const std::string name = lower(line.substr(0, colon));
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (!std::all_of(value.begin(), value.end(), value_character))
    return refuse(bad("A header contains control characters.", "header " + name));
  const auto [at, is_new] = head.headers.emplace(name, value);
  if (is_new) return {};
  if (only_once(name)) return refuse(bad("A header that may come once came twice.", "header " + name));
  at->second += (name == "cookie" ? "; " : ", ") + std::string(value);
  return {};
}

Result<void> take_framing(RequestHead& head, bool http_1_1) {
  const auto length = head.headers.find("content-length");
  const auto coding = head.headers.find("transfer-encoding");
  if (coding != head.headers.end()) {
    if (length != head.headers.end())
      return refuse(
          bad("The body's length is given in two ways.", "headers content-length and transfer-encoding"));
    if (!http_1_1) return refuse(bad("HTTP/1.0 has no transfer codings.", "header transfer-encoding"));
    if (!equal_ignoring_case(coding->second, "chunked"))
      return refuse({"transfer-coding", "The only transfer coding this server reads is chunked.",
                     "header transfer-encoding", "Send the body plain, with its Content-Length."});
    head.chunked = true;
  } else if (length != head.headers.end()) {
    head.content_length = whole_number(length->second);
    if (!head.content_length)
      return refuse(
          bad("The length of the body is not a whole number of at most 18 digits.", "header content-length"));
  }
  return {};
}

Result<void> take_options(RequestHead& head) {
  if (const auto expect = head.headers.find("expect"); expect != head.headers.end()) {
    if (!equal_ignoring_case(expect->second, "100-continue"))
      return refuse({"expectation", "The only expectation this server meets is 100-continue.",
                     "header expect", "Send the request without it."});
    head.expects_continue = head.has_body();
  }
  if (const auto connection = head.headers.find("connection"); connection != head.headers.end())
    for (const std::string_view word : split(connection->second, ',')) {
      if (equal_ignoring_case(trimmed(word), "close")) head.keep_alive = false;
    }
  return {};
}

bool valid_host(std::string_view host) {
  return std::all_of(host.begin(), host.end(), [](char c) {
    return visible(c) && std::string_view("/\\@?#,;\"<>%").find(c) == std::string_view::npos;
  });
}

}  // namespace

std::size_t head_length(std::string_view bytes) {
  // The first empty line ends the head whichever way its lines end; read_head then refuses bare line feeds.
  for (std::size_t at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
    const std::string_view rest = bytes.substr(at + 1);
    if (rest.starts_with("\r\n")) return at + 3;
    if (rest.starts_with("\n")) return at + 2;
  }
  return std::string_view::npos;
}

Result<RequestHead> read_head(std::string_view text, const HttpLimits& limits) {
  const auto lines = lines_of(text);
  if (!lines) return refuse(lines.error());
  RequestHead head;
  std::string authority;
  if (const auto taken = take_request_line(lines->front(), limits, head, authority); !taken)
    return refuse(taken.error());
  if (lines->size() - 1 > limits.headers)
    return refuse({"too-many-headers", "There are more than " + std::to_string(limits.headers) + " headers.",
                   "head", "Send fewer headers."});
  for (std::size_t i = 1; i < lines->size(); ++i)
    if (const auto taken = take_header((*lines)[i], i, limits, head); !taken) return refuse(taken.error());
  const bool http_1_1 = head.keep_alive;
  if (const auto taken = take_framing(head, http_1_1); !taken) return refuse(taken.error());
  if (const auto taken = take_options(head); !taken) return refuse(taken.error());
  const auto host = head.headers.find("host");
  if (host == head.headers.end() ? http_1_1 : !valid_host(host->second))
    return refuse(bad("The request names no host, or none that could be one.", "header host"));
  if (!authority.empty() && (host == head.headers.end() || !equal_ignoring_case(host->second, authority)))
    return refuse(bad("The address names another host than the header.", "line 1 and header host"));
  return head;
}

}  // namespace stp::wire
