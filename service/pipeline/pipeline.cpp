#include "service/pipeline/pipeline.h"

#include <algorithm>
#include <set>

#include "calc/consolidate/admit.h"
#include "calc/form/load.h"
#include "service/pipeline/group.h"

namespace stp {

namespace {

std::string stage_of(const Template& form, const std::string& round, const std::string& asked) {
  if (!asked.empty()) return asked;
  const Round* known = form.round(round);
  return known ? known->stage : form.rounds.back().stage;
}

const CalculatedReturn* earlier_of(const std::vector<CalculatedReturn>& all, const Return& filed) {
  for (const auto& one : all)
    if (one.filed.place == filed.place && one.filed.edition == filed.edition) return &one;
  return nullptr;
}

CheckedReturn judged(Taken::One one, const std::string& stage,
                     const std::vector<CalculatedReturn>& previous) {
  const Template& form = *one.form;
  CheckedReturn checked;
  checked.form = one.form;
  checked.round = one.filed.round;
  checked.edition = form.edition.code;
  checked.place = one.filed.place ? form.places[one.filed.place.value].code : "";
  checked.stage = stage_of(form, one.filed.round, stage);
  checked.calculated = calculate(std::move(one.filed), form);
  checked.findings =
      validate(checked.calculated, form, checked.stage, earlier_of(previous, checked.calculated.filed));
  checked.counts = count(checked.findings);
  return checked;
}

// What never became a return is named in the total itself, beside the returns that were not added.
void name_files_left_out(Pipeline::Consolidated& done) {
  auto& not_added = done.total.not_added;
  for (const auto& name : done.repeated)
    not_added.push_back({"", "", name, "same-again",
                         "It has the same bytes as another of the files, which is taken.", "Nothing to do.",
                         ""});
  for (const auto& one : done.refused)
    not_added.push_back({"", "", one.file, one.refusal.code, one.refusal.sentence, one.refusal.remedy, ""});
  put_in_order(not_added);
}

}  // namespace

Taken Pipeline::take(const std::vector<InputFile>& files) const {
  auto groups = group(files, editions_);
  Taken taken{{}, std::move(groups.refused), std::move(groups.repeated)};
  for (auto& one : groups.groups) {
    auto filed = take_return(one.workbooks, *one.form);
    if (filed)
      taken.returns.push_back({one.form, std::move(*filed)});
    else
      taken.refused.push_back({one.workbooks.front().name, filed.error()});
  }
  return taken;
}

CheckOutcome Pipeline::check(const std::vector<InputFile>& files, const std::string& stage,
                             const std::vector<InputFile>& previous) const {
  std::vector<CalculatedReturn> before;
  for (auto& one : take(previous).returns) before.push_back(calculate(std::move(one.filed), *one.form));
  auto taken = take(files);
  CheckOutcome outcome{{}, std::move(taken.refused), std::move(taken.repeated)};
  for (auto& one : taken.returns) outcome.returns.push_back(judged(std::move(one), stage, before));
  return outcome;
}

Result<const Template*> Pipeline::edition(std::string_view code) const {
  if (code.empty()) return &editions_.back();
  return choose_edition(editions_, code);
}

Result<const Template*> Pipeline::edition_of_round(std::string_view round) const {
  for (const auto& form : editions_)
    if (const Round* known = form.round(round); known && known->edition == form.edition.code) return &form;
  std::set<std::string> codes;
  for (const auto& form : editions_)
    for (const auto& one : form.rounds)
      if (one.edition == form.edition.code) codes.insert(one.code);
  std::string known;
  for (const auto& code : codes) known += (known.empty() ? "" : ", ") + code;
  return refuse({"round-unknown", "There is no round \"" + std::string(round) + "\".", "",
                 "The rounds are: " + known + "."});
}

Result<const Template*> Pipeline::edition_of_file(const InputFile& file) const {
  auto workbook = xlsx::Workbook::read(file.bytes, file.name);
  if (!workbook) return refuse(workbook.error());
  auto known = recognise(*workbook);
  if (!known) return refuse(known.error());
  return edition(known->edition);
}

Result<std::string> Pipeline::blank(const std::string& edition_code, const BlankOptions& options) const {
  auto form = edition_code.empty() && !options.round.empty() ? edition_of_round(options.round)
                                                             : edition(edition_code);
  if (!form) return refuse(form.error());
  return blank_workbook(**form, options);
}

Result<Pipeline::Consolidated> Pipeline::consolidate(const std::vector<InputFile>& files,
                                                     const ConsolidateOptions& options) const {
  auto taken = take(files);
  if (taken.returns.empty())
    return refuse({"nothing-to-consolidate", "None of the files is a return.", "",
                   taken.refused.empty() ? "Name the six places' workbooks and the programme return."
                                         : to_text(taken.refused.front().refusal)});
  std::vector<Return> returns;
  for (auto& one : taken.returns) returns.push_back(std::move(one.filed));
  // The round decides the edition; returns of others are named and not added by the consolidation itself.
  const std::string round = options.round.empty() ? common_round(returns, editions_.back()) : options.round;
  auto named = edition_of_round(round);
  const Template* form = named ? *named : &editions_.back();
  Consolidated done{form, stp::consolidate(std::move(returns), *form, options), std::move(taken.refused),
                    std::move(taken.repeated)};
  name_files_left_out(done);
  return done;
}

}  // namespace stp
