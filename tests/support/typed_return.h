// The template as it stands in templates/, and returns written by hand upon it.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "calc/calculate.h"
#include "calc/form/load.h"

namespace stp::test {

const std::vector<Template>& editions();  // oldest first; ends the test when the texts are refused
inline const Template& first_edition() { return editions().front(); }

Decimal number(const std::string& text);

// A return of one place, as a person would type it: codes and years, everything else blank.
class Typed {
 public:
  Typed(const Template& form, const std::string& place);
  // Line in its only scenario, or in the one given.
  Typed& type(const std::string& organisation, const std::string& line, const std::string& year,
              const std::string& value, const std::string& scenario = "");
  Typed& type_all(const std::string& organisation, const std::string& year,
                  std::initializer_list<std::pair<const char*, const char*>> figures);
  Typed& unreadable(const std::string& organisation, const std::string& line, const std::string& year,
                    const std::string& text);
  Typed& blank(const std::string& organisation, const std::string& line, const std::string& year);
  // Texts by column; amounts by column and year ("gross Y5").
  Typed& row(const std::string& table, const std::map<std::string, std::string>& cells);
  Typed& without_section(const std::string& organisation, const std::string& section);
  Return take() const { return filed_; }
  Return& filed() { return filed_; }
  CalculatedReturn calculated() const { return calculate(filed_, form_); }

 private:
  Entry& entry(const std::string& organisation, const std::string& line, const std::string& year,
               const std::string& scenario);
  OrganisationReturn& part(const std::string& organisation);
  const Template& form_;
  Return filed_;
};

// "-11175", "blank", "unknown", "not asked"
std::string figure(const CalculatedReturn& figures, const Template& form, const std::string& organisation,
                   const std::string& line, const std::string& year, const std::string& scenario = "");

// A small place whose every figure was worked out by hand; see worked_example.cpp.
Typed worked_example();

}  // namespace stp::test
