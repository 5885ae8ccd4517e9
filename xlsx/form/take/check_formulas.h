// Compares every calculated cell's formula with the form's, rendered at the addresses where the codes really
// lie.
#pragma once

#include "xlsx/form/take/noticed.h"

namespace stp {

void check_formulas(const FoundFile& file, const Template& form, Noticed& noticed);

}  // namespace stp
