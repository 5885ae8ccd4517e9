// What the workbook commands share: opening a file, choosing a sheet, saying a refusal.
#pragma once

#include <string>

#include "xlsx/file/workbook.h"

namespace stp {

Result<xlsx::Workbook> open_workbook(const std::string& path);
Result<std::size_t> find_sheet(const xlsx::Workbook& workbook,
                               const std::string& name);  // case does not matter
int say_refusal(const Refusal& refusal);                  // to stderr; the exit code: 2

}  // namespace stp
