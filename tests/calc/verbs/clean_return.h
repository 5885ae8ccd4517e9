// A complete return of Calderdale in which nothing is wrong, to plant faults in. Its figures follow a plain
// pattern (each line and year its own figure); the bridge, the brought forward surplus and the pay bill are
// made to agree.
#pragma once

#include <string>
#include <vector>

#include "calc/validate.h"

namespace stp::test {

const Template& checked_form();  // the first edition, as it stands in templates/

class Planted {
 public:
  Planted();
  // The entry of a line in its first scenario, or in the one named.
  Entry& entry(const std::string& organisation, const std::string& line, const std::string& year,
               const std::string& scenario = "");
  Planted& type(const std::string& organisation, const std::string& line, const std::string& year,
                const std::string& value, const std::string& scenario = "");
  Planted& text(const std::string& organisation, const std::string& line, const std::string& year,
                const std::string& text, const std::string& scenario = "");
  Planted& blank(const std::string& organisation, const std::string& line, const std::string& year,
                 const std::string& scenario = "");
  Planted& noticed(const std::string& kind, const std::string& organisation, const std::string& line,
                   const std::string& year, const std::string& found);
  Planted& cover(const std::string& field, const std::string& text);
  // A register row of one theme for one organisation; `gross` in 2020/21.
  Planted& register_row(const std::string& theme, const std::string& beneficiary, const std::string& gross);
  // Every calculated cell states what its formula gives now.
  Planted& restate();
  Return filed;

  Findings check(const std::string& stage = "national", const CalculatedReturn* earlier = nullptr) const;
};

Decimal amount(const std::string& text);
// "DAT-01 02T F2110 2017/18 E12", one per finding, in order; "DAT-09 - - - B7" where it has no line.
std::vector<std::string> briefly(const Findings& findings);
std::vector<std::string> of_rule(const Findings& findings, const std::string& rule);
std::string all_messages(const Findings& findings);

}  // namespace stp::test
