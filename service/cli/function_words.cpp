#include "service/cli/function_words.h"

#include "calc/functions/read_argument.h"

namespace stp {

std::string usage_of(const functions::Function& function) {
  std::string text = function.command();
  for (const auto& parameter : function.parameters)
    text += parameter.optional ? " [" + parameter.name + "]" : " " + parameter.name;
  return text;
}

std::string about(const functions::Parameter& parameter) {
  if (std::holds_alternative<std::monostate>(parameter.otherwise)) return parameter.sentence;
  return parameter.sentence +
         "; when left out: " + functions::argument_text(functions::grid_of(parameter.otherwise), parameter);
}

}  // namespace stp
