#include "service/figures/file_figures.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "service/figures/answers.h"

namespace stp {

namespace {

using functions::Value;

// What tells one state of a file from the next without reading it.
struct Stamp {
  std::string path;
  std::int64_t size = 0, changed_s = 0, changed_ns = 0;
  std::uint64_t inode = 0;
  bool operator==(const Stamp&) const = default;
};

Result<std::vector<Stamp>> stamps_of(const std::string& path, const FileFiguresOptions& options) {
  auto paths = input_names(path, options.limits);
  if (!paths) return refuse(paths.error());
  std::vector<Stamp> stamps;
  std::uint64_t bytes = 0;
  for (auto& one : *paths) {
    struct stat found {};
    if (::stat(one.c_str(), &found) != 0)
      return refuse({"file-missing", "There is no such file.", one, "Name a workbook, a folder or a total."});
    bytes += static_cast<std::uint64_t>(found.st_size);
    stamps.push_back(
        {std::move(one), found.st_size, found.st_ctim.tv_sec, found.st_ctim.tv_nsec, found.st_ino});
  }
  if (bytes > options.most_bytes)
    return refuse({"files-too-large", "These files are too large to read together.", path,
                   "Name the folder with the returns alone."});
  return stamps;
}

Result<std::vector<InputFile>> read(const std::vector<Stamp>& stamps) {
  std::vector<std::string> paths;
  for (const auto& stamp : stamps) paths.push_back(stamp.path);
  return read_each(paths);
}

Refusal none_named() {
  return {"no-source", "No file is named.", "",
          "Name a workbook, a folder of workbooks or a total as the source."};
}

Refusal only_in_returns(const Rule& rule) {
  return {"rule-of-returns",
          "The rule " + rule.id + " is looked at in the return of a place, not in a total.", "",
          "Name the place's workbooks as the source."};
}

}  // namespace

// What was read of one source: its returns, checked; or the total it is, or that comes of them when asked
// for.
struct FileFigures::Source {
  std::string named;
  std::vector<Stamp> stamps;
  CheckOutcome checked;
  std::optional<Pipeline::Consolidated> total;
  std::optional<Refusal> total_refused;

  // A total has no returns of its own: what is merged in it stands for them.
  std::vector<ReadReturn> returns() const {
    std::vector<ReadReturn> all;
    for (const auto& one : checked.returns) all.push_back({one.form, &one.calculated, &one.findings});
    if (all.empty() && total) all.push_back(merged());
    return all;
  }

  ReadReturn merged() const { return {total->form, &total->total.merged, &total->total.findings}; }

  // The first file that was left out, where the answer may have stood in it.
  std::optional<Value> left_out() const {
    if (checked.refused.empty() || (checked.returns.empty() && total)) return std::nullopt;
    Refusal refusal = checked.refused.front().refusal;
    if (refusal.where.empty()) refusal.where = checked.refused.front().file;
    return error_of(refusal);
  }

  Value nothing_read() const { return left_out().value_or(error_of(total_refused.value_or(none_named()))); }

  void work_out_total(const Pipeline& pipeline, const std::vector<InputFile>& files) {
    auto done = pipeline.total(files);
    if (done)
      total = std::move(*done);
    else
      total_refused = done.error();
  }

  Result<const Pipeline::Consolidated*> whole(const Pipeline& pipeline) {
    if (!total && !total_refused) {
      const auto files = read(stamps);
      if (!files) return refuse(files.error());
      work_out_total(pipeline, *files);
    }
    if (total) return &*total;
    return refuse(*total_refused);
  }
};

FileFigures::FileFigures(const Pipeline& pipeline, FileFiguresOptions options)
    : pipeline_(pipeline), options_(std::move(options)) {}
FileFigures::~FileFigures() = default;

std::uint64_t FileFigures::readings() const {
  const std::lock_guard guard(mutex_);
  return readings_;
}

Result<FileFigures::Source*> FileFigures::source(const std::string& asked) const {
  const std::string named = asked.empty() ? options_.at_hand : asked;
  if (named.empty()) return refuse(none_named());
  const std::string path = (std::filesystem::path(options_.folder) / named).string();
  auto stamps = stamps_of(path, options_);
  if (!stamps) return refuse(stamps.error());
  const auto found =
      std::find_if(kept_.begin(), kept_.end(), [&](const Source& one) { return one.named == path; });
  if (found != kept_.end()) {
    kept_.splice(kept_.begin(), kept_, found);
    if (found->stamps == *stamps) return &kept_.front();
    kept_.pop_front();
  }
  const auto files = read(*stamps);
  if (!files) return refuse(files.error());
  ++readings_;
  kept_.push_front({path, std::move(*stamps), pipeline_.check(*files, ""), {}, {}});
  if (kept_.front().checked.returns.empty()) kept_.front().work_out_total(pipeline_, *files);
  if (kept_.size() > std::max<std::size_t>(options_.most_sources, 1)) kept_.pop_back();
  return &kept_.front();
}

Value FileFigures::line(const functions::FigureQuestion& question) const {
  const std::lock_guard guard(mutex_);
  const auto read = source(question.source);
  if (!read) return error_of(read.error());
  const auto returns = (*read)->returns();
  if (returns.empty()) return (*read)->nothing_read();
  Value answer = answer_line(returns, question);
  if (std::holds_alternative<functions::Error>(answer))
    if (auto why = (*read)->left_out()) return *why;
  return answer;
}

Value FileFigures::total(const functions::FigureQuestion& question) const {
  const std::lock_guard guard(mutex_);
  const auto read = source(question.source);
  if (!read) return error_of(read.error());
  const auto whole = (*read)->whole(pipeline_);
  if (!whole) return error_of(whole.error());
  return answer_total((*whole)->total, *(*whole)->form, question);
}

Value FileFigures::check(const functions::CheckQuestion& question) const {
  const std::lock_guard guard(mutex_);
  const auto read = source(question.source);
  if (!read) return error_of(read.error());
  auto returns = (*read)->returns();
  if (returns.empty()) return (*read)->nothing_read();
  const auto rule = rule_of(*returns.front().form, question.rule);
  if (!rule) return error_of(rule.error());
  if (!(*rule)->on_total && returns.front().figures->filed.total) return error_of(only_in_returns(**rule));
  if ((*rule)->on_total) {
    if (const auto whole = (*read)->whole(pipeline_); !whole) return error_of(whole.error());
    returns = {(*read)->merged()};
  }
  if (auto why = (*read)->left_out()) return *why;  // the rule may not hold in what was left out
  return answer_check(returns, question);
}

}  // namespace stp
