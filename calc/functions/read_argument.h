// An argument written as text, at doors that have no cells: "100", "2.1%", "A text", "60;40|20;10" (cells
// separated by ';', rows by '|', but in a text that stands alone), "" for one left out.
#pragma once

#include <string_view>

#include "calc/base/result.h"
#include "calc/functions/function.h"

namespace stp::functions {

Result<Grid> read_argument(std::string_view text, const Parameter& parameter);
// The text that read_argument would read as this: a share whose parameter is a percentage as "2.1%".
std::string argument_text(const Grid& argument, const Parameter& parameter);
// The same of arguments given by name, in the order of the function's parameters. Refuses a name it does not
// take or that comes twice; what cannot be read as a value is an error value, and so is the answer.
Result<std::vector<Grid>> read_arguments(const Function& function,
                                         const std::vector<std::pair<std::string, std::string>>& named);
// One number: a plain decimal, or one followed by '%'.
std::optional<Decimal> read_plain_number(std::string_view text);

}  // namespace stp::functions
