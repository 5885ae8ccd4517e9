// Six places and the programmes into one footprint total: admit, merge, recalculate, share out, match,
// eliminate, validate. Pure; the order of the returns never changes the result. Nothing is guessed: what is
// not added is named.
#pragma once

#include "calc/calculate.h"
#include "calc/finding.h"

namespace stp {

// A return, or one organisation or row of it, that was sent and not added.
struct NotAdded {
  std::string place, round, file, code, reason, remedy;
  std::string organisation;  // code, when the rest of the return was added
};
struct Arrived {
  PlaceIndex place;
  bool present = false;
  std::vector<SourceFile> files;
  std::uint32_t sections = 0;              // bit per SectionIndex that arrived
  std::vector<OrganisationIndex> missing;  // expected of this place and not in what it sent
};

// The place view of one line: per place, outside, and the organisation view beside it. Summary lines have no
// type; the other lines stand once for each type of organisation that has them, because types are compared,
// never added.
struct PlaceFigures {
  LineIndex line;
  ScenarioIndex scenario;
  PeriodIndex period;
  TypeIndex type;                              // nothing: a summary line
  std::vector<Decimal> by_place;               // per six places, Template order
  Decimal outside, organisations, difference;  // difference = places + outside - organisations
  bool known = true;                           // every place arrived and every figure behind it is known
  std::uint32_t known_places =
      0;  // bit per place that has a value at all; a missing place shows none, never 0
  bool organisations_known = true;  // of those who have arrived: not so if one of them has no figure
  std::uint32_t unknown_parts = 0;  // bit per place, then outside, whose part has an unknown figure in it
  bool part_known(std::size_t destination) const { return ((unknown_parts >> destination) & 1u) == 0; }
  bool outside_known() const { return part_known(by_place.size()); }
  bool comparable() const { return organisations_known && unknown_parts == 0; }  // the difference is known
  bool place_known(std::size_t position) const { return ((known_places >> position) & 1u) != 0; }
};

struct Pair {  // both sides of what one member pays another
  OrganisationIndex payer, payee;
  PeriodIndex period;
  std::string nature;
  std::optional<Decimal> payer_figure, payee_figure;  // absent: that side has not said
  Decimal eliminated;                                 // the lower of the two (0 if one is absent)
  Decimal unmatched;                                  // payer - payee
  Decimal allowed;                                    // difference within which the sides agree
  CellPlace payer_at, payee_at;
  std::string agreed, comment;
  std::string reason;  // code: see calc/consolidate/match.h
  std::vector<std::uint16_t> payer_rows,
      payee_rows;  // rows of the merged counterparty table behind each side
};

struct EliminationTotal {  // one line of the journal, per nature and period
  std::string nature;
  PeriodIndex period;
  Decimal gross_payer, gross_payee;  // what payers and payees of the pairs state
  Decimal eliminated, unmatched;     // unmatched: payers' less payees' figures; its own line, never absorbed
  Decimal spent, received;           // the lines this nature touches, all members, before elimination
};
// Gross totals of all lines that payments between members touch, each line once, before and after
// elimination.
struct GrossTotal {
  PeriodIndex period;
  Decimal spent, received, eliminated;
};

// A summary line as published: rounded once from the sum in £000. The sum of rounded places is shown, never
// used.
struct Published {
  LineIndex line;
  PeriodIndex period;
  Decimal thousands, millions, rounded_places, difference;
  bool known = true;         // every place arrived and every figure behind it is known
  bool figure_known = true;  // of those who have arrived
  bool places_known = true;  // the rounded places and the difference
};

struct FootprintTotal {
  std::string edition, round, stage, template_hash, footprint_name;
  CalculatedReturn merged;  // every organisation once, all registers, pairs and shares; place = the footprint
  std::vector<std::vector<PlaceIndex>>
      row_origins;               // per table and row of merged: the place that sent the row
  std::vector<Arrived> arrived;  // per place in Template order, the footprint's own return last
  std::vector<NotAdded> not_added;
  std::vector<PlaceFigures> places;
  std::vector<Pair> pairs;
  std::vector<EliminationTotal> eliminations;
  std::vector<GrossTotal> gross;
  std::vector<Published> published;
  Findings findings;                    // the on_total rules
  std::vector<std::string> incomplete;  // "incomplete: Leeds missing"; empty when complete
  bool complete = false;                // every expected return and organisation arrived
};

struct ConsolidateOptions {
  std::string stage;
  std::string round;
};  // empty round: the one most returns share
FootprintTotal consolidate(std::vector<Return> returns, const Template& form,
                           const ConsolidateOptions& options);

// Works out everything that follows from the merged return, its row origins and what arrived: figures, place
// view, pairs, journal, published figures, what is incomplete. For totals read back from a file; findings are
// left as they stand.
void work_out(FootprintTotal& total, const Template& form);

// By place, reason and file: the order in which not_added always stands.
void put_in_order(std::vector<NotAdded>& not_added);

}  // namespace stp
