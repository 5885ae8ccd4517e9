// The table of verbs, and what run_verb makes of right and wrong requests.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "tests/support/asked.h"

using namespace stp;
using test::asked;
using test::blank_of;
using test::pipeline;

namespace {

Refusal refusal_of(const Request& request) {
  const auto answer = run_verb(pipeline(), request);
  REQUIRE_FALSE(answer);
  return answer.error();
}

InputFile typed(const InputFile& workbook, const std::string& csv) {
  auto request = asked("fill", "file", {workbook});
  request.files["from"] = {{"typed.csv", "", csv}};
  const auto answer = run_verb(pipeline(), request);
  if (!answer) FAIL(to_text(answer.error()));
  return {workbook.name, workbook.folder, answer->documents.front().bytes};
}

}  // namespace

TEST_CASE("every verb says what it does and gives its documents a kind") {
  std::set<std::string> names;
  for (const auto& one : verbs()) {
    CHECK(names.insert(one.name).second);
    CHECK_FALSE(one.sentence.empty());
    REQUIRE_FALSE(one.formats.empty());
    for (const auto& format : one.formats) {
      CHECK(format.media_type.find('/') != std::string::npos);
      CHECK(format.ending.front() == '.');
    }
    CHECK(verb(one.name) == &one);
  }
  CHECK(verb("sing") == nullptr);
}

TEST_CASE("all formats are made from one reading, in the order they were asked for") {
  const auto answer = run_verb(
      pipeline(), asked("check", "files", {blank_of("activity", "leeds")}, {"csv", "json", "html", "text"}));
  REQUIRE(answer);
  REQUIRE(answer->documents.size() == 4);
  CHECK(answer->documents[0].format == "csv");
  CHECK(answer->documents[0].media_type == "text/csv; charset=utf-8");
  CHECK(answer->documents[0].bytes.starts_with("place,"));
  CHECK(answer->document("json")->bytes.starts_with("{"));
  CHECK(answer->document("html")->bytes.starts_with("<!DOCTYPE html>"));
  CHECK(answer->document("text")->bytes.find("Leeds, round") != std::string::npos);
  CHECK(answer->document("xlsx") == nullptr);
}

TEST_CASE("a report as JSON names the sections that came") {
  const auto answer = run_verb(
      pipeline(),
      asked("check", "files", {blank_of("workforce", "leeds"), blank_of("activity", "leeds")}, {"json"}));
  REQUIRE(answer);
  const auto& json = answer->documents.front().bytes;
  const auto at = json.find("\"sections\": [");
  REQUIRE(at != std::string::npos);
  const auto list = json.substr(at, json.find(']', at) - at);
  CHECK(list.find("\"activity\"") != std::string::npos);
  CHECK(list.find("\"workforce\"") != std::string::npos);
  CHECK(list.find("\"finance\"") == std::string::npos);
}

TEST_CASE("without a format the first one is given, named after what is in it") {
  const auto answer = run_verb(
      pipeline(),
      {"blank", {}, {{"section", {"finance"}}, {"place", {"leeds"}}, {"round", {"2016-09-16"}}}, {}});
  REQUIRE(answer);
  REQUIRE(answer->documents.size() == 1);
  CHECK(answer->documents[0].format == "xlsx");
  CHECK(answer->documents[0].file_name == "leeds-finance-2016-09-16.xlsx");
  CHECK(answer->documents[0].bytes.starts_with("PK"));
}

TEST_CASE("a file that cannot be read is named in the answer, and the others are still checked") {
  const auto answer = run_verb(
      pipeline(),
      asked("check", "files", {{"letter.xlsx", "", "Dear finance team"}, blank_of("activity", "wakefield")},
            {"json"}));
  REQUIRE(answer);
  REQUIRE(answer->refused.size() == 1);
  CHECK(answer->refused[0].file == "letter.xlsx");
  CHECK(answer->errors_found);
  CHECK(answer->documents[0].bytes.find("\"place\": \"WA\"") != std::string::npos);
}

TEST_CASE("filling tells what was written, and refuses with every figure that has no cell") {
  const auto blank = blank_of("finance", "leeds");
  auto request = asked("fill", "file", {blank});
  request.files["from"] = {{"a.csv", "", "organisation,line,scenario,year,value\nRR8,F3010,DN,Y1,5\n"}};
  const auto answer = run_verb(pipeline(), request);
  REQUIRE(answer);
  CHECK(answer->summary.starts_with("1 figures written"));
  request.files["from"].push_back({"b.csv", "", "organisation,line,scenario,year,value\nRR8,NOPE,DN,Y1,6\n"});
  const auto refusal = refusal_of(request);
  CHECK(refusal.code == "figures-not-placed");
  CHECK(refusal.remedy.find("b.csv line 2") != std::string::npos);
}

TEST_CASE("a total for programs is made from all files or not at all, its text says what is missing") {
  std::vector<InputFile> files{blank_of("finance", "leeds"), {"letter.xlsx", "", "Dear finance team"}};
  CHECK(refusal_of(asked("consolidate", "files", files, {"text", "json"})).code == "files-refused");
  const auto answer = run_verb(pipeline(), asked("consolidate", "files", files));
  REQUIRE(answer);
  CHECK(answer->refused.size() == 1);
  CHECK(answer->documents[0].bytes.find("letter.xlsx") != std::string::npos);
}

TEST_CASE("a chart shows one bridge") {
  const auto file =
      typed(blank_of("finance", "leeds"), "organisation,line,scenario,year,value\nRR8,F3010,DN,Y1,5\n");
  CHECK(refusal_of(asked("bridge", "file", {file}, {"svg"})).code == "bridge-not-chosen");
  const auto answer =
      run_verb(pipeline(), asked("bridge", "file", {file}, {"json", "svg"}, {{"bridge", {"do-nothing"}}}));
  REQUIRE(answer);
  CHECK(answer->document("svg")->bytes.starts_with("<svg"));
  CHECK(answer->document("svg")->file_name == "do-nothing.svg");
}

TEST_CASE("a request that its verb does not declare is refused with what there is") {
  const auto file = blank_of("activity", "leeds");
  CHECK(refusal_of({"sing", {}, {}, {}}).remedy.find("check") != std::string::npos);
  CHECK(refusal_of(asked("check", "files", {})).code == "file-missing");
  CHECK(refusal_of(asked("check", "books", {file})).code == "input-unknown");
  CHECK(refusal_of(asked("check", "files", {file}, {"pdf"})).code == "format-unknown");
  CHECK(refusal_of(asked("check", "files", {file}, {}, {{"colour", {"red"}}})).code == "option-unknown");
  CHECK(refusal_of(asked("check", "files", {file}, {}, {{"stage", {"rough"}}})).remedy ==
        "Name one of: draft, regional, national.");
  CHECK(refusal_of(asked("check", "files", {file}, {}, {{"stage", {"draft", "national"}}})).code ==
        "option-value");
  CHECK(refusal_of(asked("explain", "file", {file})).code == "option-missing");
  CHECK(refusal_of(asked("explain", "file", {file}, {}, {{"line", {"F3010"}}, {"depth", {"25"}}})).remedy ==
        "Give a whole number from 0 to 24.");
  CHECK(refusal_of(asked("compare", "before", {file})).code == "file-missing");
  CHECK(refusal_of(asked("fill", "file", {file, file})).code == "one-file");
  CHECK(refusal_of(asked("fill", "file", {file}, {}, {{"overwrite", {"no"}}})).code == "option-value");
}

TEST_CASE("a cell is shown in its neighbourhood, and a sheet or cell that is not there is refused") {
  const auto file = blank_of("activity", "leeds");
  const auto answer =
      run_verb(pipeline(), asked("look", "file", {file}, {}, {{"cell", {"B2"}}, {"around", {"1"}}}));
  REQUIRE(answer);
  const auto& json = answer->documents.front().bytes;
  for (const char* address : {"A1", "B1", "C1", "A2", "B2", "C2", "A3", "B3", "C3"})
    CHECK(json.find("\"address\": \"" + std::string(address) + "\"") != std::string::npos);
  CHECK(json.find("\"address\": \"D") == std::string::npos);
  CHECK(json.find("\"address\": \"A4\"") == std::string::npos);
  CHECK(json.find("\"headings\": []") != std::string::npos);  // the row asked for has no figures
  CHECK(json.find("\"kind\": \"text\"") != std::string::npos);
  CHECK(refusal_of(asked("look", "file", {file}, {}, {{"sheet", {"Nowhere"}}})).code == "no-such-sheet");
  CHECK(refusal_of(asked("look", "file", {file}, {}, {{"cell", {"seven"}}})).code == "no-such-cell");
  CHECK(refusal_of(asked("look", "file", {file}, {}, {{"around", {"21"}}})).code == "option-value");
}

TEST_CASE("filling tells the cells it would write to who holds the workbook open") {
  auto request = asked("fill", "file", {blank_of("finance", "leeds")}, {"cells", "xlsx"});
  request.files["from"] = {
      {"a.csv", "", "organisation,line,scenario,year,value\nRR8,F3010,DN,Y1,5\nRR8,F3010,DN,Y2,6.5\n"}};
  auto plain = request;
  plain.files.erase("from");
  plain.formats = {"cells"};
  const auto count = [](const std::string& text, const std::string& words) {
    std::size_t found = 0;
    for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++found;
    return found;
  };
  const auto none = run_verb(pipeline(), plain);
  const auto some = run_verb(pipeline(), request);
  REQUIRE(none);
  REQUIRE(some);
  const std::string& before = none->documents[0].bytes;
  const std::string& after = some->document("cells")->bytes;
  CHECK(some->document("cells")->media_type == "application/json");
  CHECK(some->document("xlsx")->bytes.starts_with("PK"));
  // Results of formulas are not among them.
  CHECK(count(after, "\"cell\":") == count(before, "\"cell\":") + 2);
  CHECK(count(after, "\"value\": \"5\"") == count(before, "\"value\": \"5\"") + 1);
  CHECK(count(after, "\"value\": \"6.5\"") == 1);
  CHECK(count(after, "\"kind\": \"formula\"") == 0);
}

TEST_CASE("a figure is explained by the cell it stands in") {
  const auto file =
      typed(blank_of("finance", "leeds"), "organisation,line,scenario,year,value\nRR8,F3010,DN,Y1,5\n");
  const auto by_line = run_verb(
      pipeline(),
      asked("explain", "file", {file}, {"json"},
            {{"line", {"F3010"}}, {"organisation", {"RR8"}}, {"scenario", {"DN"}}, {"year", {"Y1"}}}));
  REQUIRE(by_line);
  const std::string& json = by_line->documents[0].bytes;
  const auto value_of = [&](const std::string& key) {
    const auto at = json.find("\"" + key + "\": \"") + key.size() + 5;
    return json.substr(at, json.find('"', at) - at);
  };
  const auto by_cell =
      run_verb(pipeline(), asked("explain", "file", {file}, {"json"},
                                 {{"sheet", {value_of("sheet")}}, {"cell", {value_of("cell")}}}));
  REQUIRE(by_cell);
  CHECK(by_cell->documents[0].bytes == json);
  const auto asked_for = [&](std::map<std::string, std::vector<std::string>> options) {
    return refusal_of(asked("explain", "file", {file}, {}, std::move(options))).code;
  };
  CHECK(asked_for({{"cell", {"A1"}}}) == "no-figure-there");
  CHECK(asked_for({{"cell", {"seven"}}}) == "no-such-cell");
  CHECK(asked_for({{"cell", {"B2"}}, {"sheet", {"Nowhere"}}}) == "no-such-sheet");
  CHECK(asked_for({{"cell", {"B2"}}, {"line", {"F3010"}}}) == "option-missing");
}
