#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <thread>

#include "calc/base/sha256.h"
#include "service/watch/events.h"
#include "tests/service/watch/inbox.h"
#include "tests/support/not_tried.h"

using inbox::book;
using inbox::has;
using inbox::Inbox;
namespace fs = std::filesystem;

namespace {

template <class Holds>
bool soon(const Holds& holds) {
  for (int i = 0; i < 500; ++i, std::this_thread::sleep_for(std::chrono::milliseconds(20)))
    if (holds()) return true;
  return false;
}

}  // namespace

TEST_CASE("a thousand files of one place are all taken, and the one file of another is not kept waiting") {
  Inbox box;
  box.options.turn_milliseconds = 60'000;  // however slow the computer is
  for (int i = 0; i < 1'000; ++i) box.drop("file " + std::to_string(i) + ".xlsx", book(std::to_string(i)));
  box.drop("one.xlsx", book("one"), "bradford");
  box.look();
  box.look(1'001);
  CHECK(fs::exists(box.done("bradford") / "one.xlsx") == false);  // asked after in the next look
  std::size_t before = 0;
  for (const auto& arrival : box.desk.arrivals) {
    if (arrival.place == "BRA") break;
    ++before;
  }
  CHECK(before <= 1);
  box.look(1'001);
  CHECK(fs::exists(box.done("bradford") / "one.xlsx"));
  box.settle();
  CHECK(box.desk.submissions.size() == 1'001);
  CHECK(box.names(box.in()).empty());
  CHECK(box.names(box.working()).empty());
  CHECK(box.watcher().health().done == 1'001);
  std::size_t books = 0;
  for (const auto& name : box.names(box.done()))
    books += name.ends_with(".xlsx") && !name.ends_with(".filled.xlsx");
  CHECK(books == 1'000);
}

TEST_CASE("a file that comes while a thousand are being taken has its turn before they are through") {
  Inbox box;
  box.options.turn_milliseconds = 20;
  for (int i = 0; i < 1'000; ++i) box.drop("file " + std::to_string(i) + ".xlsx", book(std::to_string(i)));
  box.look();
  box.look(1'001);
  box.drop("one.xlsx", book("one"), "bradford");
  for (int i = 0;
       i < 10'000 && box.watcher().health().done < 1'001 && !fs::exists(box.done("bradford") / "one.xlsx");
       ++i)
    box.look(1'001);
  CHECK(fs::exists(box.done("bradford") / "one.xlsx"));
  CHECK(box.watcher().health().done < 1'000);
}

TEST_CASE("what is ready is received before any answer is made, however long an answer takes") {
  Inbox box;
  box.options.turn_milliseconds = 60'000;
  const auto answers_before = [&](const std::string& place) {  // files done when that place had its receipt
    return box.desk.answers_at_receipt.at(place);
  };
  for (int i = 0; i < 5; ++i) box.drop(std::to_string(i) + ".xlsx", book(std::to_string(i)));
  box.desk.checking = false;
  box.look();
  box.look(1'001);
  REQUIRE(box.desk.arrivals.size() == 5);
  box.drop("slow.xlsx", book("slow"));
  box.drop("one.xlsx", book("one"), "bradford");
  box.drop("two.xlsx", book("two"), "west-yorkshire");
  box.look();
  box.desk.checking = true;
  box.look(1'001);
  REQUIRE(box.desk.arrivals.size() == 8);
  for (const char* place : {"LEE", "BRA", "WY"}) CHECK(answers_before(place) == 0);
  CHECK(box.watcher().health().done >= 5);
}

TEST_CASE("the folders are looked at again after a long answer, and the next answer is another place's") {
  Inbox box;
  box.desk.checking = false;
  for (const char* place : {"leeds", "bradford"})
    for (int i = 0; i < 3; ++i) box.drop(std::to_string(i) + ".xlsx", book(place + std::to_string(i)), place);
  box.look();
  box.look(1'001);
  REQUIRE(box.desk.arrivals.size() == 6);
  box.desk.checking = true;
  box.desk.answer_milliseconds = 510;  // longer than a turn
  std::int64_t done = 0;
  for (int i = 0; i < 4; ++i) {
    box.look(1'001);
    CHECK(box.watcher().health().done == ++done);
  }
  for (const char* place : {"leeds", "bradford"}) CHECK(fs::exists(box.done(place) / "0.xlsx"));
}

TEST_CASE("answers go on, a place at a time, while more is ready than there is time for") {
  Inbox box;
  box.options.turn_milliseconds = 0;  // never enough: one receipt and one answer each time
  box.desk.checking = false;
  for (const char* place : {"leeds", "bradford", "west-yorkshire"})
    box.drop("first.xlsx", book(place), place);
  for (int i = 0; i < 10 && box.desk.arrivals.size() < 3; ++i) box.look(1'001);
  REQUIRE(box.desk.arrivals.size() == 3);
  for (int i = 0; i < 10; ++i) box.drop(std::to_string(i) + ".xlsx", book(std::to_string(i)));
  box.look();
  box.desk.checking = true;
  for (int i = 0; i < 3; ++i) box.look(1'001);
  CHECK(box.desk.arrivals.size() == 6);
  for (const char* place : {"leeds", "bradford", "west-yorkshire"})
    CHECK(fs::exists(box.done(place) / "first.xlsx"));
}

TEST_CASE("one file at a time is in memory, however many large ones wait") {
  Inbox box;
  box.desk.checking = false;
  box.look();
  for (int i = 0; i < 12; ++i)
    box.drop(std::to_string(i) + ".csv", std::string(32 << 20, static_cast<char>('a' + i)));
  box.desk.refuses = "cannot-write";  // nothing is kept by the desk either
  rusage before{}, after{};
  ::getrusage(RUSAGE_SELF, &before);
  box.look();
  for (int i = 0; i < 12 && !box.names(box.in()).empty(); ++i) box.look(1'001);
  ::getrusage(RUSAGE_SELF, &after);
  CHECK(box.names(box.working()).size() == 12);
  CHECK(after.ru_maxrss - before.ru_maxrss < 3 * (32 << 10));  // KiB: far less than the twelve together
}

TEST_CASE("at the start it is tried whether events arrive, and which way is used is told") {
  Inbox box;
  box.look();
  const auto health = box.watcher().health();
  CHECK(health.mode == "events and polling");
  CHECK(has(health.mode_why, "was reported at once"));
  CHECK(box.names(box.in()).empty());  // the trial leaves nothing behind
}

TEST_CASE("a trial in a folder that cannot be used says so instead of promising events") {
  stp::watch::Events events;
  const auto mode = events.probe("/nowhere/at/all");
  CHECK_FALSE(mode.events);
  CHECK(has(mode.why, "cannot be opened"));
}

TEST_CASE("a running watcher takes files by itself, hurried by events, and stops after the file in hand") {
  Inbox box;
  box.options.settle_milliseconds = 50;
  box.options.milliseconds = {};
  box.watcher().start();
  REQUIRE(soon([&] { return box.watcher().health().good(); }));
  std::this_thread::sleep_for(
      std::chrono::milliseconds(300));  // it is idle now: without events it would look in 5 s
  const auto start = std::chrono::steady_clock::now();
  box.drop("return.xlsx", book("one"));
  CHECK(soon([&] { return fs::exists(box.done() / "return.xlsx"); }));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(4));
  CHECK(box.watcher().health().running);
  box.watcher().stop();
  CHECK_FALSE(box.watcher().health().running);
}

TEST_CASE("a full queue of events is counted, and costs no file") {
  Inbox box;
  box.look();
  std::ifstream limit("/proc/sys/fs/inotify/max_queued_events");
  int most = 16'384;
  limit >> most;
  if (most > 200'000) {
    not_tried("this computer keeps " + std::to_string(most) + " events");
    return;
  }
  for (int i = 0; i < most / 2 + 1'000; ++i) {  // each is made, written and removed: three events
    const fs::path file = box.in() / (".passing" + std::to_string(i % 7));
    std::ofstream(file) << i;
    fs::remove(file);
  }
  box.drop("return.xlsx", book("one"));
  box.options.settle_milliseconds = 50;
  box.watcher().until_done(100);  // waits for events in between
  box.settle();
  CHECK(box.watcher().health().overflows >= 1);
  CHECK(fs::exists(box.done() / "return.xlsx"));
}

TEST_CASE("two watchers of one folder share it, and nothing is done twice") {
  Inbox box;
  box.options.settle_milliseconds = 1;
  box.options.milliseconds = {};
  stp::watch::Watcher second(box.options, {{"LEE", "leeds", "Leeds"}}, box.desk.door());
  for (int i = 0; i < 25; ++i) box.drop(std::to_string(i) + ".xlsx", book(std::to_string(i)));
  for (int i = 25; i < 50; ++i) box.drop(std::to_string(i) + ".xlsx", book(std::to_string(i % 5)));  // again
  // In turn rather than at once, since the desk in memory is no database; the folder is the same to both.
  for (int i = 0; i < 2'000 && box.watcher().health().done + second.health().done < 50; ++i) {
    box.watcher().look();
    second.look();
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  CHECK(box.desk.submissions.size() == 25);
  for (int i = 0; i < 25; ++i)
    CHECK(box.desk.submissions.at(stp::sha256(book(std::to_string(i)))).receipt.sightings == (i < 5 ? 6 : 1));
  CHECK(box.desk.arrivals.size() == 50);
  for (int i = 0; i < 50; ++i) CHECK(fs::exists(box.done() / (std::to_string(i) + ".xlsx")));
  CHECK(box.names(box.working()).empty());
}
