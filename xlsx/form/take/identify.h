// Says what each sheet of a workbook is: by its stamp, else by its codes. Never by name or position alone.
#pragma once

#include "xlsx/form/take/noticed.h"

namespace stp {

// The stamp, wherever in the first rows it now stands.
void find_stamp(FoundSheet& sheet);
// Headings within the first 40 rows, by their words.
Headings find_headings(const xlsx::SheetCells& cells, const Words& words);
TableColumns find_table_columns(const xlsx::SheetCells& cells, const Template& form,
                                const TableDefinition& table);

// Fills role, organisation, section, table, headings; notices missing and strange stamps.
void identify(FoundSheet& sheet, const Words& words, Noticed& noticed);

}  // namespace stp
