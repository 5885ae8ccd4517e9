// Kinds, sets and severities as words, for the rule book and the line dictionary.
#pragma once

#include <string>
#include <vector>

#include "calc/form/template.h"

namespace stp {

std::string joined(const std::vector<std::string>& words);  // "a, b, c"
std::string kind_in_words(LineKind kind);                   // "input", "calculated", "pre-filled"
std::string sign_in_words(Sign sign);                       // "never negative", "either sign", ...
std::vector<std::string> types_in(TypeSet types, const Template& form);        // codes
std::vector<std::string> periods_in(PeriodSet periods, const Template& form);  // "2015/16"
std::vector<std::string> scenarios_in(ScenarioSet scenarios, const Template& form);
// "error", or "draft information, regional warning, national error".
std::string severity_in_words(const Rule& rule);
// Codes of lines, "165 lines", "every entry" or "the file as a whole".
std::string looks_at(const Rule& rule, const Template& form);
std::string tolerance_in_words(const Rule& rule);

}  // namespace stp
