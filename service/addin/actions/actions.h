// What the menu of a spreadsheet does with the open workbook: each action is a verb of the pipeline, and what
// is to be shown, written or saved afterwards. Knows no spreadsheet application.
#pragma once

#include <atomic>
#include <functional>
#include <optional>

#include "service/addin/actions/table.h"
#include "service/verbs/verbs.h"

namespace stp::addin {

struct CellWrite {
  std::string sheet, cell;
  TableCell value;
};
struct Outcome {
  std::string summary;  // one or two sentences for the person who asked
  std::optional<Table> table;
  std::vector<CellWrite> writes;  // into the open workbook
  std::optional<Document> file;   // to be saved under its name
};

// How far long work has come, and whether it is still wanted. Shared by the thread that works and the one
// that shows it.
struct Progress {
  std::atomic<std::size_t> done{0}, all{0};
  std::atomic<bool> cancelled{false};
};

// What is answered when work was given up.
inline Refusal cancelled() {
  return {"cancelled", "This was cancelled; the open workbook was not changed.", "",
          "Start it again when you wish. A file handed in twice is one submission."};
}

Result<Outcome> check_workbook(const Pipeline& pipeline, const InputFile& workbook);
// The reference values the form comes with, where nothing stands yet.
Result<Outcome> fill_workbook(const Pipeline& pipeline, const InputFile& workbook);
// Every calculated figure of the workbook, as the spreadsheet works it out, against the exact one.
Result<Outcome> calculate_workbook(const Pipeline& pipeline, const InputFile& workbook);
Result<Outcome> compare_workbook(const Pipeline& pipeline, const InputFile& workbook,
                                 const InputFile& before);

// Reads the workbooks of a folder one by one and consolidates them. Refuses with the code "cancelled" when it
// is no longer wanted.
Result<Outcome> consolidate_folder(const Pipeline& pipeline, const std::string& folder, Progress& progress);

}  // namespace stp::addin
