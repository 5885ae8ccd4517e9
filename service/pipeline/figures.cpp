#include "calc/form/load.h"
#include "service/pipeline/group.h"
#include "service/pipeline/pipeline.h"
#include "service/total/total_json.h"
#include "service/total/total_workbook.h"

namespace stp {

namespace {

using Read = Pipeline::FiguresRead;

Result<Read> from_json(const InputFile& file, const std::vector<Template>& editions) {
  auto total = read_total_json(file.bytes, editions);
  if (!total) return refuse(total.error());
  auto form = choose_edition(editions, total->edition);
  if (!form) return refuse(form.error());
  return Read{*form, std::move(total->merged)};
}

Result<Read> from_total(const NamedWorkbook& workbook, const std::vector<Template>& editions) {
  auto total = read_total_workbook(workbook, editions);
  if (!total) return refuse(total.error());
  auto form = choose_edition(editions, total->edition);
  if (!form) return refuse(form.error());
  return Read{*form, std::move(total->merged)};
}

Refusal mixed() {
  return {"total-and-more", "A footprint total came together with other files.", "",
          "Name the total alone, or the returns alone."};
}

}  // namespace

Result<Read> Pipeline::figures(const std::vector<InputFile>& files) const {
  for (const auto& file : files)
    if (looks_like_total_json(file.bytes)) {
      if (files.size() == 1) return from_json(file, editions_);
      return refuse(mixed());
    }
  auto groups = group(files, editions_);
  if (!groups.refused.empty()) {
    auto refusal = groups.refused.front().refusal;
    if (refusal.where.empty()) refusal.where = groups.refused.front().file;
    return refuse(refusal);
  }
  if (!groups.totals.empty()) {
    if (groups.totals.size() == 1 && groups.groups.empty())
      return from_total(groups.totals.front(), editions_);
    return refuse(mixed());
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
