// What a check found, for people and programs: text, JSON, CSV and an HTML page. The same outcome, the same
// bytes.
#pragma once

#include <string>
#include <utility>

#include "service/pipeline/pipeline.h"

namespace stp {

std::string check_as_text(const CheckOutcome& outcome);
std::string check_as_json(const CheckOutcome& outcome);
std::string check_as_csv(const CheckOutcome& outcome);
std::string check_as_html(const CheckOutcome& outcome);

// What is wrong in one of the files given, and what in none of them: a section of the return that is not
// here.
std::pair<Findings, Findings> by_whether_in_a_file(const Findings& all);
// Begins the latter in the text; what stands before it is about the files alone.
inline constexpr const char* return_as_a_whole = "\n  The return as a whole";

std::string in_words(const FindingCounts& counts);  // "1 error, 2 warnings, 0 notes"

// "organisation line label (year)" in one way for all reports.
std::string subject_of(const Finding& finding);
// "file, sheet X, cell B7"; as much as is known.
std::string where_of(const Finding& finding);

}  // namespace stp
