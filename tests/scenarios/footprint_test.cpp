// The footprint total of the illustrative returns, by the real program: the published figures, and what
// becomes of a return that is missing, sent twice, or of another round.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "tests/doors/demo_returns.h"

using namespace scenarios;

namespace {

const std::string other_six =
    "returns/{bradford,calderdale,harrogate,kirklees,wakefield,west-yorkshire}/2016-09-16 ";

long long number(const std::string& text) { return std::stoll(text); }

void published_figures() {
  const auto total = json_of("$STP consolidate returns/*/2016-09-16 --json");
  CHECK(total.at("complete") == true);
  CHECK(total.at("arrived").size() == 7);
  CHECK(total.at("not_added").empty());
  const long long gap = number(summary(total, "F8260", "2020/21"));
  const long long residual = number(summary(total, "F8330", "2020/21"));
  CHECK(gap == -1070000);
  CHECK(residual == -87000);
  CHECK(residual - gap == 983000);
}

// The places' shares of a figure and what lies outside them are the figure of the organisations.
void both_views_agree() {
  const auto total = json_of("$STP consolidate returns/*/2016-09-16 --json");
  std::size_t looked_at = 0;
  for (const auto& one : total.at("places")) {
    double sum = std::stod(one.at("outside").get<std::string>());
    for (const auto& place : one.at("places")) sum += std::stod(place.get<std::string>());
    CHECK(sum == Approx(std::stod(one.at("organisations").get<std::string>())).margin(0.001));
    ++looked_at;
  }
  CHECK(looked_at > 1000);
}

void missing_is_not_nil() {
  const auto text = run("$STP consolidate " + other_six);
  CHECK(text.exit_code == 1);
  CHECK(text.out.find("INCOMPLETE") != std::string::npos);
  CHECK(text.out.find("Leeds                        MISSING") != std::string::npos);
  const auto total = json_of("$STP consolidate " + other_six + "--json");
  CHECK(total.at("complete") == false);
  for (const auto& one : total.at("summary")) CHECK(one.at("known") == false);
  for (const auto& one : total.at("places")) CHECK(one.at("places").at("LE").is_null());
}

void wrong_round_is_not_added() {
  const auto total = json_of("$STP consolidate " + other_six + "returns/leeds/2016-08-31 --json");
  CHECK(total.at("complete") == false);
  REQUIRE(total.at("not_added").size() == 1);
  CHECK(total.at("not_added")[0].dump().find("wrong-round") != std::string::npos);
  CHECK(summary(total, "F8260", "2020/21") ==
        summary(json_of("$STP consolidate " + other_six + "--json"), "F8260", "2020/21"));
}

void sent_twice_is_added_once_or_not_at_all() {
  REQUIRE(run("mkdir -p again && cp returns/leeds/2016-09-16/leeds-finance-2016-09-16.xlsx again/a.xlsx")
              .exit_code == 0);
  const auto same = json_of("$STP consolidate returns/*/2016-09-16 again --json");
  CHECK(summary(same, "F8330", "2020/21") == "-87000");
  CHECK(same.at("complete") == true);

  REQUIRE(run("$STP set again/a.xlsx 'Register!A6=another scheme' -o again/b.xlsx && rm again/a.xlsx")
              .exit_code == 0);
  const auto other = json_of("$STP consolidate returns/*/2016-09-16 again --json");
  CHECK(other.at("complete") == false);
  REQUIRE(other.at("not_added").size() == 2);
  for (const auto& one : other.at("not_added")) CHECK(one.dump().find("place-twice") != std::string::npos);
}

// Twenty orders of the seven finance workbooks.
void any_order_gives_the_same_bytes() {
  std::vector<std::string> files;
  for (const char* place :
       {"bradford", "calderdale", "harrogate", "kirklees", "leeds", "wakefield", "west-yorkshire"})
    files.push_back(std::string("returns/") + place + "/2016-09-16/" + place + "-finance-2016-09-16.xlsx ");
  std::mt19937 random(20161021);
  std::string command = "may() { \"$@\" || [ $? = 1 ]; }; set -e\n";
  for (int i = 0; i < 20; ++i) {
    std::shuffle(files.begin(), files.end(), random);
    std::string all;
    for (const auto& one : files) all += one;
    const bool first = i == 0;
    command += "may $STP consolidate " + all + "--json -o " + (first ? "first" : "next") + ".json\n";
    if (!first) command += "cmp first.json next.json\n";
  }
  const auto ran = run(command);
  INFO(ran.out << ran.err);
  CHECK(ran.exit_code == 0);
}

void corrected_returns_are_clean() {
  for (const char* stage : {"draft", "regional", "national"}) {
    const auto ran = run(std::string("$STP check returns/*/2016-09-16 --json --stage ") + stage);
    CHECK(ran.exit_code == 0);
    const auto report = nlohmann::json::parse(ran.out);
    CHECK(report.at("returns").size() == 7);
    for (const auto& filed : report.at("returns")) {
      INFO(filed.at("place") << " " << filed.at("findings").dump(1).substr(0, 2000));
      CHECK(filed.at("findings").empty());
    }
  }
}

}  // namespace

TEST_CASE(
    "six places and the programmes are clean and make the published total, whatever arrives beside them") {
  have_footprint();
  have_return("leeds", earlier);
  corrected_returns_are_clean();
  published_figures();
  both_views_agree();
  missing_is_not_nil();
  wrong_round_is_not_added();
  sent_twice_is_added_once_or_not_at_all();
  any_order_gives_the_same_bytes();
}
