#include "service/disk/files.h"
#include "tests/xlsx/form/filled.h"
#include "tests/xlsx/form/loaded.h"

using namespace stp;

TEST_CASE("a return filled into a blank workbook and taken back is the same return") {
  for (const char* place : {"LE", "WY"}) {
    const NamedWorkbook empty = test::named(test::blank({"finance", "activity", "workforce"}, place));
    const std::vector<FillItem> items = test::figures_for(empty, 7);
    REQUIRE(items.size() > 300);
    const auto filled = fill_workbook(empty, test::form(), items, {});
    REQUIRE(filled);
    INFO(test::told(filled->unplaced));
    REQUIRE(filled->unplaced.empty());
    CHECK(filled->written == items.size());
    if (const char* folder = std::getenv("STP_KEEP_WORKBOOKS"))
      CHECK(write_file(std::string(folder) + "/filled-" + place + ".xlsx", filled->bytes));

    const auto back = take_return({test::named(filled->bytes)}, test::form());
    REQUIRE(back);
    INFO(test::told(back->observations));
    CHECK(back->observations.empty());
    CHECK(test::difference(items, test::without_defaults(items_of(*back, test::form()), empty)) == "");

    // Filling again changes nothing.
    const auto again = fill_workbook(test::named(filled->bytes), test::form(), items, {});
    REQUIRE(again);
    CHECK(again->written == 0);
    CHECK(again->already == items.size());
    CHECK(again->bytes == filled->bytes);
  }
}

TEST_CASE("every calculated cell's stored result is the recalculated figure") {
  const NamedWorkbook empty = test::named(test::blank({"finance", "activity", "workforce"}));
  const auto filled = fill_workbook(empty, test::form(), test::figures_for(empty, 11), {});
  REQUIRE(filled);
  REQUIRE(filled->unplaced.empty());
  const auto back = take_return({test::named(filled->bytes)}, test::form());
  REQUIRE(back);
  const CalculatedReturn figures = calculate(*back, test::form());
  std::size_t compared = 0;
  for (std::size_t i = 0; i < figures.figures.size(); ++i)
    for (LineIndex l{0}; l.value < test::form().lines.size(); ++l.value)
      for (ScenarioIndex s{0}; s.value < test::form().scenarios.size(); ++s.value)
        for (PeriodIndex p{0}; p.value < test::form().periods.size(); ++p.value) {
          const Entry& entry = figures.filed.organisations[i].entries.at(l, s, p);
          if (!entry.from_formula) continue;
          const Figure& figure = figures.figures[i].at(l, s, p);
          INFO(test::form().lines[l.value].code);
          REQUIRE(figure.state == FigureState::known);
          REQUIRE(entry.value == figure.value);
          ++compared;
        }
  CHECK(compared > 2000);
}
