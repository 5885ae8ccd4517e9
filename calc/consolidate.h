// Six places and the programmes into one footprint total: merge, recalculate, share out, eliminate, match, validate.
// Pure; the order of the returns never changes the result.
#pragma once

#include "calc/calculate.h"
#include "calc/finding.h"

namespace stp {

struct NotAdded { std::string place, round, file, code, reason, remedy; };  // a return that was sent and not added
struct Arrived { PlaceIndex place; bool present = false; std::vector<SourceFile> files; };

struct PlaceFigures {               // the place view of one line: per place, outside, and the organisation view beside it
  LineIndex line; ScenarioIndex scenario; PeriodIndex period;
  std::vector<Decimal> by_place;    // per six places, Template order
  Decimal outside, organisations, difference;   // difference = places + outside - organisations
  bool known = true;
};

struct Pair {                       // both sides of what one member pays another
  OrganisationIndex payer, payee; PeriodIndex period; std::string nature;
  std::optional<Decimal> payer_figure, payee_figure;  // absent: that side has not said
  Decimal eliminated;               // the lower of the two (0 if one is absent)
  Decimal unmatched;                // payer - payee
  CellPlace payer_at, payee_at; std::string agreed, comment, reason;  // reason: code, e.g. "one-sided", "within-threshold"
};

struct EliminationTotal {           // one line of the journal, per nature and period
  std::string nature; PeriodIndex period; Decimal gross_payer, gross_payee, eliminated, unmatched;
};

struct FootprintTotal {
  std::string edition, round, template_hash, footprint_name;
  CalculatedReturn merged;          // every organisation once, all registers, pairs and shares; place = the footprint
  std::vector<Arrived> arrived;     // per place in Template order, the footprint's own return last
  std::vector<NotAdded> not_added;
  std::vector<PlaceFigures> places;
  std::vector<Pair> pairs;
  std::vector<EliminationTotal> eliminations;
  Findings findings;                // the on_total rules
  bool complete = false;            // every expected return arrived
};

struct ConsolidateOptions { std::string stage; std::string round; };  // empty round: the one all returns share
FootprintTotal consolidate(std::vector<Return> returns, const Template& form, const ConsolidateOptions& options);

}  // namespace stp
