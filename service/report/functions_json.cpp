#include "service/report/functions_json.h"

#include <nlohmann/json.hpp>

#include "calc/functions/read_argument.h"

namespace stp {

namespace {

using Json = nlohmann::ordered_json;
using namespace functions;

std::string word(Kind kind) {
  switch (kind) {
    case Kind::text:
      return "text";
    case Kind::list:
      return "list";
    case Kind::number:
      break;
  }
  return "number";
}

Json parameter_json(const Parameter& parameter, const Functions& table) {
  Json json{{"name", parameter.name},
            {"sentence", parameter.sentence},
            {"kind", word(parameter.kind)},
            {"unit", table.label_of_unit(parameter.unit)},
            {"optional", parameter.optional}};
  if (!std::holds_alternative<std::monostate>(parameter.otherwise))
    json["default"] = argument_text(grid_of(parameter.otherwise), parameter);
  return json;
}

Json example_json(const Example& example, const Function& function) {
  Json arguments = Json::array();
  for (std::size_t i = 0; i < example.arguments.size(); ++i)
    arguments.push_back(argument_text(example.arguments[i], function.parameters[i]));
  return {{"arguments", std::move(arguments)},
          {"result", to_text(example.result)},
          {"needs_file", !example.runnable}};
}

Json function_json(const Function& function, const Functions& table) {
  Json json{{"name", function.name},         {"command", function.command()},
            {"category", function.category}, {"label", function.label},
            {"sentence", function.sentence}, {"unit", table.label_of_unit(function.unit)},
            {"source", function.source},     {"verified", function.verified},
            {"arguments", Json::array()},    {"examples", Json::array()}};
  for (const auto& parameter : function.parameters)
    json["arguments"].push_back(parameter_json(parameter, table));
  for (const auto& example : function.examples) json["examples"].push_back(example_json(example, function));
  return json;
}

}  // namespace

std::string functions_as_json(const Functions& table) {
  Json json{{"prefix", "STP"}, {"categories", Json::array()}, {"functions", Json::array()}};
  for (const auto& category : table.categories)
    json["categories"].push_back({{"code", category.code}, {"label", category.label}});
  for (const auto& function : table.all) json["functions"].push_back(function_json(function, table));
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace stp
