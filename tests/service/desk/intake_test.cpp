// Handing in: a receipt for whatever came, durable before anything is read, and what became of it.
#include <catch2/catch.hpp>

#include "calc/base/sha256.h"
#include "service/store/log.h"
#include "tests/service/desk/desk_fixture.h"

using namespace desks;

namespace {

std::vector<std::string> kinds_of(const Desk& desk, const std::string& subject) {
  std::vector<std::string> kinds;
  desk.database.read([&](DbSession& session) {
    kinds.clear();
    for (const auto& one : read_log(session, desk.footprint, 0, 100, "", subject)) kinds.push_back(one.kind);
  });
  return kinds;
}

}  // namespace

TEST_CASE("a file gets its receipt before it is read, and its bytes are kept whole") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  const auto& desk = open.desk();
  const auto given = open.hand_in_bytes("no workbook at all", "notes.txt", "LE");
  CHECK(given.sha256 == sha256("no workbook at all"));
  CHECK(given.sequence == 1);
  CHECK_FALSE(given.again);
  CHECK(submission(desk, given.sha256)->state == "waiting");
  CHECK(submission(desk, given.sha256)->queue_place == 0);
  CHECK(sent_bytes(desk, *submission(desk, given.sha256)) == "no workbook at all");
  open.work();
  const auto refused = *submission(desk, given.sha256);
  CHECK(refused.state == "refused");
  CHECK_FALSE(refused.refusal.code.empty());
  CHECK_FALSE(refused.refusal.remedy.empty());
  CHECK(sent_bytes(desk, refused) == "no workbook at all");
  CHECK(kinds_of(desk, given.sha256) == std::vector<std::string>{"refused", "receipt"});
}

TEST_CASE("the same bytes again are a new sighting of the first receipt") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  open.open_round();
  const auto first = open.hand_in("leeds", "finance", "LE");
  open.work();
  const auto again = open.hand_in_bytes(workbook("leeds", "finance"), "renamed.xlsx", "LE");
  CHECK(again.again);
  CHECK(again.sequence == first.sequence);
  CHECK(again.at == first.at);
  CHECK(again.name == first.name);
  CHECK(again.sightings == 2);
  CHECK(submissions(open.desk(), {}).size() == 1);
  open.work();
  CHECK(submission(open.desk(), first.sha256)->versions.size() == 1);
}

TEST_CASE("a handing in that is told again by its token gets the same receipt and is recorded once") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  const auto& desk = open.desk();
  const auto hand_in = [&](const std::string& token, const std::string& place = "LE") {
    return *receive(desk, {"the same bytes", "notes.txt", place, "folder", "folder leeds", token});
  };
  const auto first = hand_in("a");
  const auto told_again = hand_in("a");
  CHECK_FALSE(told_again.again);
  CHECK(told_again.sequence == first.sequence);
  CHECK(told_again.sightings == 1);
  const auto repeat = hand_in("b");
  CHECK(repeat.again);
  const auto repeat_told_again = hand_in("b");
  CHECK(repeat_told_again.again);
  CHECK(repeat_told_again.sequence == first.sequence);
  CHECK(repeat_told_again.sightings == 2);
  CHECK_FALSE(hand_in("a").again);
  CHECK(kinds_of(desk, first.sha256) == std::vector<std::string>{"sighting", "receipt"});
  hand_in("");  // without a token each is another
  hand_in("");
  CHECK(kinds_of(desk, first.sha256).size() == 4);
  // Other bytes under the same token are another file, and a name that reads like a token is none.
  CHECK(receive(desk, {"other bytes", "\"token\":\"c\"", "LE", "folder", "folder leeds", "a"})->sightings ==
        1);
  CHECK(receive(desk, {"other bytes", "notes.txt", "LE", "folder", "folder leeds", "c"})->sightings == 2);
  desk.database.read([&](DbSession& session) {
    CHECK(verify_log(session, desk.footprint).troubles == std::vector<std::string>{});
  });
}

TEST_CASE("an empty file and one over the limit are refused without a receipt") {
  OpenDesk open("sqlite");
  CHECK(receive(open.desk(), {"", "empty.xlsx", "LE", "web", "ann"}).error().code == "file-empty");
  const std::string large((64u << 20) + 1, 'x');
  CHECK(receive(open.desk(), {large, "large.xlsx", "LE", "web", "ann"}).error().code == "file-too-large");
  CHECK(submissions(open.desk(), {}).empty());
}

TEST_CASE("a name that is no text is shown with what it has, and never with control characters") {
  OpenDesk open("sqlite");
  const auto given = open.hand_in_bytes("x", "bad\xff\nname\x01.xlsx", "LE");
  CHECK(given.name == "bad\xEF\xBF\xBD?name?.xlsx");
}

TEST_CASE(
    "a checked file says place, round, sections and what is wrong in it, apart from what its return lacks") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  open.open_round();
  const auto given = open.hand_in("leeds", "finance", "LE");
  open.work();
  const auto found = *submission(open.desk(), given.sha256);
  CHECK(found.state == "checked");
  CHECK(found.place == "LE");
  CHECK(found.round == scenarios::round);
  CHECK(found.sections == std::vector<std::string>{"finance"});
  CHECK(found.errors == 0);
  CHECK(found.return_errors == 2);  // activity and workforce are still to come
  REQUIRE(found.versions.size() == 1);
  CHECK(found.versions[0].counts);
  CHECK(found.reports.size() == 4);
}

TEST_CASE("what a return lacks is told of each of its files as things stand now") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  open.open_round();
  const auto finance = open.hand_in("leeds", "finance", "LE");
  open.work();
  using Sections = std::vector<std::string>;
  CHECK(submission(open.desk(), finance.sha256)->lacking == Sections{"activity", "workforce"});
  CHECK_FALSE(submission(open.desk(), finance.sha256)->more_to_check);
  open.hand_in("leeds", "activity", "LE");
  CHECK(submission(open.desk(), finance.sha256)->more_to_check);
  open.work();
  CHECK(submission(open.desk(), finance.sha256)->lacking == Sections{"workforce"});
  CHECK_FALSE(submission(open.desk(), finance.sha256)->more_to_check);
  open.hand_in("leeds", "workforce", "LE");
  open.work();
  CHECK(submission(open.desk(), finance.sha256)->lacking.empty());
}

TEST_CASE("a file for a place that is none is refused without a receipt, and the places are named") {
  OpenDesk open("sqlite");
  for (const char* place : {"ZZ", "leeds", "LE ", "\x01"}) {
    const auto refused = receive(open.desk(), {"x", "a.xlsx", place, "api", "ann"});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "place-unknown");
    CHECK(refused.error().remedy.find("LE (Leeds)") != std::string::npos);
  }
  CHECK(submissions(open.desk(), {}).empty());
  CHECK(kinds_of(open.desk(), sha256("x")).empty());
}

TEST_CASE("the report is to the byte what the command line prints for the file") {
  OpenDesk open("sqlite");
  open.open_round();
  const auto given = open.hand_in("leeds", "finance", "LE");
  open.work();
  const auto found = *submission(open.desk(), given.sha256);
  const std::string file = "returns/leeds/2016-09-16/leeds-finance-2016-09-16.xlsx";
  CHECK(report(open.desk(), found, "text") == scenarios::run("\"$STP\" check " + file).out);
  CHECK(report(open.desk(), found, "json") == scenarios::run("\"$STP\" check --json " + file).out);
  CHECK(report(open.desk(), found, "html") == scenarios::run("\"$STP\" check --html " + file).out);
  CHECK(report(open.desk(), found, "csv") == scenarios::run("\"$STP\" check --csv " + file).out);
  CHECK(report(open.desk(), found, "pdf").error().code == "report-format");
}

TEST_CASE("the filled copy is what the command line fills") {
  OpenDesk open("sqlite");
  open.open_round();
  const auto given = open.hand_in("leeds", "finance", "LE");
  open.work();
  REQUIRE(scenarios::run("\"$STP\" fill returns/leeds/2016-09-16/leeds-finance-2016-09-16.xlsx -o copy.xlsx")
              .exit_code == 0);
  CHECK(filled_copy(open.desk(), *submission(open.desk(), given.sha256)) ==
        doors::read(scenarios::demo_data().path() / "copy.xlsx"));
}

TEST_CASE("files that arrive are shown, and each source replaces its own") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  set_arriving(open.desk(), "inbox",
               {{"LE", "slow.xlsx", "2026-11-25T10:00:00.000Z", "still being written", 5}});
  set_arriving(open.desk(), "other", {{"KI", "b.xlsx", "2026-11-25T10:00:00.000Z", "open in Excel", 7}});
  REQUIRE(arriving(open.desk()).size() == 2);
  CHECK(arriving(open.desk())[1].why == "still being written");
  set_arriving(open.desk(), "inbox", {});
  CHECK(arriving(open.desk()).size() == 1);
}

TEST_CASE("a list of what was handed in can be narrowed and paged") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  for (const char* text : {"a", "b", "c", "d"}) open.hand_in_bytes(text, "x", *text < 'c' ? "LE" : "KI");
  CHECK(submissions(open.desk(), {}).size() == 4);
  SubmissionsAsked asked;
  asked.places = {"LE"};
  CHECK(submissions(open.desk(), asked).size() == 2);
  asked = {};
  asked.most = 3;
  const auto page = submissions(open.desk(), asked);
  CHECK(page.size() == 3);
  CHECK(page.front().receipt.sequence == 4);
  asked.before = page.back().receipt.sequence;
  CHECK(submissions(open.desk(), asked).size() == 1);
  asked = {};
  asked.state = "refused";
  CHECK(submissions(open.desk(), asked).empty());
}
