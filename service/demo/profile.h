// The text files of templates/demo as plain structs: who is how big, who pays whom, how things grow, what is
// saved. The method is described in templates/demo/README.md. No line code stands in the code that reads or
// uses it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "calc/base/result.h"
#include "calc/form/template.h"

namespace stp::demo {

using Series = std::vector<Decimal>;  // one per period of the template
using Rates = std::map<std::string, Series>;

struct Who {  // which organisations a definition is for; empty means any
  std::set<std::string> types, kinds, only;
};

struct Body {
  std::string code, type, place, name, kind, balance;
  Decimal size, population, catchment, outturn, outside, pay_per_wte;
  std::map<std::string, std::string> buys;  // acute, mental, community -> provider
  std::map<std::string, Decimal> shares;    // line -> share of size, instead of the method's
  Rates rates;                              // instead of the shared ones
};

struct Effect {
  std::string rate, driver;
};
struct FlowLine {
  std::string line;
  bool adds = false, fills = false, outside = false;
  Decimal share;
  std::map<std::string, Decimal> by_kind;
  std::vector<Effect> effects;
  std::string stf_from, stf_driver;
  std::size_t stf_period = 0;
};
struct FlowMethod {
  std::set<std::string> types;
  std::string balance, roll_line;
  Decimal roll_share;
  std::vector<std::string> drivers;
  std::vector<FlowLine> lines;
};

struct Contract {
  std::string nature, from, to;
  Decimal share;
  std::map<std::string, std::map<std::string, Decimal>> split;
  std::map<std::string, std::string>
      payee_books;  // rate -> the payee's driver, where its own line does not say
};
struct Disagreement {
  std::string payer, payee, nature, to, driver, agreed, comment;
  Series more;
};

struct Fund {
  std::string line;
  Who who;
  Series totals;
};
enum class DoSomething { same, rates, register_changes, register_pay };
struct Measure {
  std::string line, per, rate, note;
  Who who;
  Decimal value, spread;
  std::map<std::string, Decimal> by_kind;
  std::optional<Series> by_year;
  std::vector<std::string> grows, slows;
  DoSomething something = DoSomething::same;
};

struct LineChange {
  std::string line;
  Decimal change;
};
struct SolutionPattern {
  std::string id, place, theme, name, narrative, ramp, counterparty, group, capital, maturity, risk, owner;
  Who who;
  Decimal y5, total, effort, running, lost, overlap, likely;
  LineChange activity, staff;
};

struct Step {
  std::string organisation, line, driver;
  std::size_t period = 0;
  Decimal amount;
};
struct Target {
  std::size_t period = 0;
  Decimal amount;
  std::string organisation, place, line, driver, solution;
};
struct NoteText {
  Who who;
  std::string line, text;
};
struct RoundPlan {
  std::string round;
  std::vector<std::string> places;
  std::map<std::string, std::string> cover;
  std::vector<Step> changes;
  std::map<std::string, Decimal> percents;  // solution id -> what part of it was there
};
struct Mistake {
  std::string organisation, line, what;
  std::optional<std::string> typed;
  std::optional<Decimal> times, plus;
  std::size_t period = 0;
};

struct Profile {
  std::vector<Body> bodies;
  Rates rates;
  std::vector<FlowMethod> flows;
  std::vector<Contract> contracts;
  std::vector<Disagreement> disagreements;
  std::vector<Fund> funds;
  std::vector<Measure> measures;
  std::map<std::string, Series> ramps;
  Series one_off;
  Decimal solution_spread;
  std::vector<SolutionPattern> solutions;
  Target position, net_solutions;
  std::vector<NoteText> notes;
  std::map<std::string, std::string> cover;
  std::vector<RoundPlan> rounds;
  std::string mistakes_place, mistakes_round;
  std::vector<Mistake> mistakes;

  const Body* body(const std::string& code) const;
};

// The edition whose lines the texts name.
Result<std::string> demo_edition(const std::string& folder);

// `folder` holds the demo's text files. Refuses an unknown key, line, rate, organisation or year with file
// and line.
Result<Profile> read_profile(const std::string& folder, const Template& form);

bool includes(const Who& who, const Body& body);

}  // namespace stp::demo
