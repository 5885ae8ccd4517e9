// Whether a sheet's edits may be made at all, before anything is changed.
#pragma once

#include "xlsx/file/sheet_places.h"

namespace stp::xlsx {

// The first edit, in the order of rows and columns, that may not be made.
std::optional<Refusal> check_edits(const EditsByCell& edits, const SheetPlaces& places,
                                   const SheetFrame& frame, const std::vector<MergedRange>& headings,
                                   const EditOptions& options, const std::string& where,
                                   const Limits& limits);

}  // namespace stp::xlsx
