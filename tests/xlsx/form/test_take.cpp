#include "tests/xlsx/form/loaded.h"

using namespace stp;

namespace {
std::string told(const Return& filed) {
  std::string all;
  for (const Observation& one : filed.observations)
    all += one.kind + " sheet " + std::to_string(one.at.sheet) + " " +
           xlsx::to_text({one.at.row, one.at.column}) + " [" + one.found + "] [" + one.expected + "] " +
           one.detail + "\n";
  return all;
}
}  // namespace

TEST_CASE("a blank workbook is taken without a word") {
  for (const char* place : {"LE", "WY", "BD"}) {
    const auto files =
        std::vector<NamedWorkbook>{test::named(test::blank({"finance", "activity", "workforce"}, place))};
    const auto filed = take_return(files, test::form());
    REQUIRE(filed);
    INFO(place << "\n" << told(*filed));
    CHECK(filed->observations.empty());
    CHECK(filed->round == "2016-04-15");
    CHECK(filed->place == test::form().place(place));
  }
}
