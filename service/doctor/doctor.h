// What is wrong with an installation: what can be seen from outside the service. Trial files are written and
// removed; nothing that is kept is changed. Each
// check says what was found and, when that is trouble, what was expected and how to mend it.
#pragma once

#include <string>
#include <vector>

#include "calc/base/result.h"
#include "service/serve/options.h"

namespace stp::doctor {

struct Check {
  std::string subject;  // "data folder"
  bool well = true;
  std::string found, expected{}, remedy{};
};
using Checks = std::vector<Check>;

struct Asked {
  ServeOptions options;
  std::vector<Refusal> config_troubles;  // what its configuration file says wrongly
  bool all = false;                      // every stored file is read, not a sample
};

Checks examine(const Asked& asked);
std::string to_line(const Check& check);

}  // namespace stp::doctor
