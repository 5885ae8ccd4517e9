// The detectors: what can be noticed in the figures themselves, each looking only at what a rule selects and
// as strictly as it says. A kind that stands in no table here is noticed by a reader of workbooks or by the
// consolidation.
#pragma once

#include <string_view>

#include "calc/detect/ground.h"

namespace stp::detect {

void entries_that_are_no_numbers(const Ground& ground, const Rule& rule,
                                 Observations& out);  // unreadable.cpp
void numbers_out_of_range(const Ground& ground, const Rule& rule, Observations& out);
void missing_inputs(const Ground& ground, const Rule& rule, Observations& out);   // missing.cpp
void incomplete_rows(const Ground& ground, const Rule& rule, Observations& out);  // table_rows.cpp
void unknown_choices(const Ground& ground, const Rule& rule, Observations& out);
void cover_fields(const Ground& ground, const Rule& rule, Observations& out);  // cover_fields.cpp
void missing_basis(const Ground& ground, const Rule& rule, Observations& out);
void other_units(const Ground& ground, const Rule& rule, Observations& out);
void published_total(const Ground& ground, const Rule& rule, Observations& out);
void decimals_beyond_unit(const Ground& ground, const Rule& rule, Observations& out);  // single_figures.cpp
void dates_among_figures(const Ground& ground, const Rule& rule, Observations& out);
void missing_notes(const Ground& ground, const Rule& rule, Observations& out);
void parts_above_whole(const Ground& ground, const Rule& rule, Observations& out);
void repeated_figures(const Ground& ground, const Rule& rule, Observations& out);  // series.cpp
void identical_lines(const Ground& ground, const Rule& rule, Observations& out);
void jumps_of_scale(const Ground& ground, const Rule& rule, Observations& out);
void stale_results(const Ground& ground, const Rule& rule, Observations& out);  // calculated_cells.cpp
void replaced_results(const Ground& ground, const Rule& rule, Observations& out);

// Everything the detectors notice for this rule, kinds the rule does not observe left out.
Observations notice(const Ground& ground, const Rule& rule);

}  // namespace stp::detect
