// What BookWriter and SheetWriter share. The library's types are only named here; its header stays in the
// .cpp files.
#pragma once

#include <cstdint>
#include <map>
#include <memory>

#include "xlsx/form/write/book.h"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

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

inline std::uint32_t row_of(Address at) { return at.row - 1; }
inline std::uint16_t column_of(Address at) { return static_cast<std::uint16_t>(at.column - 1); }
void must(int error,
          std::string_view doing);  // the library's error code; a defect of ours: throws std::logic_error
std::string cut(std::string_view text,
                std::size_t most_characters);  // at a character's edge, ending in "..."

}  // namespace stp::xlsx
