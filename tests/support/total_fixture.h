// Returns of all six places and the programmes on the real template, filled by a simple rule, as if read from
// files.
#pragma once

#include <vector>

#include "calc/consolidate.h"

namespace stp::totals {

const std::vector<Template>& editions();
const Template& form();  // the first edition
Return of_place(
    const std::string& place);  // every input of its organisations, in the first round that uses the edition
std::vector<Return> all();      // six places in template order, then the programmes
void pay(Return& filed, const std::string& payer, const std::string& payee, const std::string& nature,
         std::optional<int> payer_says, std::optional<int> payee_says);
void solve(Return& filed, const std::string& solution, const std::string& theme,
           const std::string& beneficiary, int worth);

}  // namespace stp::totals
