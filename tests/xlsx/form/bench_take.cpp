// Asked for by name only ([.bench]): how long taking a return of three sections is, once its cells are
// scanned.
#include <chrono>
#include <iostream>

#include "tests/xlsx/form/filled.h"

using namespace stp;

TEST_CASE("taking a return of three sections", "[.bench]") {
  const NamedWorkbook empty = test::named(test::blank({"finance", "activity", "workforce"}));
  const auto filled = fill_workbook(empty, test::form(), test::figures_for(empty, 3), {});
  REQUIRE(filled);
  const std::vector<NamedWorkbook> files = {test::named(filled->bytes)};
  const auto time = [](const char* what, auto&& work) {
    double best = 1e9;
    for (int i = 0; i < 15; ++i) {
      const auto start = std::chrono::steady_clock::now();
      work();
      best = std::min(
          best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
      if (i == 0) std::cout << what << ": first " << best << " ms, ";
    }
    std::cout << "best " << best << " ms\n";
  };
  time("read package", [&] { test::named(filled->bytes); });
  time("scan cells", [&] {
    for (std::size_t i = 0; i < files[0].workbook.sheets().size(); ++i) REQUIRE(files[0].workbook.cells(i));
  });
  std::size_t entries = 0;
  time("take, with scanning", [&] { REQUIRE(take_return(files, test::form())); });
  const auto filed = take_return(files, test::form());
  for (const auto& part : filed->organisations)
    for (LineIndex l{0}; l.value < test::form().lines.size(); ++l.value)
      for (ScenarioIndex s{0}; s.value < 2; ++s.value)
        for (PeriodIndex p{0}; p.value < 6; ++p.value)
          entries += part.entries.at(l, s, p).kind != EntryKind::blank;
  std::cout << entries << " entries\n";
  time("calculate", [&] { calculate(*filed, test::form()); });
  time("fill", [&] { REQUIRE(fill_workbook(empty, test::form(), items_of(*filed, test::form()), {})); });
}
