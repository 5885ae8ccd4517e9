#include "calc/form/load.h"
#include "service/pipeline/group.h"
#include "service/pipeline/pipeline.h"
#include "service/total/total_json.h"
#include "service/total/total_workbook.h"

namespace stp {

namespace {

using Read = Pipeline::FiguresRead;
using Consolidated = Pipeline::Consolidated;

Result<Consolidated> read_back(Result<FootprintTotal> total, const std::vector<Template>& editions) {
  if (!total) return refuse(total.error());
  auto form = choose_edition(editions, total->edition);
  if (!form) return refuse(form.error());
  return Consolidated{*form, std::move(*total), {}, {}};
}

Refusal mixed() {
  return {"total-and-more", "A footprint total came together with other files.", "",
          "Name the total alone, or the returns alone."};
}

// The total among the files, if one of them is one; it stands alone, or nothing of it is read.
Result<std::optional<Consolidated>> total_among(const std::vector<InputFile>& files, const Groups& groups,
                                                const std::vector<Template>& editions) {
  for (const auto& file : files)
    if (looks_like_total_json(file.bytes)) {
      if (files.size() > 1) return refuse(mixed());
      auto total = read_back(read_total_json(file.bytes, editions), editions);
      if (!total) return refuse(total.error());
      return std::move(*total);
    }
  if (groups.totals.empty()) return std::nullopt;
  if (groups.totals.size() > 1 || !groups.groups.empty() || !groups.refused.empty()) return refuse(mixed());
  auto total = read_back(read_total_workbook(groups.totals.front(), editions), editions);
  if (!total) return refuse(total.error());
  return std::move(*total);
}

}  // namespace

Result<Consolidated> Pipeline::total(const std::vector<InputFile>& files) const {
  auto total = total_among(files, group(files, editions_), editions_);
  if (!total) return refuse(total.error());
  if (*total) return std::move(**total);
  return consolidate(files, {});
}

Result<Read> Pipeline::figures(const std::vector<InputFile>& files) const {
  const auto groups = group(files, editions_);
  auto total = total_among(files, groups, editions_);
  if (!total) return refuse(total.error());
  if (*total) return Read{(*total)->form, std::move((*total)->total.merged)};
  if (!groups.refused.empty()) {
    auto refusal = groups.refused.front().refusal;
    if (refusal.where.empty()) refusal.where = groups.refused.front().file;
    return refuse(refusal);
  }
  if (groups.groups.size() > 1) {
    auto done = consolidate(files, {});
    if (!done) return refuse(done.error());
    return Read{done->form, std::move(done->total.merged)};
  }
  auto taken = take(files);
  if (!taken.refused.empty()) return refuse(taken.refused.front().refusal);
  if (taken.returns.empty())
    return refuse(
        {"no-return", "There is no return among the files.", "", "Name a workbook, a folder or a total."});
  return Read{taken.returns.front().form,
              calculate(std::move(taken.returns.front().filed), *taken.returns.front().form)};
}

}  // namespace stp
