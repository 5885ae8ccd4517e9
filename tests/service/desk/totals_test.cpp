// The footprint total builds itself up as returns arrive, and shows both sides of each payment to both.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/service/desk/desk_fixture.h"

using namespace desks;
using nlohmann::json;

namespace {

const char* const slugs[] = {"bradford", "calderdale", "harrogate",     "kirklees",
                             "leeds",    "wakefield",  "west-yorkshire"};

void hand_in_all(OpenDesk& open, const std::string& slug) {
  for (const char* section : {"finance", "activity", "workforce"}) open.hand_in(slug, section);
}

}  // namespace

TEST_CASE("the total grows with each return, is numbered, and is the command line's to the byte") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  const auto& desk = open.desk();
  open.open_round();
  CHECK(total(desk, scenarios::round).error().code == "total-unknown");
  hand_in_all(open, "leeds");
  open.work();
  const auto first = *total(desk, scenarios::round);
  CHECK_FALSE(first.complete);
  CHECK(first.files.size() == 3);
  for (const char* slug : slugs)
    if (std::string(slug) != "leeds") hand_in_all(open, slug);
  CHECK(return_state(desk, "KI", scenarios::round)->status ==
        "expected");  // handed in for no place in particular
  open.work();
  const auto last = *total(desk, scenarios::round);
  CHECK(last.complete);
  CHECK(last.number > first.number);
  CHECK_FALSE(total_pending(desk, scenarios::round));
  CHECK(totals(desk, scenarios::round).size() == static_cast<std::size_t>(last.number));
  CHECK(total(desk, scenarios::round, first.number)->json == first.json);
  scenarios::have_footprint();
  CHECK(*total_document(desk, last, "json") ==
        scenarios::run("\"$STP\" consolidate returns/*/2016-09-16 --json").out);
  CHECK(not_sent(desk, scenarios::round).empty());
}

TEST_CASE("a place sees its own pairs with both sides, and nobody else's") {
  OpenDesk open("sqlite");
  open.open_round();
  for (const char* slug : slugs) hand_in_all(open, slug);
  open.work();
  const auto pairs = [&](const std::string& place) {
    return json::parse(*mismatches(open.desk(), scenarios::round, {place}, false));
  };
  const auto all = pairs(""), of_leeds = pairs("LE");
  CHECK(of_leeds.size() > 0);
  CHECK(of_leeds.size() < all.size());
  for (const auto& pair : of_leeds)
    CHECK((pair.at("payer").at("place") == "LE" || pair.at("payee").at("place") == "LE"));
  const auto some = json::parse(*mismatches(open.desk(), scenarios::round, {""}, true));
  for (const auto& pair : some) CHECK_FALSE(pair.at("agreed_within").get<bool>());
}

TEST_CASE("a new version makes a new total, and the earlier total stays as it was") {
  OpenDesk open("sqlite");
  open.open_round();
  hand_in_all(open, "leeds");
  open.work();
  const auto before = *total(open.desk(), scenarios::round);
  const auto bytes = *total_document(open.desk(), before, "json");
  open.hand_in_bytes(changed(workbook("leeds", "finance"), "\"Contents!H40=seen\""), "new.xlsx", "LE");
  open.work();
  const auto after = *total(open.desk(), scenarios::round);
  CHECK(after.number == before.number + 1);
  CHECK(*total_document(open.desk(), *total(open.desk(), scenarios::round, before.number), "json") == bytes);
}

TEST_CASE(
    "a file with errors that counts for want of a better one is named with the total, until one comes") {
  OpenDesk open("sqlite");
  open.open_round();
  const std::string wrong = changed(workbook("leeds", "finance"), "\"Leeds North CCG finance!J29=-1\"");
  const auto given = open.hand_in_bytes(wrong, "wrong.xlsx", "LE");
  open.work();
  const auto found = provisional_files(open.desk(), *total(open.desk(), scenarios::round));
  REQUIRE(found.size() == 1);
  CHECK(found[0].sha256 == given.sha256);
  CHECK(found[0].place == "LE");
  CHECK(found[0].sections == std::vector<std::string>{"finance"});
  CHECK(found[0].errors == submission(open.desk(), given.sha256)->errors);
  CHECK(found[0].errors > 0);
  open.hand_in("leeds", "finance", "LE");
  open.work();
  CHECK(provisional_files(open.desk(), *total(open.desk(), scenarios::round)).empty());
  CHECK(provisional_files(open.desk(), *total(open.desk(), scenarios::round, 1)).size() == 1);
}

TEST_CASE("log and totals of a round of an older edition name that edition's texts, not the newest's") {
  OpenDesk open("sqlite");
  const Desk& desk = open.desk();
  const Template &older = desk.form_of(scenarios::round), &newest = desk.form();
  REQUIRE(older.edition.code == desk.round(scenarios::round)->edition);
  REQUIRE(older.hash != newest.hash);
  CHECK(&desk.form_of(desk.rounds().back()->code) == &newest);
  CHECK(&desk.form_of("no such round") == &newest);
  open.open_round();
  open.hand_in("leeds", "finance");
  open.work();
  std::map<std::string, std::string> logged;
  std::string added_up;
  desk.database.read([&](DbSession& session) {
    logged.clear();
    for (const auto& row : session.rows("SELECT kind, details FROM log ORDER BY sequence", {}))
      logged[row.text(0)] = row.text(1);
    added_up = session.rows("SELECT files FROM totals", {}).at(0).text(0);
  });
  for (const char* kind : {"checked", "total"}) {
    INFO(kind << " " << logged[kind]);
    CHECK(json::parse(logged[kind]).at("template") == older.hash);
  }
  CHECK(json::parse(logged["checked"]).at("edition") == older.edition.code);
  CHECK(added_up.starts_with(older.hash + " "));
}
