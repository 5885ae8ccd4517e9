#include "service/api/json_body.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "service/api/answers.h"
#include "service/api/declare.h"
#include "service/http/declared.h"

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

// A repeated field is a list of single values; an empty list is told from none at all by an empty value.
Result<void> take_field(const RouteField& field, const Json& value, const std::vector<RouteField>& fields,
                        HttpRequest& request) {
  if (value.is_null()) return {};
  if (field.repeated != value.is_array() || value.is_object())
    return refuse(bad_field(field.name,
                            "The field \"" + field.name + "\" holds " +
                                (field.repeated ? "a list of values." : "a single value."),
                            fields));
  for (const Json& one : field.repeated ? value : Json::array({value})) {
    if (one.is_structured() || one.is_null())
      return refuse(bad_field(field.name, "The field \"" + field.name + "\" holds plain values.", fields));
    const std::string text = one.is_string() ? one.get<std::string>() : one.dump();
    if (const auto wrong = not_among(field.choices, text, "field " + field.name)) return refuse(*wrong);
    request.form.emplace(field.name, text);
  }
  if (field.repeated && value.empty()) request.form.emplace(field.name, "");
  return {};
}

Result<void> take_fields(const std::vector<RouteField>& fields, HttpRequest& request) {
  const Json body = Json::parse(request.body, nullptr, false);
  if (!body.is_object()) return refuse(bad_json("The body is not a JSON object."));
  for (const auto& [name, value] : body.items()) {
    const RouteField* field = field_named(fields, name);
    if (field == nullptr) return refuse(bad_field(name, "There is no field \"" + name + "\" here.", fields));
    if (auto taken = take_field(*field, value, fields, request); !taken) return taken;
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
