// The rows of one of our list sheets as texts, by column from 1; and what went wrong in words.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "xlsx/file/workbook.h"

namespace stp::total_pages {

struct NotOurs : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct ReadRow {
  std::uint32_t row = 0;
  std::vector<std::string> cells;                   // [0] is column 1
  const std::string& at(std::size_t column) const;  // "" beyond the last
};

// Throws NotOurs where the sheet is missing or cannot be read.
std::vector<ReadRow> read_list(const xlsx::Workbook& book, const std::string& sheet);

std::string property_of(const xlsx::Workbook& book, const std::string& name);  // "" without it

}  // namespace stp::total_pages
