// The main job in numbers: check, fill and consolidate the demo, and 44 footprints of six places. Prints one
// line per measure as "name value unit"; tests/bench/run.sh sets the same work by other programs beside it.
// Not a test: nothing here passes or fails on a time.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "service/cli/io.h"
#include "service/worker/workers.h"
#include "xlsx/form/form.h"

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double middle(std::vector<double> taken) {
  std::sort(taken.begin(), taken.end());
  return taken[taken.size() / 2];
}

// Median of `times` runs after one to warm up.
template <class Work>
double median(int times, const Work& work) {
  work();
  std::vector<double> taken;
  for (int i = 0; i < times; ++i) {
    const auto start = Clock::now();
    work();
    taken.push_back(milliseconds_since(start));
  }
  return middle(std::move(taken));
}

void print(const char* name, double value, const char* unit) {
  std::printf("%-34s %12.3f %s\n", name, value, unit);
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

[[noreturn]] void give_up(const stp::Refusal& refusal) {
  std::fprintf(stderr, "%s\n", stp::to_text(refusal).c_str());
  std::exit(2);
}

template <class T>
T must(stp::Result<T> result) {
  if (!result) give_up(result.error());
  return std::move(*result);
}

// One footprint's returns again and again: `check` and `consolidate` see each as new bytes to read.
void all_footprints(const stp::Pipeline& pipeline, const std::vector<stp::InputFile>& footprint,
                    int footprints) {
  const auto start = Clock::now();
  std::size_t places = 0, findings = 0;
  for (int i = 0; i < footprints; ++i) {
    for (const auto& one : pipeline.check(footprint, "").returns) {
      ++places;
      findings += one.findings.size();
    }
    must(pipeline.consolidate(footprint, {}));
  }
  print("check-and-consolidate-44", milliseconds_since(start) / 1000.0, "s");
  print("check-and-consolidate-44-returns", static_cast<double>(places), "returns");
}

// What the cage costs: one workbook checked in this process and in a caged one, by turns, so that both meet
// the same machine. Copying the file over and the report back, and starting the child, are part of it.
void cage(const stp::Pipeline& pipeline, const stp::InputFile& workbook, const std::string& program) {
  stp::WorkersOptions options;
  options.program = program;
  options.count = 1;
  options.niceness = 0;
  stp::Workers workers(options);
  stp::Request request{"check", {}, {}, {"json"}};
  request.files["files"] = {workbook};
  const auto here = must(stp::run_verb(pipeline, request)), there = must(workers.run(request));
  if (here.documents.front().bytes != there.documents.front().bytes) std::abort();
  std::vector<double> open, caged;
  for (int i = 0; i < 51; ++i) {
    auto start = Clock::now();
    must(stp::run_verb(pipeline, request));
    open.push_back(milliseconds_since(start));
    start = Clock::now();
    must(workers.run(request));
    caged.push_back(milliseconds_since(start));
  }
  print("check-one-workbook", middle(open), "ms");
  print("check-one-workbook-caged", middle(caged), "ms");
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::fprintf(stderr, "usage: main_job_bench RETURN_FOLDER FOOTPRINT_FOLDER PROGRAM\n");
    return 64;
  }
  const auto start = Clock::now();
  const auto pipeline = must(stp::open_pipeline());
  print("load-templates", milliseconds_since(start), "ms");
  const auto one_return = must(stp::read_inputs({arguments[1]}));
  const auto footprint = must(stp::read_inputs({arguments[2]}));
  print("peak-memory-before", peak_megabytes(), "MB");
  print("check-one-return", median(51, [&] { pipeline.check(one_return, ""); }), "ms");
  cage(pipeline, one_return.front(), arguments[3]);
  const auto taken = pipeline.take(one_return);
  const auto items = stp::items_of(taken.returns.front().filed, *taken.returns.front().form);
  print("fill-items", static_cast<double>(items.size()), "figures");
  stp::BlankOptions blank;
  blank.place = taken.returns.front().filed.place;
  blank.round = taken.returns.front().filed.round;
  for (const auto& section : taken.returns.front().form->sections) blank.sections.push_back(section.code);
  const auto bytes = must(pipeline.blank("", blank));
  print("fill-one-return",
        median(11,
               [&] {
                 must(pipeline.fill({"blank.xlsx", "", bytes}, items, {}));
               }),
        "ms");
  print("consolidate-demo", median(11, [&] { must(pipeline.consolidate(footprint, {})); }), "ms");
  print("peak-memory-demo", peak_megabytes(), "MB");
  all_footprints(pipeline, footprint, 44);
  print("peak-memory", peak_megabytes(), "MB");
}
