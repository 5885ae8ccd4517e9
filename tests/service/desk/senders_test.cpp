// The same bytes from two places: each learns of its own handing in, and nothing of the other's.
#include <catch2/catch.hpp>

#include "calc/base/sha256.h"
#include "service/store/log.h"
#include "tests/service/desk/desk_fixture.h"

using namespace desks;

namespace {

Receipt send(const OpenDesk& open, const std::string& name, const std::string& place) {
  return *receive(open.desk(), {workbook("leeds", "finance"), name, place, "web", "preparer of " + place});
}

bool is_sound(const OpenDesk& open) {
  LogVerdict verdict;
  open.desk().database.read(
      [&](DbSession& session) { verdict = verify_log(session, open.desk().footprint); });
  for (const auto& trouble : verdict.troubles) UNSCOPED_INFO(trouble);
  return verdict.troubles.empty();
}

void is_of(const Receipt& receipt, const std::string& name, const std::string& place) {
  CHECK(receipt.name == name);
  CHECK(receipt.place == place);
  CHECK(receipt.who == "preparer of " + place);
}

}  // namespace

TEST_CASE("a place whose file another place sent before is shown its own name and person everywhere") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  open.open_round();
  const auto strange = send(open, "kirklees-secret.xlsx", "KI");
  open.work();
  const auto own = send(open, "ours.xlsx", "LE");
  CHECK(own.again);
  CHECK(own.sequence == strange.sequence);
  is_of(own, "ours.xlsx", "LE");
  open.work();
  const auto found = *submission(open.desk(), own.sha256);
  CHECK(found.state == "checked");
  is_of(found.receipt, "ours.xlsx", "LE");
  is_of(submissions(open.desk(), {.place = "LE", .round = "", .state = ""}).at(0).receipt, "ours.xlsx", "LE");
  CHECK(return_state(open.desk(), "LE", scenarios::round)->sections.at(0).name == "ours.xlsx");
  for (const char* format : {"text", "json", "html", "csv"}) {
    const auto bytes = *report(open.desk(), found, format);
    CHECK(bytes.find("secret") == std::string::npos);
    if (std::string(format) != "csv") CHECK(bytes.find("ours.xlsx") != std::string::npos);
  }
  const auto told = as_told_to(open.desk(), found, "KI");
  is_of(told.receipt, "kirklees-secret.xlsx", "KI");
  CHECK(told.refusal.code == "wrong-place");
  CHECK(told.refusal.where == "kirklees-secret.xlsx");
  CHECK(is_sound(open));
}

TEST_CASE("a file sent to a wrong place and, before it was checked, to its own is its own's") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  open.open_round();
  const auto strange = send(open, "kirklees-secret.xlsx", "KI");
  const auto own = send(open, "ours.xlsx", "LE");
  open.work();
  const auto found = *submission(open.desk(), own.sha256);
  CHECK(found.state == "checked");
  is_of(found.receipt, "ours.xlsx", "LE");
  REQUIRE(found.versions.size() == 1);
  CHECK(return_state(open.desk(), "LE", scenarios::round)->sections.at(0).name == "ours.xlsx");
  CHECK(report(open.desk(), found, "json")->find("secret") == std::string::npos);
  CHECK(as_told_to(open.desk(), found, "KI").refusal.code == "wrong-place");
  CHECK(is_sound(open));
}

TEST_CASE("whether its own place was in time is told by when its own place sent it") {
  OpenDesk open("sqlite");
  open.open_round("2026-11-29", "2026-11-30");
  open.at_time("2026-11-30T09:00:00.000Z");
  send(open, "strange.xlsx", "KI");
  open.at_time("2026-12-01T09:00:00.000Z");
  const auto own = send(open, "ours.xlsx", "LE");
  open.work();
  CHECK(submission(open.desk(), own.sha256)->refusal.code == "after-deadline");
  CHECK(is_sound(open));
}

TEST_CASE("who sends a place's file after it learns that it is another's, and not what the place calls it") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  open.open_round();
  send(open, "ours.xlsx", "LE");
  open.work();
  const auto strange = send(open, "theirs.xlsx", "KI");
  is_of(strange, "theirs.xlsx", "KI");
  open.work();
  const auto found = *submission(open.desk(), strange.sha256);
  is_of(found.receipt, "ours.xlsx", "LE");
  CHECK(found.state == "checked");
  const auto told = as_told_to(open.desk(), found, "KI");
  is_of(told.receipt, "theirs.xlsx", "KI");
  CHECK(told.state == "refused");
  CHECK(told.refusal.where == "theirs.xlsx");
  CHECK(told.reports.empty());
  CHECK(told.place.empty());
}

TEST_CASE("each place is told when the file came for it, and finds what it sent in its list") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  open.open_round();
  open.at_time("2026-11-26T09:00:00.000Z");
  send(open, "theirs.xlsx", "KI");
  open.at_time("2026-11-26T10:00:00.000Z");
  const auto own = send(open, "ours.xlsx", "LE");
  CHECK(own.at == "2026-11-26T09:00:00.000Z");
  CHECK(own.came_at == "2026-11-26T10:00:00.000Z");
  open.at_time("2026-11-26T11:00:00.000Z");
  CHECK(send(open, "ours again.xlsx", "LE").came_at == "2026-11-26T10:00:00.000Z");
  open.work();
  const auto listed = [&](const std::string& place) {
    return submissions(open.desk(), {.place = "", .round = "", .state = "", .places = {place}});
  };
  REQUIRE(listed("LE").size() == 1);
  is_of(listed("LE")[0].receipt, "ours.xlsx", "LE");
  CHECK(listed("LE")[0].state == "checked");
  REQUIRE(listed("KI").size() == 1);
  is_of(listed("KI")[0].receipt, "theirs.xlsx", "KI");
  CHECK(listed("KI")[0].refusal.code == "wrong-place");
  CHECK(listed("KI")[0].receipt.came_at == "2026-11-26T09:00:00.000Z");
  CHECK(listed("WA").empty());
  CHECK(submissions(open.desk(), {.place = "", .round = "", .state = "", .places = {"KI", "LE"}}).size() ==
        1);
}

TEST_CASE("bytes that are nobody's are refused to each place that sent them, in its own name") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  for (const char* place : {"KI", "LE"})
    CHECK(receive(open.desk(), {"no workbook", place + std::string(".txt"), place, "web", "x"}));
  open.work();
  const auto found = *submission(open.desk(), sha256("no workbook"));
  for (const char* place : {"KI", "LE"}) {
    const auto told = as_told_to(open.desk(), found, place);
    CHECK(told.state == "refused");
    CHECK(told.receipt.name == place + std::string(".txt"));
    CHECK(told.refusal.sentence == found.refusal.sentence);
    CHECK(told.refusal.where == place + std::string(".txt"));
  }
}
