// What stands above the table of every sheet, and how every sheet prints.
#pragma once

#include <string>

#include "calc/form/template.h"
#include "xlsx/form/write/book.h"

namespace stp {

struct SheetHead {
  std::string title, what, which, about, notice;
};
void write_head(xlsx::SheetWriter& sheet, const Template& form, const SheetHead& head);
// Four sample cells, from `column` on in the key row, that say how kinds of cell are told apart.
void write_key(xlsx::SheetWriter& sheet, std::uint16_t column);
// Landscape, headings repeated on every page.
void print_table(xlsx::SheetWriter& sheet, const Template& form, int pages_wide = 1);

}  // namespace stp
