// The table of routes: everything about a route stands in one record, and the router, the access check,
// OpenAPI and the tests are derived from it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "service/http/message.h"

namespace stp {

struct RouteParameter {
  std::string in, name, sentence;  // in: path, query, header
  bool required = false;
  std::vector<std::string> choices{};
  bool repeated = false, number = false;
};
struct RouteField {  // of a form or JSON body
  std::string name, sentence;
  bool file = false, required = false, repeated = false;
  std::vector<std::string> choices{};
  std::string type{};  // in JSON: "integer", "number", "boolean", or the name of a schema; "": text
};
struct RouteResponse {
  int status = 200;
  std::string sentence;
  std::vector<std::string> media_types{};
  std::string schema{};  // name in the schemas of OpenAPI; "" for bytes and text
};
enum class BodyKind { none, json, form, multipart, bytes };  // bytes: of any kind, left in HttpRequest::body
struct Route {
  std::string method, pattern;     // "GET", "/api/v1/places/{place}/returns/{round}"
  std::string name, summary, tag;  // name: operationId
  Need need = Need::signed_in;
  // The place whose access decides; "" when none does. Unset: the pattern's {place}, else "".
  std::function<std::string(const HttpRequest&)> place_of{};
  std::vector<RouteParameter> parameters{};
  BodyKind body = BodyKind::none;
  std::vector<RouteField> fields{};
  std::vector<RouteResponse> responses{};
  std::function<HttpAnswer(const HttpRequest&)> handle{};
  bool page = false;        // a web page: no OpenAPI; refusals become pages, strangers are sent to sign in
  bool repeatable = false;  // honours Idempotency-Key
  bool heavy = false;       // reads much: gives way to what is handed in, 503 when its share is taken
  bool any_case = false;    // the pattern's fixed words are found in capitals, too
  // How it says that a parameter is not as declared; unset: by a problem.
  std::function<HttpAnswer(const HttpRequest&, const Refusal&)> refuse{};
};
// Reports, totals, bridges, downloads.
inline Route heavy(Route route) {
  route.heavy = true;
  return route;
}
using Routes = std::vector<Route>;

}  // namespace stp
