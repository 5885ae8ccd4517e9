// A table of figures by place: its columns always add up to the last one. What no column before it has (the
// part of a place that is not known, and rounding) stands in a column of its own.
#pragma once

#include <string>
#include <vector>

#include "service/web/footprint/total_view.h"

namespace stp {

struct PlacesRow {
  Html heading;
  const TotalView::ByPlace* figures = nullptr;
  std::string href, about;  // where the last figure is explained, and as what; "": nowhere
};
struct PlacesTable {
  std::string caption, heading, all;  // of the table, its first and its last column
  std::vector<PlacesRow> rows;
};
Html places_shown(const Template& form, const PlacesTable& places);

// A figure rounded as its unit is shown; "not known" for "".
Html figure_shown(const Unit* unit, const std::string& amount);
std::string as_shown(const Unit* unit, const std::string& amount);  // digits alone; of a percentage per cent

}  // namespace stp
