#include <fmt/format.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <memory>
#include <thread>

#include "service/cli/commands.h"
#include "service/cli/io.h"
#include "service/desk/rounds.h"
#include "service/desk/work.h"
#include "service/serve/office.h"
#include "service/watch/watcher.h"

namespace stp {

namespace {

struct Options {
  std::string folder, data, database, round;
  int settle_seconds = 3;
  bool once = false;
};

volatile std::sig_atomic_t told_to_stop = 0;

void stop_when_told() {
  for (const int one : {SIGTERM, SIGINT}) std::signal(one, [](int) { told_to_stop = 1; });
}

void say(const watch::WatchHealth& health) {
  fmt::print("{}: {} taken, {} done, {} refused, {} waiting, {} without an answer, {} misplaced ({})\n",
             health.folder, health.taken, health.done, health.refused, health.waiting, health.in_hand,
             health.misplaced, health.mode);
  for (const auto& one : health.troubles) fmt::print(stderr, "{}: {} {}\n", one.where, one.what, one.remedy);
}

bool in_trouble(const watch::WatchHealth& health) {
  return std::any_of(health.troubles.begin(), health.troubles.end(),
                     [](const auto& one) { return one.code != "misplaced"; });
}

// Whether everything that lay there was taken.
int exit_code_once(const watch::WatchHealth& health) {
  if (in_trouble(health)) return exits::refused;
  const bool all = health.refused + health.waiting + health.in_hand + health.misplaced == 0;
  return all ? exits::done : exits::errors_found;
}

int watch_folder(const Options& options, const Desk& desk) {
  watch::WatchOptions how;
  how.folder = options.folder;
  how.settle_milliseconds = std::int64_t{options.settle_seconds} * 1000;
  watch::Watcher watcher(std::move(how), watch::watched_places(desk.form()),
                         watch::door_of(desk, options.folder, options.data));
  std::atomic<bool> stop = false;
  std::thread work([&] { work_until(desk, stop); });
  if (options.once) {
    watcher.until_done();
  } else {
    watcher.start();
    fmt::print("Watching {}; end with Ctrl-C.\n", options.folder);
    std::fflush(stdout);
    while (told_to_stop == 0) std::this_thread::sleep_for(std::chrono::milliseconds(100));
    watcher.stop();
  }
  stop = true;
  work.join();
  const auto health = watcher.health();
  say(health);
  if (options.once) return exit_code_once(health);
  return in_trouble(health) ? exits::refused : exits::done;
}

int run(const Options& options) {
  spdlog::set_default_logger(spdlog::stderr_color_mt("stp"));  // standard output has the result alone
  stop_when_told();
  auto office = Office::open({options.data, options.database, 1, Opening::service});
  if (!office) return refused(office.error());
  if (auto opened = open_round_first_time((*office)->desk(), options.round); !opened)
    return refused(opened.error());
  return watch_folder(options, (*office)->desk());
}

}  // namespace

void declare_watch(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("watch", "Watch a folder: take what is dropped into it, check it, answer beside it");
  command->add_option("folder", options->folder, "with a folder for each place; made when missing")
      ->required();
  command->add_option("--data", options->data, "folder of the database and of everything handed in")
      ->required()
      ->envname("STP_DATA");
  command->add_option("--database", options->database,
                      "postgresql://USER@HOST:PORT/NAME; default: SQLite in the data folder");
  command->add_option("--round", options->round,
                      "opened at the first start, e.g. 2016-09-16; not when somebody has changed it since");
  command->add_option("--settle", options->settle_seconds, "seconds a dropped file must lie unchanged")
      ->check(CLI::Range(0, 3600));
  command->add_flag(
      "--once", options->once,
      "end when nothing is left to do; exit code 0: everything was taken, 1: something was refused, "
      "still waits or lies where nothing is taken, 2: the folder is in trouble");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace stp
