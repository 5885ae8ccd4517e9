// What verbs say of a kept total or file. The same bytes and options give the same answer, so the latest are
// remembered.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "service/desk/desk.h"
#include "service/desk/totals.h"

namespace stp {

struct Asked {
  std::string verb;
  std::map<std::string, std::string> files;    // input's name to the hash of kept bytes
  std::map<std::string, std::string> options;  // empty values are left out
  std::vector<std::string> formats;
  std::string ending = ".json";  // of the kept bytes: how the pipeline tells a total from a workbook
};
// Each format's bytes, in the order asked for.
Result<std::vector<std::string>> ask(const Desk& desk, const Asked& asked);

}  // namespace stp
