#include <catch2/catch.hpp>

#include "service/files/csv.h"
#include "service/files/read_data.h"

using namespace stp;

namespace {

Template with_register() {
  Template form;
  TableDefinition table;
  table.code = "register";
  for (const char* code : {"solution", "theme", "gross"}) {
    Column column;
    column.code = code;
    table.columns.push_back(column);
  }
  form.tables.push_back(table);
  return form;
}

}  // namespace

TEST_CASE("a CSV row knows the line it began on, also after a field of several lines") {
  const auto rows = read_csv("a,b\n\"one\ntwo\",2\n3,4\n", "x.csv");
  REQUIRE(rows);
  REQUIRE(rows->size() == 3);
  CHECK((*rows)[1].line == 2);
  CHECK((*rows)[1].fields[0] == "one\ntwo");
  CHECK((*rows)[2].line == 4);
}

TEST_CASE("CSV that cannot be read is refused with its place") {
  CHECK(read_csv("a,\"b\n", "x.csv").error().code == "csv-broken");
  CHECK(read_csv(std::string_view("a\0b", 3), "x.csv").error().code == "csv-broken");
}

TEST_CASE("a byte order mark is passed over") {
  const auto rows = read_csv(
      "\xEF\xBB\xBF"
      "field,value\n",
      "x.csv");
  REQUIRE(rows);
  CHECK((*rows)[0].fields[0] == "field");
}

TEST_CASE("entries, cover and tables are told apart by their headings") {
  const auto form = with_register();
  const auto entries =
      read_csv_items("organisation,line,scenario,year,value,note\nX1,L1,DN,Y2,-5,why\n", "e.csv", form);
  REQUIRE(entries);
  REQUIRE(entries->size() == 2);
  CHECK((*entries)[0].kind == FillItem::Kind::note);
  CHECK((*entries)[0].value == "why");
  CHECK((*entries)[1].value == "-5");
  CHECK((*entries)[1].at == "e.csv line 2");
  const auto cover = read_csv_items("field,value\nround,R\n", "c.csv", form);
  REQUIRE(cover);
  CHECK((*cover)[0].kind == FillItem::Kind::cover);
  const auto rows = read_csv_items("solution,gross/Y2\nLE-01,7\n", "r.csv", form);
  REQUIRE(rows);
  CHECK((*rows)[0].table == "register");
  CHECK((*rows)[0].columns[1] == std::pair<std::string, std::string>("gross/Y2", "7"));
}

TEST_CASE("a heading that means nothing is refused") {
  CHECK(read_csv_items("colour,size\nred,2\n", "x.csv", with_register()).error().code == "data-unknown");
  CHECK(read_csv_items("field,value\na,b,c\n", "x.csv", with_register()).error().code == "csv-row-too-long");
}

TEST_CASE("JSON numbers keep their digits") {
  const auto items = read_json_items(
      R"({"cover": {"round": "R"}, "entries": [{"organisation": "X1", "line": "L", "year": "Y2", "value": 0.10000000000000000005}]})",
      "d.json", with_register());
  REQUIRE(items);
  REQUIRE(items->size() == 2);
  CHECK((*items)[1].value == "0.10000000000000000005");
  CHECK((*items)[1].at == "d.json entries[0]");
}

TEST_CASE("JSON of another shape is refused") {
  const auto form = with_register();
  CHECK(read_json_items("[1,2]", "d.json", form).error().code == "json-broken");
  CHECK(read_json_items("{\"surprise\": []}", "d.json", form).error().code == "json-broken");
  CHECK(read_json_items("{\"entries\": [1]}", "d.json", form).error().code == "json-broken");
  CHECK(read_json_items("{", "d.json", form).error().code == "json-broken");
  CHECK(read_json_items(std::string(100, '['), "d.json", form).error().code == "json-broken");
}
