// Opens the sheets of one file and says what each is: the first half of taking a return, shared with filling.
#pragma once

#include "xlsx/form/form.h"
#include "xlsx/form/take/noticed.h"

namespace stp {

Result<FoundFile> open_sheets(const NamedWorkbook& file, std::uint16_t position, const Words& words,
                              Noticed& noticed);

// What a file says it is: properties first, then stamps, then the cover.
struct Said {
  std::string edition, hash, round, place;
  std::vector<std::string> sections;
  bool total = false;
};
Said said_by_properties(const xlsx::Workbook& workbook);

}  // namespace stp
