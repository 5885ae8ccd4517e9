// Consolidation as a regional team meets it: real workbooks in, whatever is wrong with them named.
#include <algorithm>
#include <catch2/catch.hpp>

#include "calc/consolidate/match.h"
#include "service/pipeline/pipeline.h"
#include "service/total/total_json.h"
#include "tests/support/total_fixture.h"
#include "xlsx/form/sheets/book.h"

using namespace stp;

namespace {

const Template& form() { return totals::form(); }

const Pipeline& pipeline() {
  static const Pipeline one(totals::editions());
  return one;
}

// One place's three sections in one workbook.
InputFile workbook_of(const Return& filed, const std::string& name) {
  std::vector<SectionIndex> sections;
  for (std::uint16_t s = 0; s < form().sections.size(); ++s) sections.push_back(SectionIndex{s});
  const auto bytes = write_book(form(), sections, calculate(filed, form()), {name, ""});
  REQUIRE(bytes);
  return {name, "", *bytes};
}

std::vector<InputFile> workbooks(const std::vector<Return>& returns) {
  std::vector<InputFile> files;
  for (const Return& filed : returns)
    files.push_back(workbook_of(filed, form().places[filed.place.value].slug + ".xlsx"));
  return files;
}

const std::vector<InputFile>& all_seven() {
  static const std::vector<InputFile> files = workbooks(totals::all());
  return files;
}

FootprintTotal total_of(const std::vector<InputFile>& files, const ConsolidateOptions& options = {}) {
  auto done = pipeline().consolidate(files, options);
  REQUIRE(done);
  return std::move(done->total);
}

InputFile& file_of(std::vector<InputFile>& files, const std::string& name) {
  const auto found =
      std::find_if(files.begin(), files.end(), [&](const InputFile& one) { return one.name == name; });
  REQUIRE(found != files.end());
  return *found;
}

std::vector<std::string> left_out(const FootprintTotal& total) {
  std::vector<std::string> words;
  for (const NotAdded& one : total.not_added) words.push_back(one.file + ": " + one.code);
  return words;
}

bool arrived(const FootprintTotal& total, const std::string& place) {
  return total.arrived[form().place(place).value].present;
}

Decimal gap(const FootprintTotal& total) {
  const LineIndex line = form().line("F8260");
  return total.merged.find(form().organisation("SUM-WY"), line, ScenarioIndex{0}, form().period("Y5"))->value;
}

Decimal gap_of_members(const FootprintTotal& total, const std::string& without) {
  const LineIndex line = form().line("F8100");
  Decimal sum;
  for (std::size_t i = 0; i < total.merged.figures.size(); ++i) {
    const Organisation& body = form().organisations[total.merged.filed.organisations[i].organisation.value];
    if (!body.summary && form().places[body.home.value].code != without)
      sum += total.merged.figures[i].at(line, ScenarioIndex{0}, form().period("Y5")).value;
  }
  return sum;
}

}  // namespace

TEST_CASE("seven workbooks make one complete footprint total") {
  const FootprintTotal total = total_of(all_seven());
  CHECK(total.complete);
  CHECK(total.not_added.empty());
  CHECK(gap(total) == gap_of_members(total, ""));
  for (const PlaceFigures& figures : total.places) CHECK(figures.difference.is_zero());
}

TEST_CASE("without Leeds the total says so and counts nothing in its place") {
  const FootprintTotal whole = total_of(all_seven());
  auto files = all_seven();
  std::erase_if(files, [](const InputFile& one) { return one.name == "leeds.xlsx"; });
  const FootprintTotal total = total_of(files);
  CHECK_FALSE(total.complete);
  CHECK(total.incomplete == std::vector<std::string>{"incomplete: Leeds missing"});
  CHECK(gap(total) == gap_of_members(whole, "LE"));
  for (const PlaceFigures& figures : total.places) CHECK_FALSE(figures.place_known(form().place("LE").value));
}

TEST_CASE("Leeds sent twice with the same bytes counts once") {
  auto files = all_seven();
  files.push_back(file_of(files, "leeds.xlsx"));
  files.back().name = "leeds copy.xlsx";
  const FootprintTotal total = total_of(files);
  CHECK(total.complete);
  CHECK(left_out(total) == std::vector<std::string>{"leeds.xlsx: same-again"});
  CHECK(gap(total) == gap(total_of(all_seven())));
}

TEST_CASE("Leeds sent twice with different figures: both are named, neither is added") {
  auto files = all_seven();
  Return other = totals::of_place("LE");
  other.organisations[0].entries.at(form().line("F2110"), ScenarioIndex{0}, form().period("Y5")).value =
      Decimal::of(1);
  files.push_back(workbook_of(other, "leeds corrected.xlsx"));
  const FootprintTotal total = total_of(files);
  CHECK(left_out(total) ==
        std::vector<std::string>{"leeds corrected.xlsx: place-twice", "leeds.xlsx: place-twice"});
  CHECK_FALSE(arrived(total, "LE"));
}

TEST_CASE("a return of another round stays outside, whichever edition it is on") {
  auto files = all_seven();
  Return late = totals::of_place("LE");
  late.round = form().rounds[1].code;
  file_of(files, "leeds.xlsx") = workbook_of(late, "leeds.xlsx");
  const FootprintTotal total = total_of(files);
  CHECK(left_out(total) == std::vector<std::string>{"leeds.xlsx: wrong-round"});

  const auto newest = pipeline().blank("", {{"finance"}, totals::editions().back().place("LE"), "", false});
  REQUIRE(newest);
  REQUIRE(totals::editions().back().edition.code != form().edition.code);
  auto with_stray = all_seven();
  with_stray.push_back({"leeds next.xlsx", "", *newest});
  const FootprintTotal undisturbed = total_of(with_stray);
  CHECK(undisturbed.complete);
  CHECK(undisturbed.edition == form().edition.code);
  CHECK(left_out(undisturbed) == std::vector<std::string>{"leeds next.xlsx: wrong-round"});
}

TEST_CASE("a shared provider returned by a second place is refused by name and the home place's stands") {
  auto files = all_seven();
  Return kirklees = totals::of_place("KI");
  const Return calderdale = totals::of_place("CA");
  kirklees.organisations.push_back(*calderdale.find(form().organisation("RWY")));
  file_of(files, "kirklees.xlsx") = workbook_of(kirklees, "kirklees.xlsx");
  const FootprintTotal total = total_of(files);
  REQUIRE(total.not_added.size() == 1);
  CHECK(total.not_added[0].organisation == "RWY");
  CHECK(total.not_added[0].reason.find("Calderdale and Huddersfield") != std::string::npos);
  CHECK(total.complete);
  CHECK(gap(total) == gap(total_of(all_seven())));
}

TEST_CASE("a payment whose two sides differ is eliminated by the lower and the rest stays in sight") {
  const FootprintTotal total = total_of(all_seven());
  const auto pair = std::find_if(total.pairs.begin(), total.pairs.end(), [&](const Pair& one) {
    return one.payer == form().organisation("03A") && one.payee == form().organisation("RWY") &&
           one.period == form().period("Y0");
  });
  REQUIRE(pair != total.pairs.end());
  CHECK(pair->payer_figure == Decimal::of(4000));
  CHECK(pair->payee_figure == Decimal::of(3500));
  CHECK(pair->eliminated == Decimal::of(3500));
  CHECK(pair->unmatched == Decimal::of(500));
  CHECK(pair->reason == pair_reason::above_threshold);
}

TEST_CASE("a return on a cumulative basis is named and not added") {
  auto files = all_seven();
  Return leeds = totals::of_place("LE");
  leeds.cover[form().cover_field("basis_period").value].text = "cumulative";
  file_of(files, "leeds.xlsx") = workbook_of(leeds, "leeds.xlsx");
  CHECK(left_out(total_of(files)) == std::vector<std::string>{"leeds.xlsx: other-basis"});
}

TEST_CASE("a file that is no return is named and stops nothing") {
  auto files = all_seven();
  files.push_back({"minutes.docx", "", "PK not a workbook"});
  const FootprintTotal total = total_of(files);
  CHECK(total.complete);
  REQUIRE(total.not_added.size() == 1);
  CHECK(total.not_added[0].file == "minutes.docx");
}

TEST_CASE("however the seven files are ordered, the total is the same to the last byte") {
  auto files = all_seven();
  const std::string first = total_json(total_of(files), form());
  for (int turn = 0; turn < 3; ++turn) {
    std::rotate(files.begin(), files.begin() + 2, files.end());
    if (turn == 1) std::reverse(files.begin(), files.end());
    CHECK(total_json(total_of(files), form()) == first);
  }
}
