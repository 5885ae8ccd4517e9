// Compares every calculated cell's formula with the form's, rendered at the addresses where the codes really
// lie. One that lost nothing but the cells of a missing sheet is told by that sheet alone.
#pragma once

#include "xlsx/form/sheets/plan.h"
#include "xlsx/form/take/noticed.h"

namespace stp {

void check_formulas(const FoundFile& file, const BookPlan& issued, Noticed& noticed);

}  // namespace stp
