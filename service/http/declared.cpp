#include "service/http/declared.h"

#include <algorithm>

#include "service/http/wire/text.h"

namespace stp {

namespace {

std::string listed(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  return all;
}

std::string cut(const std::string& text) {
  return text.size() <= 80 ? text : text.substr(0, text.find_last_not_of("\x80\xbf", 80)) + "...";
}

template <class Declared>
const Declared* named(const std::vector<Declared>& all, const std::string& name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

// The parameters of the query alone: those of path and header are found by other means.
std::vector<RouteParameter> of_query(const Route& route) {
  std::vector<RouteParameter> found;
  for (const RouteParameter& one : route.parameters)
    if (one.in == "query") found.push_back(one);
  return found;
}

template <class Declared>
Refusal unknown(const std::string& place, const std::string& name, const std::vector<Declared>& known,
                const Route& route) {
  std::vector<std::string> names;
  for (const auto& one : known) names.push_back(one.name);
  std::string remedy =
      names.empty() ? "It takes none." : "Those it takes are: " + listed(names) + ". Check the spelling.";
  if (place == "query" && named(route.fields, name) != nullptr)
    remedy = "\"" + name + "\" goes into the body, as a field of it.";
  return {"parameter-unknown",
          "This address takes no " + std::string(place == "query" ? "parameter" : "field") + " \"" +
              cut(name) + "\".",
          place + " " + cut(name), remedy};
}

Refusal given_twice(const std::string& where, std::size_t times) {
  return {"parameter-value", "It is given " + std::to_string(times) + " times, and once is taken.", where,
          "Give it once."};
}

Refusal no_number(const std::string& where, const std::string& value) {
  return {"parameter-value", "\"" + cut(value) + "\" is not a whole number.", where,
          "Give a whole number in plain digits, such as 50."};
}

std::optional<Refusal> wrong_value(const RouteParameter& declared, const std::string& value,
                                   const std::string& where) {
  if (declared.number && !wire::whole_number(value)) return no_number(where, value);
  return not_among(declared.choices, value, where);
}
std::optional<Refusal> wrong_value(const RouteField& declared, const std::string& value,
                                   const std::string& where) {
  if (declared.file)
    return Refusal{"parameter-value", "A text came where a file is taken.", where,
                   "Send the file itself as this part of the form, with its name."};
  return not_among(declared.choices, value, where);
}

template <class Declared>
std::optional<Refusal> wrong_among(const std::string& place,
                                   const std::multimap<std::string, std::string>& given,
                                   const std::vector<Declared>& known, const Route& route) {
  for (const auto& [name, value] : given) {
    if (place == "field" && name == "csrf") continue;
    const auto* declared = named(known, name);
    if (declared == nullptr) return unknown(place, name, known, route);
    const std::string where = place + " " + name;
    if (!declared->repeated && given.count(name) > 1) return given_twice(where, given.count(name));
    if (value.empty()) continue;
    if (auto wrong = wrong_value(*declared, value, where)) return wrong;
  }
  return std::nullopt;
}

std::optional<Refusal> missing(const std::vector<RouteParameter>& known, const HttpRequest& request) {
  for (const RouteParameter& one : known) {
    const auto found = request.query.find(one.name);
    if (one.required && (found == request.query.end() || found->second.empty()))
      return Refusal{"parameter-missing", "The parameter \"" + one.name + "\" is missing.",
                     "query " + one.name, "Give it: " + one.sentence};
  }
  return std::nullopt;
}

std::optional<Refusal> wrong_file(const Route& route, const HttpRequest& request) {
  for (const UploadedFile& file : request.files) {
    const RouteField* declared = named(route.fields, file.field);
    if (declared == nullptr) return unknown("field", file.field, route.fields, route);
    if (!declared->file)
      return Refusal{"parameter-value", "The file \"" + cut(file.name) + "\" came where a text is taken.",
                     "field " + file.field, "Send the text alone, without a file's name."};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> not_among(const std::vector<std::string>& choices, const std::string& value,
                                 const std::string& where) {
  if (choices.empty() || std::find(choices.begin(), choices.end(), value) != choices.end())
    return std::nullopt;
  return Refusal{"parameter-value", "\"" + cut(value) + "\" is none of the values it may have.", where,
                 "Give one of: " + listed(choices) + "."};
}

std::optional<Refusal> undeclared(const Route& route, const HttpRequest& request) {
  const auto known = of_query(route);
  if (auto wrong = wrong_among("query", request.query, known, route)) return wrong;
  if (auto wrong = missing(known, request)) return wrong;
  if (route.body == BodyKind::json) return std::nullopt;  // its fields are read, and judged, from the text
  if (auto wrong = wrong_among("field", request.form, route.fields, route)) return wrong;
  return wrong_file(route, request);
}

Route with_declared_only(Route route) {
  Route declared = route;
  declared.handle = nullptr;
  route.handle = [declared = std::move(declared),
                  handle = std::move(route.handle)](const HttpRequest& request) {
    const auto wrong = undeclared(declared, request);
    if (!wrong) return handle(request);
    return declared.refuse ? declared.refuse(request, *wrong) : problem(status_of(*wrong), *wrong);
  };
  return route;
}

}  // namespace stp
