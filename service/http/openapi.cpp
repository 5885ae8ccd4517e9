#include "service/http/openapi.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

#include "service/http/offered.h"
#include "service/http/wire/text.h"

namespace stp {

namespace {

using Json = nlohmann::ordered_json;

Json reference(const std::string& schema) { return {{"$ref", "#/components/schemas/" + schema}}; }

Json schema_of_text(const std::vector<std::string>& choices) {
  Json schema{{"type", "string"}};
  if (!choices.empty()) schema["enum"] = choices;
  return schema;
}

Json array_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }

Json parameter(const RouteParameter& given) {
  Json schema = given.number ? Json{{"type", "integer"}} : schema_of_text(given.choices);
  if (given.repeated) schema = array_of(std::move(schema));
  Json one{{"name", given.name},
           {"in", given.in},
           {"description", given.sentence},
           {"required", given.required || given.in == "path"}};
  one["schema"] = std::move(schema);
  return one;
}

Json field(const RouteField& given) {
  static const std::set<std::string> plain{"integer", "number", "boolean"};
  Json schema = given.file ? Json{{"type", "string"}, {"contentMediaType", "application/octet-stream"}}
                : given.type.empty()          ? schema_of_text(given.choices)
                : plain.count(given.type) > 0 ? Json{{"type", given.type}}
                                              : reference(given.type);
  if (given.repeated) schema = array_of(std::move(schema));
  schema["description"] = given.sentence;
  return schema;
}

const char* media_type_of(BodyKind kind) {
  switch (kind) {
    case BodyKind::json:
      return "application/json";
    case BodyKind::form:
      return "application/x-www-form-urlencoded";
    case BodyKind::multipart:
      return "multipart/form-data";
    default:
      return "application/octet-stream";
  }
}

Json body_of(const Route& route) {
  Json schema;
  bool required = route.body == BodyKind::bytes;
  if (route.body == BodyKind::bytes) {
    schema = Json::object();  // 3.1: bytes as they are have no schema
  } else {
    schema = {{"type", "object"}, {"properties", Json::object()}};
    Json names = Json::array();
    for (const RouteField& given : route.fields) {
      schema["properties"][given.name] = field(given);
      if (given.required) names.push_back(given.name);
    }
    required = !names.empty();
    if (required) schema["required"] = std::move(names);
    if (route.body == BodyKind::json) schema["additionalProperties"] = false;
  }
  return {{"required", required},
          {"content", {{media_type_of(route.body), {{"schema", std::move(schema)}}}}}};
}

Json response(const RouteResponse& given) {
  Json one{{"description", given.sentence}};
  const bool json_too = !given.schema.empty();
  for (const std::string& type : given.media_types) {
    const bool is_json = json_too && (type == "application/json" || type.ends_with("+json"));
    one["content"][type]["schema"] = is_json                     ? reference(given.schema)
                                     : type.starts_with("text/") ? Json{{"type", "string"}}
                                                                 : Json::object();
  }
  return one;
}

// What the server itself may answer, so that no route has to say it.
void add_problems(const Route& route, Json& responses) {
  const auto add = [&](const char* status, const char* name) {
    if (!responses.contains(status))
      responses[status] = {{"$ref", std::string("#/components/responses/") + name}};
  };
  add("400", "BadRequest");
  if (route.need != Need::anyone) {
    add("401", "NotSignedIn");
    add("403", "NotAllowed");
  }
  if (route.pattern.find('{') != std::string::npos) add("404", "NotFound");
  if (gives_json_alone(route)) add("406", "NotAcceptable");
  if (route.repeatable) add("409", "Conflict");
  if (route.body != BodyKind::none) {
    add("413", "TooLarge");
    add("415", "WrongMediaType");
    add("422", "NotTaken");
  }
  add("503", "NotAvailable");
}

Json operation(const Route& route) {
  Json one{{"operationId", route.name}, {"summary", route.summary}};
  if (!route.tag.empty()) one["tags"] = {route.tag};
  if (route.need == Need::anyone)
    one["security"] = Json::array();
  else
    one["description"] = "For: " + holders(route.need) + ".";
  Json parameters = Json::array();
  for (const RouteParameter& given : route.parameters) parameters.push_back(parameter(given));
  if (route.repeatable) parameters.push_back({{"$ref", "#/components/parameters/IdempotencyKey"}});
  if (!parameters.empty()) one["parameters"] = std::move(parameters);
  if (route.body != BodyKind::none) one["requestBody"] = body_of(route);
  Json responses = Json::object();
  for (const RouteResponse& given : route.responses)
    responses[std::to_string(given.status)] = response(given);
  add_problems(route, responses);
  one["responses"] = std::move(responses);
  return one;
}

Json problem_schema() {
  const auto text = [](const char* sentence) { return Json{{"type", "string"}, {"description", sentence}}; };
  Json properties;
  properties["type"] = text("A URN of the kind of problem.");
  properties["title"] = text("The kind of problem in words.");
  properties["status"] = {{"type", "integer"}, {"description", "The HTTP status."}};
  properties["detail"] = text("What is wrong, in a sentence.");
  properties["instance"] = text("A URN of this request, as it stands in the log.");
  properties["code"] = text("What is wrong, for programs: lasting, in kebab case.");
  properties["where"] = text("The place in the request or the file.");
  properties["remedy"] = text("How to mend it.");
  Json schema{{"type", "object"}, {"description", "A problem as RFC 9457 describes it."}};
  schema["properties"] = std::move(properties);
  schema["required"] = {"type", "title", "status", "detail", "code"};
  return schema;
}

Json problems() {
  static const std::pair<const char*, const char*> all[] = {
      {"BadRequest", "The request cannot be read."},
      {"NotSignedIn", "Nobody has signed in, or the key is not valid."},
      {"NotAllowed", "The caller's roles do not cover this."},
      {"NotFound", "There is no such thing."},
      {"NotAcceptable", "It is given as JSON, and the header Accept asks for something else."},
      {"Conflict", "The first request with this idempotency key is still running."},
      {"TooLarge", "The body, a file or a field is larger than is taken here."},
      {"WrongMediaType", "The body is of another kind than is taken here."},
      {"NotTaken", "It was read and cannot be taken."},
      {"NotAvailable", "Not just now; Retry-After says when to try again."}};
  Json responses;
  for (const auto& [name, sentence] : all)
    responses[name] = {{"description", sentence},
                       {"content", {{"application/problem+json", {{"schema", reference("Problem")}}}}}};
  responses["NotAvailable"]["headers"]["Retry-After"] = {{"description", "Seconds to wait."},
                                                         {"schema", {{"type", "integer"}}}};
  return responses;
}

Json components(const ApiDescription& description) {
  Json all;
  all["securitySchemes"]["session"] = {
      {"type", "apiKey"},
      {"in", "cookie"},
      {"name", description.session_cookie},
      {"description",
       "A signed-in browser; whatever changes something needs its token in X-CSRF-Token, too."}};
  all["securitySchemes"]["key"] = {{"type", "http"}, {"scheme", "bearer"}, {"description", "An API key."}};
  all["parameters"]["IdempotencyKey"] = {
      {"name", "Idempotency-Key"},
      {"in", "header"},
      {"required", false},
      {"description",
       "A random UUID: the same request sent again under it is done once and answered as the first time."},
      {"schema", {{"type", "string"}, {"maxLength", 200}}}};
  all["schemas"]["Problem"] = problem_schema();
  for (const auto& [name, text] : description.schemas) {
    Json schema = Json::parse(text, nullptr, false);
    if (!schema.is_object()) throw std::logic_error("the schema " + name + " is no JSON object");
    all["schemas"][name] = std::move(schema);
  }
  all["responses"] = problems();
  return all;
}

// Every "$ref" below leads to a schema there is.
void check_references(const Json& part, const Json& schemas) {
  static const std::string start = "#/components/schemas/";
  if (part.is_object() && part.contains("$ref") && part["$ref"].is_string()) {
    const std::string to = part["$ref"];
    if (to.starts_with(start) && !schemas.contains(to.substr(start.size())))
      throw std::logic_error("there is no schema " + to.substr(start.size()));
  }
  if (part.is_structured())
    for (const auto& inner : part) check_references(inner, schemas);
}

void check(const Route& route, const ApiDescription& description) {
  const std::string shown = route.method + " " + route.pattern;
  if (!route.tag.empty() && std::none_of(description.tags.begin(), description.tags.end(),
                                         [&](const auto& tag) { return tag.first == route.tag; }))
    throw std::logic_error(shown + " has the tag " + route.tag + ", which is not described");
  for (const std::string_view word : wire::split(route.pattern, '/')) {
    if (!word.starts_with("{")) continue;
    const std::string_view name = word.substr(1, word.size() - 2);
    if (std::none_of(route.parameters.begin(), route.parameters.end(),
                     [&](const auto& given) { return given.in == "path" && given.name == name; }))
      throw std::logic_error(shown + " does not describe its parameter " + std::string(name));
  }
}

}  // namespace

std::string openapi(const Routes& routes, const ApiDescription& description) {
  Json document{{"openapi", "3.1.0"}};
  document["info"] = {{"title", description.title},
                      {"version", description.version},
                      {"description", description.description}};
  document["servers"] = {{{"url", "/"}, {"description", "This server."}}};
  document["security"] = {{{"session", Json::array()}}, {{"key", Json::array()}}};
  document["tags"] = Json::array();
  for (const auto& [name, sentence] : description.tags)
    document["tags"].push_back({{"name", name}, {"description", sentence}});
  document["paths"] = Json::object();
  for (const Route& route : routes) {
    if (route.page) continue;
    check(route, description);
    document["paths"][route.pattern][wire::lower(route.method)] = operation(route);
  }
  document["components"] = components(description);
  check_references(document, document["components"]["schemas"]);
  return document.dump(2) + "\n";
}

}  // namespace stp
