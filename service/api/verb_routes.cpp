#include "service/api/verb_routes.h"

#include <algorithm>

#include "service/api/answers.h"
#include "service/api/declare.h"

namespace stp {

namespace {

Refusal flag_unread(const std::string& name, const std::string& value) {
  return {"flag-unread", "\"" + value + "\" is neither yes nor no.", "field " + name, "Give yes or no."};
}

Result<bool> flag_of(const std::string& name, const std::string& value) {
  for (const char* yes : {"yes", "true", "1", "on"})
    if (value == yes) return true;
  for (const char* no : {"no", "false", "0", "off", ""})
    if (value == no) return false;
  return refuse(flag_unread(name, value));
}

bool is_flag(const Verb& verb, const std::string& name) {
  return std::any_of(verb.options.begin(), verb.options.end(), [&](const VerbOption& option) {
    return option.name == name && option.kind == VerbOption::Kind::flag;
  });
}

Result<void> take_option(const Verb& verb, const std::string& name, const std::string& value,
                         Request& asked) {
  if (!is_flag(verb, name)) {
    if (!value.empty()) asked.options[name].push_back(value);  // an empty field of a form says nothing
    return {};
  }
  const auto yes = flag_of(name, value);
  if (!yes) return refuse(yes.error());
  if (*yes) asked.options[name] = {"yes"};
  return {};
}

std::vector<Offer> offers_of(const Verb& verb) {
  std::vector<Offer> offers;
  for (const VerbFormat& format : verb.formats) offers.push_back({format.name, format.media_type});
  // Programs that say nothing get what is for programs.
  std::stable_partition(offers.begin(), offers.end(),
                        [](const Offer& offer) { return offer.name == "json"; });
  return offers;
}

RouteField field_of(const VerbInput& input) {
  return {input.name, input.sentence, true, input.required, input.many};
}

RouteField field_of(const VerbOption& option) {
  RouteField field{option.name, option.sentence, false, option.required, option.repeated, option.choices};
  if (option.kind == VerbOption::Kind::flag) field.choices = {"yes", "no"};
  return field;
}

RouteParameter format_parameter(const Verb& verb) {
  std::vector<std::string> names;
  for (const VerbFormat& format : verb.formats) names.push_back(format.name);
  return asks_one_of("format", "The format by name; otherwise Accept decides.", std::move(names));
}

}  // namespace

std::string capitalised(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

namespace {

Result<HttpAnswer> answered(const Desk& desk, const Verb& verb, const HttpRequest& request, Request asked) {
  const auto offer = chosen_offer(request, offers_of(verb));
  if (!offer) return refuse(offer.error());
  asked.formats = {offer->name};
  auto answer = desk.workers.run(asked, true);
  if (!answer) return refuse(answer.error());
  Document& document = answer->documents.front();
  const bool shown = document.media_type.starts_with("text/") || document.media_type == "application/json";
  HttpAnswer http =
      document_answer(document.media_type, std::move(document.bytes), shown ? "" : document.file_name);
  http.headers.emplace_back("Stp-Errors-Found", answer->errors_found ? "yes" : "no");
  return http;
}

// "rules", "/api/v1/rules/{id}" with its option named in the pattern.
Route book_route(const Desk& desk, const Verb& verb, const std::string& name, const std::string& pattern,
                 const std::string& summary, const std::vector<std::string>& in_pattern) {
  const auto handle = [&desk, &verb, in_pattern](const HttpRequest& request) {
    auto asked = request_of(verb, request, in_pattern);
    if (!asked) return refusal_answer(asked.error());
    for (const std::string& option : in_pattern) asked->options[option] = {request.one(option)};
    auto answer = answered(desk, verb, request, std::move(*asked));
    if (answer) return tagged(request, std::move(*answer));
    // What the address itself names and there is none of is not found.
    return in_pattern.empty() ? refusal_answer(answer.error()) : unknown_answer(answer.error());
  };
  Route route = heavy(reads(pattern, name, "templates", summary, Need::signed_in, handle));
  for (RouteParameter& parameter : option_parameters(verb))
    if (std::find(in_pattern.begin(), in_pattern.end(), parameter.name) == in_pattern.end())
      route.parameters.push_back(std::move(parameter));
  route.responses = verb_responses(verb);
  declare_conditional(route);
  return route;
}

}  // namespace

Result<Request> request_of(const Verb& verb, const HttpRequest& request,
                           const std::vector<std::string>& taken) {
  Request asked;
  asked.verb = verb.name;
  for (const UploadedFile& file : request.files)
    asked.files[file.field].push_back({file.name, "", file.bytes});
  const auto ours = [&](const std::string& name) {
    return name == "format" || std::find(taken.begin(), taken.end(), name) != taken.end();
  };
  for (const auto* fields : {&request.query, &request.form})
    for (const auto& [name, value] : *fields) {
      if (ours(name)) continue;
      if (auto read = take_option(verb, name, value, asked); !read) return refuse(read.error());
    }
  return asked;
}

HttpAnswer answer_by_verb(const Desk& desk, const Verb& verb, const HttpRequest& request, Request asked) {
  auto answer = answered(desk, verb, request, std::move(asked));
  return answer ? std::move(*answer) : refusal_answer(answer.error());
}

std::vector<RouteParameter> option_parameters(const Verb& verb) {
  std::vector<RouteParameter> parameters;
  for (const VerbOption& option : verb.options) {
    const RouteField field = field_of(option);
    RouteParameter parameter = asks_one_of(option.name, option.sentence, field.choices);
    parameter.required = option.required;
    parameter.repeated = option.repeated;
    parameter.number = option.kind == VerbOption::Kind::number;
    parameters.push_back(std::move(parameter));
  }
  parameters.push_back(format_parameter(verb));
  return parameters;
}

std::vector<RouteResponse> verb_responses(const Verb& verb) {
  std::vector<std::string> media_types;
  for (const VerbFormat& format : verb.formats) media_types.push_back(format.media_type);
  RouteResponse done{200, "The document of the command line, byte for byte.", media_types,
                     capitalised(verb.name)};
  return {done, refuses(406, "None of the formats asked for is given."),
          refuses(422, "It cannot be taken; the problem says what, where and how to mend it.")};
}

Route verb_route(const Desk& desk, const Verb& verb) {
  const auto handle = [&desk, &verb](const HttpRequest& request) {
    auto asked = request_of(verb, request);
    return asked ? answer_by_verb(desk, verb, request, std::move(*asked)) : refusal_answer(asked.error());
  };
  Route route = heavy(
      posts("/api/v1/" + verb.name, verb.name, "without memory", verb.sentence, Need::signed_in, handle));
  route.body = BodyKind::multipart;
  for (const VerbInput& input : verb.inputs) route.fields.push_back(field_of(input));
  for (const VerbOption& option : verb.options) route.fields.push_back(field_of(option));
  route.parameters.push_back(format_parameter(verb));
  route.responses = verb_responses(verb);
  return route;
}

Routes verb_routes(const Desk& desk) {
  Routes routes;
  for (const Verb& verb : verbs()) routes.push_back(verb_route(desk, verb));
  if (const Verb* rules = verb("rules")) {
    routes.push_back(book_route(desk, *rules, "listRules", "/api/v1/rules", "The rule book", {}));
    routes.push_back(book_route(desk, *rules, "getRule", "/api/v1/rules/{id}", "One rule", {"id"}));
  }
  if (const Verb* lines = verb("lines")) {
    routes.push_back(book_route(desk, *lines, "listLines", "/api/v1/lines", "The line dictionary", {}));
    routes.push_back(book_route(desk, *lines, "getLine", "/api/v1/lines/{code}", "One line", {"code"}));
  }
  return routes;
}

}  // namespace stp
