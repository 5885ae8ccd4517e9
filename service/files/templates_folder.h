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
// Every .yaml below `folder`, sorted by path, paths relative to it. Leaves out demo/.
Result<std::vector<TemplateText>> read_templates(const std::string& folder);

}  // namespace stp
