// What a check found, for people and programs: text, JSON, CSV and an HTML page. The same outcome, the same
// bytes.
#pragma once

#include <string>

#include "service/pipeline/pipeline.h"

namespace stp {

std::string check_as_text(const CheckOutcome& outcome);
std::string check_as_json(const CheckOutcome& outcome);
std::string check_as_csv(const CheckOutcome& outcome);
std::string check_as_html(const CheckOutcome& outcome);

// "organisation line label (year)" in one way for all reports.
std::string subject_of(const Finding& finding);
// "file, sheet X, cell B7"; as much as is known.
std::string where_of(const Finding& finding);

}  // namespace stp
