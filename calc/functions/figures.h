// Where the functions that read returns and totals get their figures from. Each door brings its own: the
// command line and the spreadsheet read files, the service what it holds.
#pragma once

#include <string>

#include "calc/functions/value.h"

namespace stp::functions {

struct FigureQuestion {
  std::string organisation;  // ODS code, or a place's or the footprint's; "" where the source has one summary
  std::string line, year, scenario;  // "": the line's own scenario
  std::string source;                // a file, or a round of the service; "": what the door has at hand
};
struct CheckQuestion {
  std::string rule, organisation;  // organisation "": any
  std::string source;
};

class Figures {
 public:
  virtual ~Figures() = default;
  // A figure of a place's return; of a footprint total; a rule's verdict as text. Errors as error values.
  virtual Value line(const FigureQuestion& question) const = 0;
  virtual Value total(const FigureQuestion& question) const = 0;
  virtual Value check(const CheckQuestion& question) const = 0;
};

}  // namespace stp::functions
