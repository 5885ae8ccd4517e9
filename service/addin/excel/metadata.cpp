#include "service/addin/excel/metadata.h"

#include <nlohmann/json.hpp>

namespace stp::excel {

using Json = nlohmann::ordered_json;

namespace {

std::string described(const functions::Functions& table, const functions::Parameter& parameter) {
  std::string words = parameter.sentence;
  if (const auto unit = table.label_of_unit(parameter.unit); !unit.empty())
    words += " (" + std::string(unit) + ")";
  return words;
}

// Every argument may be a range: where one value is asked for, the answer has one for each cell. Numbers come
// as they stand ("any"), so that what is no number is answered with a reason and not by Excel without one.
Json parameter_json(const functions::Functions& table, const functions::Parameter& parameter, bool optional) {
  Json json{{"name", parameter.name},
            {"description", described(table, parameter)},
            {"type", parameter.kind == functions::Kind::text ? "string" : "any"},
            {"dimensionality", "matrix"}};
  if (optional) json["optional"] = true;
  return json;
}

// Excel leaves arguments out at the end only; before that one leaves the place between two commas blank.
bool may_be_left_out(const functions::Function& function, std::size_t from) {
  for (std::size_t i = from; i < function.parameters.size(); ++i)
    if (!function.parameters[i].optional) return false;
  return true;
}

Json function_json(const functions::Functions& table, const functions::Function& function,
                   const std::string& base) {
  Json parameters = Json::array();
  for (std::size_t i = 0; i < function.parameters.size(); ++i)
    parameters.push_back(parameter_json(table, function.parameters[i], may_be_left_out(function, i)));
  return {{"id", function.name},
          {"name", function.name},
          {"description", function.sentence},
          {"helpUrl", base + "/excel#" + function.command()},
          {"parameters", parameters},
          {"result", {{"dimensionality", "matrix"}}},  // of any type
          {"options", {{"cancelable", true}}}};
}

}  // namespace

std::string metadata(const functions::Functions& table, const std::string& base) {
  Json all = Json::array();
  for (const auto& function : table.all) all.push_back(function_json(table, function, base));
  return Json{{"functions", all}}.dump(1) + "\n";
}

std::string table_script(const functions::Functions& table, const CallLimits& limits) {
  Json names = Json::array();
  for (const auto& function : table.all) names.push_back(function.name);
  const Json most{{"calls", limits.calls}, {"cells", limits.cells}, {"bytes", limits.bytes}};
  return "export const functions = " + names.dump() + ";\nexport const limits = " + most.dump() + ";\n";
}

}  // namespace stp::excel
