// Figures by place add up across, whoever is missing; sums over organisations are of amounts, and say whom
// they lack.
#include "service/web/footprint/places_shown.h"

#include <catch2/catch.hpp>

#include "tests/service/web/shown_tables.h"

using namespace desks;

namespace {

// Nothing of the others has come, while their people are served by the trusts of these.
void add_up_two(OpenDesk& open) {
  open.open_round();
  open.hand_in("leeds", "finance");
  open.hand_in("leeds", "activity");
  open.hand_in_bytes(changed(workbook("wakefield", "finance"), "\"'Wakefield Council finance'!F11=tbc\""),
                     "wakefield.xlsx", "");
  open.work();
}

// Returns the rows compared; those whose last figure is not known say so of what is left, too.
std::size_t adds_up(const std::vector<shown::Row>& table) {
  std::size_t compared = 0;
  for (std::size_t r = 1; r < table.size(); ++r) {
    const auto& row = table[r];
    INFO(row.front());
    if (row.back() == "not known") {
      CHECK(row[row.size() - 2] == "not known");
      continue;
    }
    long long sum = 0;
    for (std::size_t c = 1; c + 1 < row.size(); ++c)
      if (row[c] != "not known") sum += shown::number(row[c]);
    CHECK(sum == shown::number(row.back()));
    ++compared;
  }
  return compared;
}

}  // namespace

TEST_CASE(
    "the columns of every row by place add up to the footprint, with places missing and entries unknown") {
  OpenDesk open("sqlite");
  add_up_two(open);
  const auto& form = open.desk().form_of(scenarios::round);
  std::size_t compared = 0, left_over = 0;
  for (const auto& period : form.periods) {
    INFO(period.label);
    const auto page = shown::page(open.desk(), "/footprint", {{"year", period.code}});
    const auto table = shown::table(page.body, "By place, " + period.label);
    CHECK(table.front()[table.front().size() - 2] == "Not by place yet");
    compared += adds_up(table);
    for (std::size_t r = 1; r < table.size(); ++r) {
      const auto& rest = table[r][table[r].size() - 2];
      left_over += rest != "not known" && rest != "0";
    }
  }
  CHECK(compared > 60);
  CHECK(left_over > 0);
  const auto page = shown::page(open.desk(), "/footprint/figures", {{"line", "F3010"}, {"year", "Y5"}});
  CHECK(adds_up(shown::table(page.body, "By place")) > 0);
}

TEST_CASE(
    "what rounding leaves of a row stands in a column that says so, and in none where nothing is left") {
  OpenDesk open("sqlite");
  const auto& form = open.desk().form();
  const auto table_of = [&](const std::string& first, const std::string& all) {
    TotalView::ByPlace figures;
    figures.line = "F8240";
    for (const auto& place : form.places)
      if (!place.footprint) figures.places[place.code] = "0";
    figures.places.begin()->second = first;
    figures.outside = "0.4";
    figures.organisations = all;
    return shown::table(
        places_shown(form, {"By place", "Line", "Footprint", {{escaped("A line"), &figures, "", ""}}}).text(),
        "By place");
  };
  const auto rounded = table_of("10.4", "10.8");
  CHECK(rounded.front()[rounded.front().size() - 2] == "Rounding");
  CHECK(adds_up(rounded) == 1);
  const auto whole = table_of("10", "10.4");
  CHECK(whole.front()[whole.front().size() - 2] == "Outside the footprint");
  CHECK(adds_up(whole) == 1);
}

TEST_CASE("a rate has no sum over organisations, and figures are rounded as their unit is shown") {
  OpenDesk open("sqlite");
  add_up_two(open);
  const auto& form = open.desk().form_of(scenarios::round);
  const Unit& unit = form.units[form.lines[form.line("A6060").value].unit.value];
  REQUIRE(unit.as_percent);
  const auto page = shown::page(open.desk(), "/footprint/figures", {{"line", "A6060"}, {"year", "Y1"}});
  const auto table = shown::table(page.body, "");
  REQUIRE(table.size() > 1);
  for (std::size_t r = 1; r < table.size(); ++r) {
    INFO(table[r].front() << " " << table[r][2]);
    CHECK(table[r].front().find(", all") == std::string::npos);
    const auto point = table[r][2].find('.');
    CHECK((point == std::string::npos ||
           table[r][2].size() - point - 1 <= static_cast<std::size_t>(unit.decimals)));
  }
}

TEST_CASE("a sum over organisations names those it lacks: not sent, or without a figure") {
  OpenDesk open("sqlite");
  add_up_two(open);
  const auto sums = [&](const std::string& line) {
    const auto page = shown::page(open.desk(), "/footprint/figures", {{"line", line}, {"year", "Y1"}});
    std::vector<shown::Row> found;
    for (const auto& row : shown::table(page.body, ""))
      if (row.front().find(", all") != std::string::npos) found.push_back(row);
    return found;
  };
  const auto councils = sums("F4010");
  REQUIRE(councils.size() == 1);
  for (const char* lacked : {"without ", "Kirklees", "Wakefield"})
    CHECK(councils.front().front().find(lacked) != std::string::npos);
  CHECK(councils.front().front().find("Leeds") == std::string::npos);
  const auto page = shown::page(open.desk(), "/footprint/figures", {{"line", "F4010"}, {"year", "Y1"}});
  const auto table = shown::table(page.body, "");
  CHECK(shown::row(table, "Wakefield")[2] == "not known");
  CHECK(shown::row(table, "Leeds")[2] == councils.front()[2]);
}

TEST_CASE("every figure of an incomplete total leads to the cells that made it") {
  OpenDesk open("sqlite");
  add_up_two(open);
  const auto body = shown::page(open.desk(), "/footprint", {{"year", "Y1"}}).body;
  const std::string leads = "<a href=\"/footprint/explain?line=";
  CHECK(body.find("<strong>" + leads) != std::string::npos);
  for (const char* caption : {"Published figures", "By place"}) {
    const auto begin = body.find(caption, body.find("<caption"));
    const auto table = body.substr(begin, body.find("</table>", begin) - begin);
    std::size_t rows = 0, with_link = 0;
    for (std::size_t at = table.find("<tbody"); (at = table.find("<tr>", at)) != std::string::npos; ++at) {
      ++rows;
      with_link += table.substr(at, table.find("</tr>", at) - at).find(leads) != std::string::npos;
    }
    INFO(caption);
    CHECK(rows > 10);
    CHECK(with_link == rows);
  }
  const auto explained =
      shown::page(open.desk(), "/footprint/explain", {{"line", "F8260"}, {"year", "2016/17"}});
  CHECK(explained.status == 200);
  CHECK(explained.body.find("How it is made") != std::string::npos);
}
