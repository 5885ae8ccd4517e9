// THE ONE PATH: every door calls these and nothing below them. Bytes in, outcome out; no disk, no clock, no network.
#pragma once

#include <string>
#include <vector>

#include "calc/consolidate.h"
#include "calc/validate.h"
#include "xlsx/form/form.h"

namespace stp {

struct InputFile { std::string name, folder, bytes; };
struct FileRefusal { std::string file; Refusal refusal; };

// One place's return as checked.
struct CheckedReturn {
  std::string place, round, edition, stage;
  CalculatedReturn calculated;
  Findings findings;
  FindingCounts counts;
};
struct CheckOutcome { std::vector<CheckedReturn> returns; std::vector<FileRefusal> refused; };

class Pipeline {
 public:
  explicit Pipeline(std::vector<Template> editions) : editions_(std::move(editions)) {}

  // stage "": the round's own. `previous`: files of the round before, for rules that compare rounds.
  CheckOutcome check(const std::vector<InputFile>& files, const std::string& stage,
                     const std::vector<InputFile>& previous = {}) const;
  // Files grouped into returns by edition, place and round, without judging them.
  struct Taken { std::vector<Return> returns; std::vector<FileRefusal> refused; };
  Taken take(const std::vector<InputFile>& files) const;

  Result<std::string> blank(const std::string& edition, BlankOptions options) const;
  Result<Filled> fill(const InputFile& file, const std::vector<FillItem>& items, const FillOptions& options) const;

  struct Consolidated { FootprintTotal total; std::vector<FileRefusal> refused; };
  Result<Consolidated> consolidate(const std::vector<InputFile>& files, const ConsolidateOptions& options) const;

  // A return or a total (xlsx or json) as figures, for explain, bridge and compare.
  Result<CalculatedReturn> figures(const std::vector<InputFile>& files) const;

  const std::vector<Template>& editions() const { return editions_; }
  Result<const Template*> edition(std::string_view code) const;  // "": the newest

 private:
  std::vector<Template> editions_;
};

}  // namespace stp
