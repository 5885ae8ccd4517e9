// The demonstration's figures, added up here in plain whole numbers, apart from everything the product
// calculates.
#include <catch2/catch.hpp>
#include <map>
#include <sstream>

#include "calc/form/load.h"
#include "service/demo/csv_files.h"
#include "service/files/templates_folder.h"

using namespace stp;

namespace {

struct Made {
  std::vector<Template> editions;
  demo::Profile profile;
  std::map<std::string, std::string> files;
};

const Made& made() {
  static const Made all = [] {
    Made result;
    const std::string folder = std::string(STP_SOURCE_DIR) + "/templates";
    result.editions = load_templates(read_templates(folder).value()).value();
    const Template& form = **choose_edition(result.editions, demo::demo_edition(folder + "/demo").value());
    result.profile = demo::read_profile(folder + "/demo", form).value();
    for (const demo::RoundPlan& plan : result.profile.rounds)
      for (const demo::CsvFile& file :
           demo::csv_files(result.profile, form, plan, demo::figures_of(result.profile, form, plan).value()))
        result.files[file.path] = file.text;
    return result;
  }();
  return all;
}

// Simple reader: the amounts asked for stand before or after quoted text without line breaks.
std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> all(1);
  bool in_quotes = false;
  for (const char letter : line)
    if (letter == '"')
      in_quotes = !in_quotes;
    else if (letter == ',' && !in_quotes)
      all.emplace_back();
    else
      all.back() += letter;
  return all;
}

std::vector<std::vector<std::string>> rows(const std::string& text) {
  std::vector<std::vector<std::string>> all;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) all.push_back(cells(line));
  return all;
}

const std::vector<std::string> places{"bradford", "calderdale", "harrogate",     "kirklees",
                                      "leeds",    "wakefield",  "west-yorkshire"};
const std::vector<std::string> years{"2015/16", "2016/17", "2017/18", "2018/19", "2019/20", "2020/21"};

using Entries = std::map<std::vector<std::string>, long long>;  // organisation, line, year

Entries finance() {
  Entries entries;
  for (const std::string& place : places)
    for (const auto& row : rows(made().files.at("2016-09-16/" + place + "/finance.csv")))
      if (row[0] != "organisation" && row[1] > "F2") entries[{row[0], row[1], row[3]}] = std::stoll(row[4]);
  return entries;
}

long long between(const Entries& entries, const std::string& organisation, const std::string& from,
                  const std::string& to, const std::string& year) {
  long long sum = 0;
  for (const auto& [key, value] : entries)
    if (key[0] == organisation && key[1] >= from && key[1] <= to && key[2] == year) sum += value;
  return sum;
}

// The in-year result of an organisation, by hand from the lines of the form.
long long result_of(const Entries& entries, const std::string& code, const std::string& year) {
  const auto sum = [&](const char* from, const char* to) { return between(entries, code, from, to, year); };
  return sum("F2010", "F2050") - sum("F2110", "F2270") + sum("F3010", "F3090") - sum("F3110", "F3200") -
         sum("F3230", "F3250") + sum("F3260", "F3280") + sum("F4010", "F4050") - sum("F4110", "F4150");
}

std::vector<std::string> organisations() {
  std::vector<std::string> codes;
  for (const demo::Body& body : made().profile.bodies) codes.push_back(body.code);
  return codes;
}

}  // namespace

TEST_CASE("the footprint's do-nothing position of 2020/21 is the published one") {
  const Entries entries = finance();
  long long total = 0;
  for (const std::string& code : organisations()) total += result_of(entries, code, "2020/21");
  CHECK(total == -1070000);
}

TEST_CASE("each organisation's bridge explains each year's change") {
  const Entries entries = finance();
  for (const std::string& code : organisations())
    for (std::size_t year = 1; year < years.size(); ++year) {
      INFO(code << " " << years[year]);
      CHECK(between(entries, code, "F5020", "F5100", years[year]) ==
            result_of(entries, code, years[year]) - result_of(entries, code, years[year - 1]));
    }
}

TEST_CASE("net solutions are 983,000, and the investments equal the STF") {
  long long net = 0;
  for (const std::string& place : places) {
    const auto all = rows(made().files.at("2016-09-16/" + place + "/register.csv"));
    for (std::size_t column = 0; column < all[0].size(); ++column) {
      const std::string& name = all[0][column];
      const int sign = name == "gross/Y5" ? 1
                       : name == "running/Y5" || name == "one_off/Y5" || name == "counterparty_income/Y5" ||
                               name == "overlap/Y5"
                           ? -1
                           : 0;
      for (std::size_t row = 1; sign != 0 && row < all.size(); ++row)
        net += sign * std::stoll(all[row][column]);
    }
  }
  CHECK(net == 983000);
  const Entries entries = finance();
  long long investments = 0, stf = 0;
  for (const std::string& code : organisations()) {
    investments += between(entries, code, "F7010", "F7080", "2020/21");
    stf += between(entries, code, "F8010", "F8020", "2020/21");
  }
  CHECK(investments == 157000);
  CHECK(stf == 157000);
}

TEST_CASE("what is brought forward is what was carried forward") {
  const Entries entries = finance();
  for (const std::string& code : organisations())
    if (entries.count({code, "F2060", "2015/16"}))
      for (std::size_t year = 1; year < years.size(); ++year)
        CHECK(entries.at({code, "F2060", years[year]}) ==
              entries.at({code, "F2060", years[year - 1]}) + result_of(entries, code, years[year - 1]));
}

TEST_CASE("contracts of the counterparty table make up the provider's income from footprint CCGs") {
  const Entries entries = finance();
  std::map<std::string, long long> income;
  for (const std::string& place : places) {
    const auto all = rows(made().files.at("2016-09-16/" + place + "/counterparties.csv"));
    const auto column = std::find(all[0].begin(), all[0].end(), "payee_figure/Y3") - all[0].begin();
    for (std::size_t row = 1; row < all.size(); ++row) {
      const std::string& figure = all[row][static_cast<std::size_t>(column)];
      if (all[row][2] == "contract" && !figure.empty()) income[all[row][1]] += std::stoll(figure);
    }
  }
  REQUIRE(income.size() == 11);
  for (const auto& [code, sum] : income) CHECK(sum == entries.at({code, "F3010", "2018/19"}));
}

TEST_CASE("Leeds' earlier return differs from its later one, and every cover says that it is made up") {
  CHECK(made().files.at("2016-08-31/leeds/finance.csv") != made().files.at("2016-09-16/leeds/finance.csv"));
  for (const auto& [path, text] : made().files)
    if (path.ends_with("cover.csv")) CHECK(text.find("Made up for the demonstration") != std::string::npos);
}

TEST_CASE("a text that does not fit is refused with its file and line") {
  const std::string missing = demo::read_profile("/nowhere", made().editions.front()).error().where;
  CHECK(missing == "/nowhere/rates.yaml");
}
