// A footprint total as a workbook an auditor can follow: every organisation's sheets with live formulas, the
// merged tables, and on top of them summary, places, pairs, eliminations and bridges, all linked; and where
// each figure came from. Read back to the same total. The same total gives the same bytes.
#pragma once

#include <string>

#include "calc/base/result.h"
#include "calc/consolidate.h"
#include "xlsx/form/form.h"

namespace stp {

Result<std::string> total_workbook(const FootprintTotal& total, const Template& form);

// Refuses what is not a total written by us, was written with other template texts, or holds figures that
// were changed after it was written.
Result<FootprintTotal> read_total_workbook(const NamedWorkbook& file, const std::vector<Template>& editions);

}  // namespace stp
