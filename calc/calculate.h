// Works out every calculated line of a return from its inputs, references, tables and constants. Pure; never
// refuses: what depends on an unreadable entry is unknown.
#pragma once

#include <vector>

#include "calc/form/template.h"
#include "calc/model/return.h"

namespace stp {

enum class FigureState : std::uint8_t { not_asked, blank, known, unknown };
struct Figure {
  Decimal value;  // 0 unless known
  FigureState state = FigureState::not_asked;
};

class FigureGrid {  // as EntryGrid, of figures
 public:
  FigureGrid() = default;
  FigureGrid(std::size_t lines, std::size_t scenarios, std::size_t periods)
      : scenarios_(scenarios), periods_(periods), figures_(lines * scenarios * periods) {}
  Figure& at(LineIndex l, ScenarioIndex s, PeriodIndex p) {
    return figures_[(l.value * scenarios_ + s.value) * periods_ + p.value];
  }
  const Figure& at(LineIndex l, ScenarioIndex s, PeriodIndex p) const {
    return figures_[(l.value * scenarios_ + s.value) * periods_ + p.value];
  }

 private:
  std::size_t scenarios_ = 0, periods_ = 0;
  std::vector<Figure> figures_;
};

struct CalculatedReturn {
  Return filed;
  std::vector<FigureGrid> figures;  // same positions as filed.organisations
  const Figure* find(OrganisationIndex organisation, LineIndex line, ScenarioIndex scenario,
                     PeriodIndex period) const;
};

CalculatedReturn calculate(Return filed, const Template& form);

}  // namespace stp
