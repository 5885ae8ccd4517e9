// Calls of calculation functions as they stand in JSON, and their answers. Numbers keep their digits both
// ways.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "calc/base/result.h"
#include "calc/functions/function.h"

namespace stp {

// What one request may ask for: its calls, and the cells of all arguments and answers.
constexpr std::size_t most_function_calls = 10'000, most_function_cells = 150'000;

struct FunctionCall {
  const functions::Function* function = nullptr;
  std::vector<functions::Grid> arguments;
};
// {"calls": [{"function": "grow", "arguments": [100, "2.1%", [[5], [6]]]}, ...]}
Result<std::vector<FunctionCall>> read_function_calls(const functions::Functions& table,
                                                      const std::string& body);
// Refuses calls whose arguments and answers have more cells than one request may ask for.
Result<void> check_cells(const std::vector<FunctionCall>& calls);

// {"function": "grow", "unit": "£000", "cells": [[{"kind": "number", "value": "110.25"}]]}; an error has its
// reason beside it.
nlohmann::ordered_json function_answer(const functions::Functions& table, const functions::Function& function,
                                       const functions::Grid& answer);

}  // namespace stp
