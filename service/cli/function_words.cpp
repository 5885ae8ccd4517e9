#include "service/cli/function_words.h"

#include "calc/functions/read_argument.h"

namespace stp {

std::string usage_of(const functions::Function& function) {
  std::string text = function.command();
  for (const auto& parameter : function.parameters)
    text += parameter.optional ? " [" + parameter.name + "]" : " " + parameter.name;
  return text;
}

std::string about(const functions::Functions& table, const functions::Parameter& parameter) {
  std::string text = parameter.sentence;
  if (const auto unit = table.label_of_unit(parameter.unit); !unit.empty()) text += "; " + std::string(unit);
  if (std::holds_alternative<std::monostate>(parameter.otherwise)) return text;
  return text +
         "; when left out: " + functions::argument_text(functions::grid_of(parameter.otherwise), parameter);
}

}  // namespace stp
