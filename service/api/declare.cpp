#include "service/api/declare.h"

#include <map>

#include "service/http/paging.h"

namespace stp {

namespace {

std::string sentence_of(const std::string& parameter) {
  static const std::map<std::string, std::string> known = {
      {"place", "Code of a place; GET /api/v1/places lists them."},
      {"round", "Code of a round; GET /api/v1/rounds lists them."},
      {"sha256", "SHA-256 of the file as sent, in hexadecimal."},
      {"number", "Number of a footprint total within its round, or \"latest\"."},
  };
  const auto found = known.find(parameter);
  return found == known.end() ? "The " + parameter + "." : found->second;
}

Route declared(std::string method, std::string pattern, std::string name, std::string tag,
               std::string summary, Need need, Handle handle) {
  Route route;
  for (std::size_t open = pattern.find('{'); open != std::string::npos; open = pattern.find('{', open + 1)) {
    const std::string parameter = pattern.substr(open + 1, pattern.find('}', open) - open - 1);
    route.parameters.push_back({"path", parameter, sentence_of(parameter), true});
  }
  route.method = std::move(method);
  route.pattern = std::move(pattern);
  route.name = std::move(name);
  route.tag = std::move(tag);
  route.summary = std::move(summary);
  route.need = need;
  route.handle = std::move(handle);
  return route;
}

}  // namespace

Route reads(std::string pattern, std::string name, std::string tag, std::string summary, Need need,
            Handle handle) {
  return declared("GET", std::move(pattern), std::move(name), std::move(tag), std::move(summary), need,
                  std::move(handle));
}

Route posts(std::string pattern, std::string name, std::string tag, std::string summary, Need need,
            Handle handle) {
  return declared("POST", std::move(pattern), std::move(name), std::move(tag), std::move(summary), need,
                  std::move(handle));
}

RouteParameter asks(std::string name, std::string sentence) {
  return {"query", std::move(name), std::move(sentence)};
}

RouteParameter asks_one_of(std::string name, std::string sentence, std::vector<std::string> choices) {
  RouteParameter parameter = asks(std::move(name), std::move(sentence));
  parameter.choices = std::move(choices);
  return parameter;
}

RouteParameter header_named(std::string name, std::string sentence, bool required) {
  return {"header", std::move(name), std::move(sentence), required};
}

RouteResponse answers_json(std::string schema, std::string sentence, int status) {
  return {status, std::move(sentence), {"application/json"}, std::move(schema)};
}

RouteResponse answers(std::vector<std::string> media_types, std::string sentence) {
  return {200, std::move(sentence), std::move(media_types)};
}

RouteResponse refuses(int status, std::string sentence) {
  return {status, std::move(sentence), {"application/problem+json"}, "Problem"};
}

RouteResponse unchanged() { return {304, "Nothing changed since the state named by If-None-Match."}; }

void declare_paged(Route& route) {
  for (RouteParameter& parameter : page_parameters()) route.parameters.push_back(std::move(parameter));
}

void declare_conditional(Route& route) {
  route.parameters.push_back(header_named(
      "If-None-Match", "ETag of the state at hand; answered by 304 while it is still so.", false));
  route.responses.push_back(unchanged());
}

void declare_if_match(Route& route) {
  route.parameters.push_back(header_named("If-Match", "ETag of the state the change starts from.", true));
  route.responses.push_back(refuses(412, "It changed since that state: read it again."));
  route.responses.push_back(refuses(428, "If-Match is missing."));
}

}  // namespace stp
