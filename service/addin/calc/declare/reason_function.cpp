#include "service/addin/calc/declare/declare.h"

namespace stp::addin {

functions::Function reason_function() {
  functions::Function function;
  function.name = "REASON";
  function.sentence =
      "Why a function gives an error with these arguments, in words; nothing when it gives none.";
  function.parameters = {
      {"function", "the name of the function, for example \"GROW\"", "", functions::Kind::text, false, {}},
      {"arguments", "what the function is given, in its order", "any", functions::Kind::list, true, {}}};
  return function;
}

}  // namespace stp::addin
