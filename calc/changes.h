// The differences between two returns of one edition, each with what to do to the first to make it the
// second.
#pragma once

#include "calc/compare.h"
#include "calc/replay.h"

namespace stp {

struct Edit {
  Change change;                        // effect not yet known
  Entry entry;                          // kinds input and reference
  std::vector<Replay::CellEdit> cells;  // kind row
  CoverIndex field;                     // kind cover
  CoverEntry cover;
};

// `before` must have all organisations of `after` and room for its rows: see make_room. In the order of a
// replay: organisation, line, scenario, year; then tables, rows and columns; then the cover.
std::vector<Edit> changes_between(const Return& before, const Return& after, const Template& form);

// Adds to `before`, as blanks, the organisations, sections and cover fields of `after`, and takes over its
// place.
void make_room(Return& before, const Return& after, const Template& form);

}  // namespace stp
