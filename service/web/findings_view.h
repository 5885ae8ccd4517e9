// Findings as pages show them: by cause, then by sheet, errors first; hundreds stay readable.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "service/desk/returns.h"
#include "service/report/page.h"

namespace stp {

struct ShownFinding {
  std::string key;  // see finding_key
  std::string rule, severity, file, sheet, cell, organisation, line, label, year, scenario;
  std::string found, expected, difference, allowed, message, remedy;
  std::string sha256;  // of the file it stands in; "" when it stands in none
};
std::vector<ShownFinding> findings_of(const std::string& report_json);  // in the report's order

struct FindingsShown {
  std::vector<ShownFinding> findings{};
  std::vector<Acceptance> acceptances{};
  std::string here;      // address of the page, without query: a cause with many findings is paged there
  std::string rule;      // "" : every cause; else this one alone
  std::size_t page = 1;  // of that cause
  bool neighbourhoods = true;  // few findings stand with the cells around them; of many, each leads there
  // Where a warning, or all open warnings of a rule, is accepted; unset: nobody may here.
  std::function<std::string(const std::string& rule, const std::string& finding)> accept_address{};
};
Html findings_by_cause(const Desk& desk, const FindingsShown& shown);

}  // namespace stp
