// What BookWriter and SheetWriter share; only their own .cpp files include this, because the library stands
// in it.
#pragma once

#include <xlsxwriter.h>

#include <map>
#include <memory>

#include "xlsx/form/write/book.h"

namespace stp::xlsx {

// One library format per look.
class Formats {
 public:
  explicit Formats(lxw_workbook* book) : book_(book) {}
  lxw_format* of(const Look& look);

 private:
  lxw_workbook* book_;
  std::map<Look, lxw_format*> known_;
};

struct SheetWriter::Inner {
  lxw_worksheet* sheet;
  std::string name;
  std::shared_ptr<Formats> formats;
};

inline lxw_row_t row_of(Address at) { return at.row - 1; }
inline lxw_col_t column_of(Address at) { return static_cast<lxw_col_t>(at.column - 1); }
void must(lxw_error error, std::string_view doing);  // a defect of ours: throws std::logic_error
std::string cut(std::string_view text,
                std::size_t most_characters);  // at a character's edge, ending in "..."

}  // namespace stp::xlsx
