#include "service/api/json_body.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "service/api/answers.h"
#include "service/api/declare.h"

namespace stp {

using Json = nlohmann::ordered_json;

namespace {

Refusal bad_json(const std::string& what) {
  return {"bad-json", what, "body", "Send one JSON object with the fields this address takes."};
}

Refusal bad_field(const std::string& name, const std::string& what, const std::vector<RouteField>& fields) {
  std::string known;
  for (const RouteField& field : fields) known += (known.empty() ? "" : ", ") + field.name;
  return {"bad-field", what, "field " + name, "The fields are " + known + "."};
}

const RouteField* field_named(const std::vector<RouteField>& fields, const std::string& name) {
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const RouteField& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

Result<void> check_required(const std::vector<RouteField>& fields, const HttpRequest& request) {
  for (const RouteField& field : fields)
    if (field.required && request.form.count(field.name) == 0)
      return refuse(bad_field(field.name, "The field \"" + field.name + "\" is missing.", fields));
  return {};
}

Result<void> take_fields(const std::vector<RouteField>& fields, HttpRequest& request) {
  const Json body = Json::parse(request.body, nullptr, false);
  if (!body.is_object()) return refuse(bad_json("The body is not a JSON object."));
  for (const auto& [name, value] : body.items()) {
    if (field_named(fields, name) == nullptr)
      return refuse(bad_field(name, "There is no field \"" + name + "\" here.", fields));
    if (value.is_structured())
      return refuse(bad_field(name, "The field \"" + name + "\" holds a single value.", fields));
    if (!value.is_null())
      request.form.emplace(name, value.is_string() ? value.get<std::string>() : value.dump());
  }
  return check_required(fields, request);
}

}  // namespace

Route with_json_fields(Route route) {
  if (route.body != BodyKind::json) return route;
  route.handle = [fields = route.fields, handle = std::move(route.handle)](const HttpRequest& request) {
    HttpRequest whole = request;
    auto taken = take_fields(fields, whole);
    return taken ? handle(whole) : refusal_answer(taken.error());
  };
  return route;
}

}  // namespace stp
