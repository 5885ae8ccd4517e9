// Figures from files, for the functions that read returns and totals: a workbook, a folder of workbooks, or a
// total (.xlsx or .json). A thousand cells read a file once; a file that changed is read again.
#pragma once

#include <cstdint>
#include <list>
#include <mutex>

#include "calc/functions/figures.h"
#include "service/files/input_files.h"

namespace stp {

struct FileFiguresOptions {
  std::string at_hand;  // the source where none is named: the workbook that is open; "": one must be named
  std::string folder;   // relative sources lie here: beside the open workbook; "": the working directory
  std::size_t most_sources = 8;             // kept in memory at a time, the last asked for
  InputLimits limits{200, 10'000};          // of a folder
  std::uint64_t most_bytes = 256ull << 20;  // of a source's files together
};

// Any thread may ask; one question is answered at a time. `pipeline` must outlive it.
class FileFigures final : public functions::Figures {
 public:
  explicit FileFigures(const Pipeline& pipeline, FileFiguresOptions options = {});
  ~FileFigures() override;
  functions::Value line(const functions::FigureQuestion& question) const override;
  functions::Value total(const functions::FigureQuestion& question) const override;
  functions::Value check(const functions::CheckQuestion& question) const override;
  std::uint64_t readings() const;  // how often a source was read from disk

 private:
  struct Source;
  Result<Source*> source(const std::string& named) const;

  const Pipeline& pipeline_;
  FileFiguresOptions options_;
  mutable std::mutex mutex_;
  mutable std::list<Source> kept_;  // the last asked for first
  mutable std::uint64_t readings_ = 0;
};

}  // namespace stp
