// A footprint small enough to work out by hand: six places, in each a CCG and a provider; the provider of the
// first place also serves the second place and people outside. Figures are chosen so that every sum can be
// checked on paper.
#pragma once

#include <string>
#include <vector>

#include "calc/consolidate.h"

namespace stp::small {

Template footprint();

// What one place sends: resource 1000, spending 1100 of its CCG; income 900, cost 950 of its provider; in
// both years. So each place has a CCG position of -100 and a provider position of -50.
Return of_place(const Template& form, const std::string& place);
// The programmes' return: a register with one solution, worth 30 to the first place's CCG in the second year.
Return of_programmes(const Template& form);
std::vector<Return> all(const Template& form);

OrganisationReturn& organisation(Return& filed, const Template& form, const std::string& code);
void set(Return& filed, const Template& form, const std::string& body, const std::string& line,
         const std::string& year, int value);
// Adds an organisation's part with its usual figures.
void add(Return& filed, const Template& form, const std::string& body);
void pay(Return& filed, const Template& form, const std::string& payer, const std::string& payee,
         std::optional<int> payer_says, std::optional<int> payee_says, const std::string& agreed = "Y");
void share(Return& filed, const Template& form, const std::string& body, const std::string& destination,
           Decimal share);
void solution(Return& filed, const Template& form, const std::string& code, const std::string& body,
              int worth);

Decimal figure(const FootprintTotal& total, const Template& form, const std::string& body,
               const std::string& line, const std::string& year);
const PlaceFigures& places_of(const FootprintTotal& total, const Template& form, const std::string& line,
                              const std::string& year, const std::string& type = "");

}  // namespace stp::small
