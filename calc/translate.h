// A return on one edition, laid out for another: everything is matched by its code. Entries of lines that the
// other edition lacks are left out and named.
#pragma once

#include <vector>

#include "calc/form/template.h"
#include "calc/model/return.h"

namespace stp {

struct LeftOut {  // an entry that has no place in the other edition; positions are of the edition it came
                  // from
  OrganisationIndex organisation;
  LineIndex line;
  ScenarioIndex scenario;
  PeriodIndex period;
};
struct Translated {
  Return filed;
  std::vector<LeftOut> left_out;  // inputs and references that say something
};
Translated translate(const Return& filed, const Template& from, const Template& to);

}  // namespace stp
