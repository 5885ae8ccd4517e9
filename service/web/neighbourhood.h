// A cell of a kept workbook among the cells around it, with the headings over its figures.
#pragma once

#include <string>

#include "service/desk/desk.h"
#include "service/report/page.h"

namespace stp {

struct Neighbourhood {
  Html grid;
  std::string value, formula;  // of the cell; "" none
};
// At most `rows` rows on each side of it.
Result<Neighbourhood> neighbourhood(const Desk& desk, const std::string& sha256, const std::string& sheet,
                                    const std::string& cell, std::size_t rows);

}  // namespace stp
