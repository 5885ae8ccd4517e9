// A receipt is given when what it promises outlives the power: first the bytes, whole and flushed, then their
// name and its folder, then the record, then the receipt.
#include <catch2/catch.hpp>

#include <algorithm>

#include "calc/base/sha256.h"
#include "tests/durable/recorder.h"
#include "tests/service/desk/desk_fixture.h"

using namespace desks;

namespace {

const std::string text = "handed in in the last minute";

// The desk's steps between the events, so that one order holds them all.
std::vector<std::string> events_of_handing_in(const OpenDesk& open) {
  Desk desk = open.desk();
  desk.at = [](const char* step) { recorder::note(std::string("step: ") + step); };
  const std::string folder =
      std::filesystem::path(desk.bytes.path(sha256(text))).parent_path().parent_path().parent_path();
  recorder::begin(folder);
  const auto given = receive(desk, {text, "late.xlsx", "LE", "web", "ann"});
  recorder::note("receipt");
  auto events = recorder::end();
  REQUIRE(given);
  for (auto& event : events)  // the number of a process and a thread's count
    if (event.ends_with(".part")) event = event.substr(0, event.find(".")) + ".part";
  return events;
}

std::string shown(const std::vector<std::string>& events) {
  std::string all;
  for (const auto& event : events) all += event + "\n";
  return all;
}

using Order = std::vector<std::string>;

// Of these events alone.
Order only(const Order& events, const Order& wanted) {
  Order found;
  for (const auto& event : events)
    if (std::find(wanted.begin(), wanted.end(), event) != wanted.end()) found.push_back(event);
  return found;
}

}  // namespace

TEST_CASE(
    "bytes are written, flushed, named, their folder flushed, the record committed, then the receipt given") {
  const std::string engine = GENERATE("sqlite", "postgresql");
  const OpenDesk open(engine);
  const auto events = events_of_handing_in(open);
  INFO(shown(events));
  const std::string hash = sha256(text), folder = "bytes/" + hash.substr(0, 2),
                    file = folder + "/" + hash.substr(2);
  Order wanted{"write " + file + ".part", "flush " + file + ".part", "name " + file,
               "flush " + folder,         "step: bytes kept",        "step: recorded, not committed"};
  if (engine == "sqlite") wanted.insert(wanted.end(), {"write stp.db-wal", "flush stp.db-wal"});
  if (engine == "postgresql") wanted.push_back("send COMMIT");
  wanted.insert(wanted.end(), {"step: recorded", "receipt"});
  CHECK(only(events, wanted) == wanted);
}

TEST_CASE("the folder new bytes lie in is itself flushed into the one above before the receipt") {
  const OpenDesk open("sqlite");
  const auto events = events_of_handing_in(open);
  INFO(shown(events));
  const Order wanted{"flush bytes", "step: bytes kept", "receipt"};
  CHECK(only(events, wanted) == wanted);
}

TEST_CASE("bytes that lie there already are flushed again with their folder's names before the receipt") {
  const OpenDesk open("sqlite");
  // By a process that ended before it recorded them, and before it flushed the folder's own name.
  REQUIRE(Bytes(open.desk().bytes.folder()).keep(text));
  const auto events = events_of_handing_in(open);
  INFO(shown(events));
  const Order wanted{"flush bytes", "flush bytes/" + sha256(text).substr(0, 2), "step: bytes kept",
                     "flush stp.db-wal", "receipt"};
  CHECK(only(events, wanted) == wanted);
}
