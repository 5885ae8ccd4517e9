#include "tests/crash/ground.h"

#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <sstream>

#include "calc/base/sha256.h"
#include "tests/doors/demo_returns.h"

namespace crash {
namespace fs = std::filesystem;

namespace {

// The workbook with a remark at the end of its archive: the same return in other bytes.
std::string with_remark(std::string book, const std::string& remark) {
  book[book.size() - 2] = static_cast<char>(remark.size());
  book[book.size() - 1] = 0;
  return book + remark;
}

std::string leeds_finance() {
  scenarios::have_return("leeds", scenarios::round, "finance");
  const std::string name = std::string("leeds-finance-") + scenarios::round + ".xlsx";
  return doors::read(scenarios::demo_data().path() / "returns" / "leeds" / scenarios::round / name);
}

struct Account {
  std::map<std::string, int> sightings;
  std::map<std::string, std::string> states;
  std::set<std::string> sequences, versions;
  std::size_t version_lines = 0;
  long records = 0, troubles = -1;
};

Account read_account(const std::string& text) {
  Account account;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string kind, hash, state, sequence, version;
    int sightings = 0;
    words >> kind;
    if (kind == "log") words >> account.records >> account.troubles;
    if (kind != "submission") continue;
    words >> hash >> state >> sequence >> sightings;
    REQUIRE(account.sightings.emplace(hash, sightings).second);
    REQUIRE(account.sequences.insert(sequence).second);
    account.states[hash] = state;
    for (; words >> version; ++account.version_lines) account.versions.insert(version);
  }
  return account;
}

// Hashes of the files as they were sent: each that has its reason beside it.
std::map<std::string, int> answered(const fs::path& folder) {
  std::map<std::string, int> found;
  for (const auto& one : fs::directory_iterator(folder)) {
    fs::path reason = one.path();
    if (fs::exists(reason += ".txt")) ++found[stp::sha256(doors::read(one.path()))];
  }
  return found;
}

}  // namespace

int crashes(int unless_told) {
  const char* told = std::getenv("STP_CRASHES");
  return told == nullptr ? unless_told : std::atoi(told);
}

Ground::Ground(std::string database) : database_(std::move(database)) {
  const auto ran = doors::run("\"$STP\" watch inbox --data data --database '" + database_ +
                                  "' --settle 0 --once --round " + scenarios::round,
                              folder_);
  INFO(ran.err);
  REQUIRE(ran.exit_code == 0);
}

void Ground::drop(const std::string& bytes, const std::string& ending) {
  const std::string name = "file " + std::to_string(++files_) + ending;
  doors::write(folder_.path() / "dropping", bytes);
  fs::rename(folder_.path() / "dropping", folder_.path() / "inbox" / "leeds" / "in" / name);
  ++dropped_[stp::sha256(bytes)];
}

void Ground::drop_book() {
  static const std::string book = leeds_finance();
  last_ = with_remark(book, std::to_string(++books_));
  drop(last_, ".xlsx");
}
void Ground::drop_again() { drop(last_, ".xlsx"); }
void Ground::drop_letter() { drop("letter " + std::to_string(files_), ".pdf"); }

doors::Ran Ground::step(const std::string& name, int times) {
  const int ahead = 30 * ++runs_;  // longer than a lease
  auto ran = doors::run("'" STP_CRASH_INTAKE "' run data '" + database_ + "' inbox " + std::to_string(ahead) +
                            (name.empty() ? "" : " '" + name + "' " + std::to_string(times)),
                        folder_);
  killed += ran.exit_code == 137;
  return ran;
}

bool Ground::end_after(const std::string& command, int milliseconds) {
  // Ends the very process it started, by its number, and says whether it still ran.
  const auto ran =
      doors::run(command + " >said 2>&1 & pid=$!; sleep " + std::to_string(milliseconds / 1000.0) +
                     "; kill -9 $pid && echo killed; wait $pid",
                 folder_);
  const bool ended = ran.out.find("killed") != std::string::npos;
  killed += ended;
  return ended;
}

void Ground::finish() {
  const auto ran = doors::run(
      "\"$STP\" watch inbox --data data --database '" + database_ + "' --settle 0 --once", folder_, 280);
  INFO(ran.out << ran.err);
  CHECK((ran.exit_code == 0 || ran.exit_code == 1));  // 1: letters are refused
}

void Ground::must_be_whole() {
  const auto ran = doors::run("'" STP_CRASH_INTAKE "' account data '" + database_ + "'", folder_);
  INFO(ran.err);
  REQUIRE(ran.exit_code == 0);
  const Account account = read_account(ran.out);
  const fs::path place = folder_.path() / "inbox" / "leeds";
  auto answers = answered(place / "done");
  for (const auto& [hash, times] : answered(place / "refused")) answers[hash] += times;
  CHECK(answers == dropped_);  // each that was dropped, whole, as often as it was dropped
  CHECK(fs::is_empty(place / "in"));
  CHECK(fs::is_empty(place / "working"));
  CHECK(account.sightings.size() == dropped_.size());
  CHECK(account.sequences.size() == dropped_.size());
  int again = 0;
  for (const auto& [hash, times] : dropped_) {
    INFO(hash);
    REQUIRE(account.sightings.contains(hash));
    CHECK((account.states.at(hash) == "checked" || account.states.at(hash) == "refused"));
    CHECK(account.sightings.at(hash) == times);  // as often as it was dropped, wherever it ended
    again += times - 1;
  }
  CHECK(account.version_lines ==
        static_cast<std::size_t>(books_));  // each book one version, numbered without gaps
  CHECK(account.versions.size() == static_cast<std::size_t>(books_));
  for (int i = 1; i <= books_; ++i) CHECK(account.versions.contains("finance:" + std::to_string(i)));
  CHECK(account.troubles == 0);
  std::printf(
      "%s: %d times ended; %d files dropped (%d of them again), %zu receipts, %d versions, %zu answers lost, "
      "%ld records in the log, %ld troubles in it\n",
      database_.empty() ? "SQLite" : "PostgreSQL", killed, files_, again, account.sightings.size(), books_,
      dropped_.size() - std::min(dropped_.size(), answers.size()), account.records, account.troubles);
}

}  // namespace crash
