// THE ONE PATH: every door calls these and nothing below them. Bytes in, outcome out; no disk, no clock, no
// network.
#pragma once

#include <string>
#include <vector>

#include "calc/consolidate.h"
#include "calc/validate.h"
#include "xlsx/form/form.h"

namespace stp {

struct InputFile {
  std::string name, folder, bytes;
};
struct FileRefusal {
  std::string file;
  Refusal refusal;
};

// Returns as taken from their files, without judging them. Places and rounds in order.
struct Taken {
  struct One {
    const Template* form = nullptr;
    Return filed;
  };
  std::vector<One> returns;
  std::vector<FileRefusal> refused;
  std::vector<std::string> repeated;  // files whose very bytes came before under another name: taken once
};

// One place's return as checked.
struct CheckedReturn {
  const Template* form = nullptr;
  std::string place, round, edition, stage;
  CalculatedReturn calculated;
  Findings findings;
  FindingCounts counts;
};
struct CheckOutcome {
  std::vector<CheckedReturn> returns;
  std::vector<FileRefusal> refused;
  std::vector<std::string> repeated;
};

class Pipeline {
 public:
  explicit Pipeline(std::vector<Template> editions) : editions_(std::move(editions)) {}

  Taken take(const std::vector<InputFile>& files) const;
  // stage "": the round's own. `previous`: files of the round before, for rules that compare rounds.
  CheckOutcome check(const std::vector<InputFile>& files, const std::string& stage,
                     const std::vector<InputFile>& previous = {}) const;
  Result<std::string> blank(const std::string& edition, const BlankOptions& options) const;
  Result<Filled> fill(const InputFile& file, const std::vector<FillItem>& items,
                      const FillOptions& options) const;

  struct Consolidated {
    const Template* form = nullptr;
    FootprintTotal total;
    std::vector<FileRefusal> refused;
    std::vector<std::string> repeated;
  };
  Result<Consolidated> consolidate(const std::vector<InputFile>& files,
                                   const ConsolidateOptions& options) const;

  // A total read back (.json or .xlsx), or the returns among the files consolidated.
  Result<Consolidated> total(const std::vector<InputFile>& files) const;

  // What can be explained, bridged or compared: a total (.json or .xlsx), one return, or the returns of a
  // folder, which are consolidated first.
  struct FiguresRead {
    const Template* form = nullptr;
    CalculatedReturn figures;
  };
  Result<FiguresRead> figures(const std::vector<InputFile>& files) const;

  const std::vector<Template>& editions() const { return editions_; }
  // "": the newest. A round names its own edition.
  Result<const Template*> edition(std::string_view code) const;
  Result<const Template*> edition_of_file(const InputFile& file) const;
  Result<const Template*> edition_of_round(std::string_view round) const;

 private:
  std::vector<Template> editions_;  // oldest first
};

}  // namespace stp
