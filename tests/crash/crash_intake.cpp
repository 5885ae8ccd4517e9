// The folder and the desk behind it, taken step by step in one thread, and ended in the midst of any step:
//   crash_intake run DATA DATABASE INBOX SECONDS [STEP TIMES]   ends itself with SIGKILL when STEP comes the
//   TIMES-th time;
//                                                           else prints every step it took
//   crash_intake account DATA DATABASE                      prints what the store holds
// SECONDS turns its clock ahead, so that leases of processes that were ended have run out. Anything else is a
// command of the program itself, since the cages that read files are started from this one.
#include <fmt/format.h>

#include <csignal>
#include <cstdlib>
#include <string_view>

#include "service/cli/command_line.h"
#include "service/desk/work.h"
#include "service/serve/office.h"
#include "service/store/log.h"
#include "service/watch/watcher.h"

namespace {

struct End {
  std::string step;
  int times = 0;
};

void count(End& end, const char* step) {
  fmt::print("step {}\n", step);
  std::fflush(stdout);
  if (end.step == step && --end.times == 0) std::raise(SIGKILL);
}

bool some_work(const stp::Desk& desk) {
  for (int i = 0; i < 20; ++i)
    if (!stp::work_once(desk)) return i > 0;
  return true;
}

int run(const stp::Desk& opened, const std::string& data, const std::string& inbox, int seconds, End end) {
  stp::Desk desk = opened;
  desk.at = [&end](const char* step) { count(end, step); };
  desk.now = [seconds] { return stp::utc_in(stp::utc_now(), seconds); };
  stp::watch::WatchOptions options;
  options.folder = inbox;
  options.settle_milliseconds = 0;
  options.at = desk.at;
  stp::watch::Watcher watcher(options, stp::watch::watched_places(desk.form()),
                              stp::watch::door_of(desk, inbox, data));
  for (bool more = true; more;) {
    more = watcher.look();
    more = some_work(desk) || more;
  }
  return watcher.health().good() ? 0 : 2;
}

int account(const stp::Desk& desk, stp::Database& database) {
  for (std::int64_t before = 0;;) {
    const auto some = stp::submissions(desk, {"", "", "", {}, before, 50});
    for (const auto& one : some) {
      fmt::print("submission {} {} {} {}", one.receipt.sha256, one.state, one.receipt.sequence,
                 one.receipt.sightings);
      for (const auto& version : one.versions) fmt::print(" {}:{}", version.section, version.version);
      fmt::print("\n");
      before = one.receipt.sequence;
    }
    if (some.empty()) break;
  }
  stp::LogVerdict verdict;
  database.read([&](stp::DbSession& session) { verdict = stp::verify_log(session, desk.footprint); });
  fmt::print("log {} {}\n", verdict.records, verdict.troubles.size());
  for (const auto& trouble : verdict.troubles) fmt::print(stderr, "{}\n", trouble);
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view what = count > 3 ? arguments[1] : "";
  if (what != "run" && what != "account") return stp::run_command_line(count, arguments);
  auto office = stp::Office::open({arguments[2], arguments[3], 1, stp::Opening::service});
  if (!office) return fmt::print(stderr, "{}\n", stp::to_text(office.error())), 2;
  if (what == "account") return account((*office)->desk(), (*office)->database());
  End end;
  if (count > 7) end = {arguments[6], std::atoi(arguments[7])};
  return run((*office)->desk(), arguments[2], arguments[4], std::atoi(arguments[5]), end);
}
