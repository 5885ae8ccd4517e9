// Every door shows the figures of a total that lacks entries and places as the command line prints them: what
// is not known is never a nil.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/service/web/shown_tables.h"
#include "xlsx/file/workbook.h"

using namespace desks;
using nlohmann::json;

namespace {

// Wakefield's council has not said what it spends in 2016/17; the other places have sent nothing.
void add_up_incomplete(OpenDesk& open) {
  open.open_round();
  open.hand_in("leeds", "finance");
  open.hand_in_bytes(changed(workbook("wakefield", "finance"), "\"'Wakefield Council finance'!F11=tbc\""),
                     "wakefield.xlsx", "");
  open.work();
}

// By line and year, in £000 with grouping as printed; "unknown" as printed, "" where none is asked.
using Printed = std::map<std::string, std::map<std::string, std::string>>;

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

Printed printed(const Desk& desk, const std::string& text) {
  Printed all;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line) && line.rfind("What members", 0) != 0;) {
    const std::string code = trimmed(line.substr(0, 9));
    const auto& form = desk.form_of(scenarios::round);
    if (!form.line(code) || !form.lines[form.line(code).value].summary) continue;
    for (std::size_t p = 0; p < form.periods.size(); ++p)
      all[code][form.periods[p].label] =
          line.size() > 67 + 13 * p ? trimmed(line.substr(67 + 13 * p, 13)) : "";
  }
  return all;
}

std::string as_printed(const std::string& exact) {
  return exact.empty() ? "" : to_grouped_text(parse_decimal(exact).value, 0);
}

std::string as_printed(const json& exact) {
  return exact.is_null() ? "unknown" : as_printed(exact.get<std::string>());
}

}  // namespace

TEST_CASE(
    "pages, JSON and workbook of an incomplete total say what stp consolidate prints, figure by figure") {
  OpenDesk open("sqlite");
  add_up_incomplete(open);
  const Desk& desk = open.desk();
  const auto newest = *total(desk, scenarios::round);
  const auto expected = printed(desk, *total_document(desk, newest, "text"));
  std::size_t unknown = 0, known = 0;
  for (const auto& [line, years] : expected)
    for (const auto& [year, figure] : years) (figure == "unknown" ? unknown : known) += !figure.empty();
  REQUIRE(unknown >= 4);
  REQUIRE(known > 40);

  SECTION("the JSON") {
    const auto total_read = json::parse(*total_document(desk, newest, "json"));
    for (const auto& one : total_read.at("summary")) {
      INFO(one.dump());
      const auto& figure = expected.at(one.at("line")).at(one.at("year"));
      CHECK(as_printed(one.at("thousands")) == figure);
      CHECK(one.at("published_millions").is_null() == (figure == "unknown"));
      CHECK_FALSE(one.at("known").get<bool>());
    }
    const auto& form = desk.form_of(scenarios::round);
    for (const auto& one : total_read.at("places")) {
      if (one.at("type") != "") continue;
      INFO(one.dump());
      const auto& year = form.periods[form.period(one.at("year").get<std::string>()).value].label;
      CHECK(as_printed(one.at("organisations")) == expected.at(one.at("line")).at(year));
      if (one.at("organisations").is_null()) CHECK(one.at("difference").is_null());
    }
  }
  SECTION("the page of the footprint") {
    for (const auto& period : desk.form_of(scenarios::round).periods) {
      const auto shown_page = shown::page(desk, "/footprint", {{"year", period.code}});
      const auto table = shown::table(shown_page.body, "By place, " + period.label);
      for (const auto& [line, years] : expected) {
        const auto& figure = years.at(period.label);
        if (figure.empty()) continue;
        const auto& form = desk.form_of(scenarios::round);
        const auto label = form.lines[form.line(line).value].label;
        INFO(period.label << " " << line);
        std::string cell = "none";
        for (const auto& row : table)
          if (row.front() == label) cell = row.back();
        CHECK((cell == "not known" ? "unknown" : as_printed(std::to_string(shown::number(cell)))) == figure);
      }
    }
  }
  SECTION("the sheet Summary of the workbook, and the footprint's own sheet") {
    auto book = xlsx::Workbook::read(*total_document(desk, newest, "xlsx"), "total.xlsx");
    REQUIRE(book);
    std::size_t compared = 0;
    for (std::size_t s = 0; s < book->sheets().size(); ++s) {
      const auto name = book->sheets()[s].name;
      if (name != "Summary" && name.find("summary") == std::string::npos) continue;
      const auto cells = book->cells(s);
      REQUIRE(cells);
      std::map<std::uint32_t, std::string> line_of, unit_of;
      for (const auto& cell : cells->cells) {
        if (cell.at.column == 1) line_of[cell.at.row] = cell.value;
        if (cell.at.column == 4) unit_of[cell.at.row] = cell.value;
        if (cell.at.column < 5 || cell.at.column > 10 || expected.count(line_of[cell.at.row]) == 0) continue;
        const auto& period = desk.form_of(scenarios::round).periods[cell.at.column - 5u];
        const auto& figure = expected.at(line_of[cell.at.row]).at(period.label);
        INFO(name << " row " << cell.at.row << " " << period.label);
        CHECK((cell.value == "not known") == (figure == "unknown"));
        if (figure != "unknown" && unit_of[cell.at.row] == "£000") CHECK(as_printed(cell.value) == figure);
        CHECK((cell.has_formula || figure.empty()) == (figure != "unknown"));
        ++compared;
      }
    }
    CHECK(compared > 150);
  }
}
