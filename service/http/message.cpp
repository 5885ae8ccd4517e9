#include "service/http/message.h"

#include <nlohmann/json.hpp>

#include "service/http/wire/text.h"

namespace stp {

namespace {

const std::map<std::string, int>& known_statuses() {
  static const std::map<std::string, int> all{
      {"bad-request", 400},
      {"bad-path", 400},
      {"bad-field", 400},
      {"bad-form", 400},
      {"bad-json", 400},
      {"parameter-unknown", 400},
      {"parameter-value", 400},
      {"parameter-missing", 400},
      {"transfer-coding", 501},
      {"expectation", 417},
      {"http-version", 505},
      {"address-too-long", 414},
      {"header-too-large", 431},
      {"too-many-headers", 431},
      {"too-many-fields", 413},
      {"too-many-parts", 413},
      {"body-too-large", 413},
      {"file-too-large", 413},
      {"field-too-large", 413},
      {"too-large", 413},
      {"media-type", 415},
      {"not-acceptable", 406},
      {"length-required", 411},
      {"not-signed-in", 401},
      {"not-allowed", 403},
      {"csrf", 403},
      {"cross-site", 403},
      {"unknown-host", 421},
      {"not-found", 404},
      {"method", 405},
      {"conflict", 409},
      {"wrong-status", 409},
      {"user-exists", 409},
      {"last-administrator", 409},
      {"key-by-key", 403},
      {"still-running", 409},
      {"changed-meanwhile", 412},
      {"precondition-missing", 428},
      {"too-many-tries", 429},
      {"sign-in-failed", 401},
      {"sign-in-throttled", 429},
      {"sign-in-busy", 503},
      {"too-slow", 408},
      {"too-busy", 503},
      {"store-unavailable", 503},
      {"workers-stopped", 503},
      {"defect", 500},
  };
  return all;
}

struct Choice {
  double weight = 0;
  int precision = -1;  // of the range that matched: type and subtype, type alone, anything
};

// The most precise range that covers the type decides its weight (RFC 9110, 12.5.1).
Choice choice_of(std::string_view accept, std::string_view media_type) {
  const std::string type = wire::lower(media_type.substr(0, media_type.find(';')));
  const std::string family = type.substr(0, type.find('/')) + "/*";
  Choice best;
  for (const std::string_view piece : wire::split(accept, ',')) {
    const auto range = wire::parameters(wire::trimmed(piece));
    if (!range) continue;
    const int precision = range->value == type     ? 2
                          : range->value == family ? 1
                          : range->value == "*/*"  ? 0
                                                   : -1;
    if (precision <= best.precision) continue;
    const auto q = range->parameters.find("q");
    double weight = 1;
    if (q != range->parameters.end()) {
      char* end = nullptr;
      weight = std::strtod(q->second.c_str(), &end);
      if (end == q->second.c_str() || *end != '\0' || !(weight >= 0 && weight <= 1)) weight = 0;
    }
    best = {weight, precision};
  }
  return best;
}

const char* title_of(int status) {
  switch (status) {
    case 400:
      return "The request cannot be read";
    case 401:
      return "Sign in first";
    case 403:
      return "Not allowed";
    case 404:
      return "Not found";
    case 405:
      return "This method is not offered here";
    case 406:
      return "Not available in this format";
    case 408:
      return "Too slow";
    case 409:
      return "Conflict";
    case 412:
      return "It was changed meanwhile";
    case 413:
      return "Too large";
    case 414:
      return "The address is too long";
    case 415:
      return "This kind of content is not taken here";
    case 421:
      return "Not this host";
    case 422:
      return "It cannot be taken";
    case 428:
      return "Say which version you saw";
    case 429:
      return "Too many tries";
    case 431:
      return "The headers are too large";
    case 500:
      return "A defect of the program";
    case 501:
      return "Not offered";
    case 503:
      return "Not available just now";
    default:
      return status < 500 ? "The request cannot be met" : "The server cannot answer";
  }
}

}  // namespace

std::string HttpRequest::header(const std::string& lower_name) const {
  const auto found = headers.find(lower_name);
  return found == headers.end() ? "" : found->second;
}

std::string HttpRequest::one(const std::string& name) const {
  if (const auto found = form.find(name); found != form.end()) return found->second;
  if (const auto found = query.find(name); found != query.end()) return found->second;
  const auto found = params.find(name);
  return found == params.end() ? "" : found->second;
}

std::vector<std::string> HttpRequest::every(const std::string& name) const {
  std::vector<std::string> values;
  for (const auto* fields : {&form, &query})
    for (auto [at, end] = fields->equal_range(name); at != end; ++at) values.push_back(at->second);
  return values;
}

HttpAnswer problem(int status, const Refusal& refusal) {
  nlohmann::ordered_json body;
  body["type"] = "urn:stp:problem:" + refusal.code;
  body["title"] = title_of(status);
  body["status"] = status;
  body["detail"] = refusal.sentence;
  body["code"] = refusal.code;
  if (!refusal.where.empty()) body["where"] = refusal.where;
  if (!refusal.remedy.empty()) body["remedy"] = refusal.remedy;
  return {status, "application/problem+json",
          body.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n"};
}

int status_of(const Refusal& refusal) {
  const auto known = known_statuses().find(refusal.code);
  if (known != known_statuses().end()) return known->second;
  return refusal.code.starts_with("no-such-") ? 404 : 422;
}

HttpAnswer redirect(const std::string& to) {
  HttpAnswer answer;
  answer.status = 303;
  answer.headers.emplace_back("Location", to);
  return answer;
}

std::string preferred(const HttpRequest& request, const std::vector<std::string>& media_types) {
  const std::string accept = request.header("accept");
  if (media_types.empty()) return "";
  if (wire::trimmed(accept).empty()) return media_types.front();
  std::string best;
  double weight = 0;
  for (const std::string& type : media_types) {
    const double its = choice_of(accept, type).weight;
    if (its > weight) {
      best = type;
      weight = its;
    }
  }
  return best;
}

}  // namespace stp
