// The table of functions as Excel's function wizard reads it, and as the pane's script binds it.
#pragma once

#include <string>

#include "calc/functions/function.h"

namespace stp::excel {

// Custom functions metadata (JSON): id, name, description, parameters, result. `base`: where help is found.
std::string metadata(const functions::Functions& table, const std::string& base);

// How many calls and cells one request to the service may have.
struct CallLimits {
  std::size_t calls, cells, bytes;
};
// An ES module: the ids to bind, and the limits of a request.
std::string table_script(const functions::Functions& table, const CallLimits& limits);

}  // namespace stp::excel
