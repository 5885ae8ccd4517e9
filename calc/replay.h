// A calculated return to which changes are made one after another, calculating again only what each touches.
#pragma once

#include <memory>

#include "calc/calculation.h"

namespace stp {

class Replay {
 public:
  // Follows `headline` in `period` for the return's place; calculates `start` whole, once.
  Replay(Return start, const Template& form, LineIndex headline, PeriodIndex period);
  Replay(const Replay&) = delete;
  Replay& operator=(const Replay&) = delete;

  // The headline for the whole return: the summary organisation's line, or the sum over the organisations.
  Value headline() const;

  void set_entry(const Position& at, const Entry& entry);
  struct CellEdit {
    TableIndex table;
    std::size_t row = 0, slot = 0;
    TableCell cell;
  };
  // `only_in`: the one year that all the edited cells are about, if there is one.
  void set_cells(const std::vector<CellEdit>& edits, PeriodIndex only_in = {});
  void set_cover(CoverIndex field, const CoverEntry& entry);

 private:
  struct Needs {                           // what one step of Template::order reads
    std::vector<LineIndex> lines, across;  // of the organisation in hand; of all organisations of some types
    std::vector<TableIndex> tables;
    bool cover = false;
  };
  struct Reading {  // a step that the headline depends on
    Template::Step step;
    Needs needs;
  };
  struct Changed {  // what other than figures has changed
    std::vector<TableIndex> tables;
    bool cover = false;
    PeriodIndex only_in;
  };
  using LineSet = std::vector<char>;
  TableCell& room_for(const CellEdit& edit);
  Needs needs_of(const Line& line) const;
  void collect(const Expression& expression, bool across, Needs& needs) const;
  void choose_steps();
  void nothing_touched();
  void touch(std::size_t organisation, LineIndex line);
  void calculate_from(PeriodIndex first, const Changed& changed);
  bool reads_changed(const Needs& needs, const Changed& changed, PeriodIndex period) const;
  void calculate_step(const Template::Step& step, std::size_t organisation, PeriodIndex period);
  std::size_t position(OrganisationIndex organisation) const;

  const Template& form_;
  LineIndex headline_;
  PeriodIndex period_;
  CalculatedReturn state_;
  References references_;
  std::unique_ptr<ReturnFigures> world_;
  std::vector<Reading> steps_;        // in the order of calculation
  LineSet matters_;                   // lines the headline depends on
  std::vector<LineSet> touched_;      // per organisation: lines whose figure has changed in this replay step
  std::vector<char> touched_at_all_;  // per organisation
  LineSet touched_anywhere_;
};

// Amounts, counts and staff add up over organisations; rates and ratios do not.
bool adds_up(const Template& form, LineIndex line);
// A line for a whole return: the summary organisation's own, or the sum over the organisations it applies to.
// Unknown when one of them is, or when the line does not add up.
Value headline_of(const CalculatedReturn& figures, const Template& form, const ReturnFigures& world,
                  LineIndex line, PeriodIndex period);

}  // namespace stp
