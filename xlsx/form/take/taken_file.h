// One file taken, with where everything stood on its sheets: what filling needs beside the Return.
#pragma once

#include "xlsx/form/form.h"
#include "xlsx/form/take/reading.h"

namespace stp {

struct TakenFile {
  Return filed;
  FoundFile found;
  std::vector<SectionIndex> sections;
};
Result<TakenFile> take_file(const NamedWorkbook& file, const Template& form);

}  // namespace stp
