// The rule book and the line dictionary of an edition, for people and programs: each rule and formula as an
// equation and as a sentence. Everything comes from the template's text.
#pragma once

#include <string>
#include <vector>

#include "calc/form/template.h"

namespace stp {

using Rules = std::vector<const Rule*>;
std::string rules_as_text(const Rules& rules, const Template& form);  // one rule: all of it; several: a table
std::string rules_as_json(const Rules& rules, const Template& form);
std::string rules_as_csv(const Rules& rules, const Template& form);

using Lines = std::vector<LineIndex>;
std::string lines_as_text(const Lines& lines, const Template& form);  // one line: all of it; several: a table
std::string lines_as_json(const Lines& lines, const Template& form);
std::string lines_as_csv(const Lines& lines, const Template& form);

}  // namespace stp
