// Where the text files of templates/ lie, and reading them all. Order: STP_TEMPLATES, beside the installed
// program
// (../share/stp/templates), the folder the program was built from.
#pragma once

#include <string>
#include <vector>

#include "calc/base/result.h"
#include "calc/form/load.h"

namespace stp {

Result<std::string> find_templates_folder();
// Every .yaml below `folder`, sorted by path, paths relative to it. Leaves out demo/ and functions/, which
// are no part of an edition.
Result<std::vector<TemplateText>> read_templates(const std::string& folder);
// What the calculation functions are declared by: functions/, and the lists of units and sources they name.
Result<std::vector<TemplateText>> read_function_texts(const std::string& folder);

// All troubles of the texts as one refusal.
Refusal templates_refused(const Troubles& troubles);

}  // namespace stp
