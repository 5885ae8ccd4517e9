#include "service/http/wire/answer_bytes.h"

#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeFormatter.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Timestamp.h>

#include <algorithm>
#include <array>

#include "service/http/wire/text.h"

namespace stp::wire {

namespace {

struct Fixed {
  const char *name, *value;
};
// Unless the handler gave one of its own. Pages are rendered here; scripts, styles, pictures and fonts are
// ours alone.
constexpr std::array fixed{
    Fixed{"Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
          "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "
          "'none'"},
    Fixed{"X-Content-Type-Options", "nosniff"},
    Fixed{"X-Frame-Options", "DENY"},
    Fixed{"Referrer-Policy", "same-origin"},
    Fixed{"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
    Fixed{"Cross-Origin-Opener-Policy", "same-origin"},
    Fixed{"Cross-Origin-Resource-Policy", "same-origin"},
    Fixed{"Cache-Control", "no-store"},
};

bool without_body(int status) { return status == 204 || status == 304; }

bool clean(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return (c >= 0 && c < 0x20 && c != '\t') || c == 0x7f; });
}

bool gives(const HttpAnswer& answer, std::string_view name) {
  return std::any_of(answer.headers.begin(), answer.headers.end(),
                     [&](const auto& header) { return equal_ignoring_case(header.first, name); });
}

void put(std::string& out, std::string_view name, std::string_view value) {
  if (!is_token(name) || !clean(value)) return;  // such a value could end this answer and begin another
  out.append(name).append(": ").append(value).append("\r\n");
}

std::string now() {
  return Poco::DateTimeFormatter::format(Poco::Timestamp(), Poco::DateTimeFormat::HTTP_FORMAT);
}

}  // namespace

std::string answer_bytes(const HttpAnswer& answer, const AnswerContext& context) {
  const auto reason = Poco::Net::HTTPResponse::getReasonForStatus(
      static_cast<Poco::Net::HTTPResponse::HTTPStatus>(answer.status));
  std::string out =
      "HTTP/1.1 " + std::to_string(answer.status) + " " + (reason == "???" ? "" : reason) + "\r\n";
  put(out, "Date", now());
  put(out, "X-Request-Id", context.id);
  put(out, "Connection", context.keep_alive ? "keep-alive" : "close");
  for (const Fixed& header : fixed)
    if (!gives(answer, header.name)) put(out, header.name, header.value);
  if (context.secure) put(out, "Strict-Transport-Security", "max-age=31536000");
  if ((answer.status == 503 || answer.status == 429) && !gives(answer, "Retry-After"))
    put(out, "Retry-After", "5");
  for (const auto& [name, value] : answer.headers)
    if (!value.empty()) put(out, name, value);  // an empty one only keeps ours away
  if (!without_body(answer.status)) {
    if (!answer.body.empty()) put(out, "Content-Type", answer.media_type);
    put(out, "Content-Length", std::to_string(answer.body.size()));
  }
  out += "\r\n";
  if (!context.head_only && !without_body(answer.status)) out += answer.body;
  return out;
}

}  // namespace stp::wire
