// Two totals of which one does not know the figure: which, and the entry that is missing.
#include <catch2/catch.hpp>

#include "tests/service/web/shown_tables.h"

using namespace desks;

TEST_CASE("a comparison with an unknown side says which side it is and which cell is to blame") {
  OpenDesk open("sqlite");
  open.open_round();
  open.hand_in_bytes(changed(workbook("wakefield", "finance"), "\"'Wakefield Council finance'!F11=tbc\""),
                     "wakefield.xlsx", "");
  open.work();
  const auto unknown = total(open.desk(), scenarios::round)->number;
  open.hand_in("wakefield", "finance");
  open.work();
  const auto known = total(open.desk(), scenarios::round)->number;
  REQUIRE(known == unknown + 1);
  const auto compared = [&](std::int64_t before, std::int64_t after) {
    const auto answer = shown::page(open.desk(), "/footprint/compare",
                                    {{"before", std::to_string(before)},
                                     {"number", std::to_string(after)},
                                     {"line", "F8250"},
                                     {"year", "Y1"}});
    REQUIRE(answer.status == 200);
    return shown::words(answer.body);
  };
  const auto says = [](const std::string& page, const std::string& words) {
    return page.find(words) != std::string::npos;
  };
  for (const auto& [before, after] : {std::pair{unknown, known}, std::pair{known, unknown}}) {
    const auto page = compared(before, after);
    CHECK_FALSE(says(page, "No change of an entry moved this figure"));
    CHECK(says(page, "In total " + std::to_string(unknown) + " it is not known"));
    CHECK_FALSE(says(page, "In total " + std::to_string(known) + " it is not known"));
    CHECK(says(page, "sheet Wakefield Council finance, cell F11"));
    CHECK(says(page, "What changed between the two totals"));
  }
}
