#include <catch2/catch.hpp>

#include "consolidate_fixture.h"

using namespace stp;

namespace {

std::vector<std::string> codes(const FootprintTotal& total) {
  std::vector<std::string> all;
  for (const NotAdded& one : total.not_added)
    all.push_back(one.place + " " + one.organisation + " " + one.code);
  return all;
}

bool present(const FootprintTotal& total, std::size_t place) { return total.arrived[place].present; }

}  // namespace

TEST_CASE("six places and the programmes make a complete total") {
  const Template form = small::footprint();
  const FootprintTotal total = consolidate(small::all(form), form, {});
  CHECK(total.complete);
  CHECK(total.round == "autumn");
  CHECK(total.not_added.empty());
  CHECK(total.merged.filed.total);
  CHECK(total.merged.filed.files.size() == 7);
  CHECK(total.merged.filed.organisations.size() == 13);  // six CCGs, six providers, the footprint's summary
  // six times (-100 - 50); in the second year the programmes' solution brings 30
  CHECK(small::figure(total, form, "S7", "nhs", "Y0") == Decimal::of(-900));
  CHECK(small::figure(total, form, "S7", "nhs", "Y1") == Decimal::of(-870));
  CHECK(small::figure(total, form, "C1", "solutions", "Y1") == Decimal::of(30));
}

TEST_CASE("a missing place is named, and shown as missing, never as nil") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  returns.erase(returns.begin() + 4);  // Elland
  const FootprintTotal total = consolidate(returns, form, {});
  CHECK_FALSE(total.complete);
  CHECK(total.incomplete == std::vector<std::string>{"incomplete: Elland missing"});
  CHECK_FALSE(present(total, 4));
  const PlaceFigures& nhs = small::places_of(total, form, "nhs", "Y0");
  CHECK_FALSE(nhs.known);
  CHECK_FALSE(nhs.place_known(4));
  CHECK(nhs.place_known(3));
}

TEST_CASE("no returns at all make an empty total with every place missing") {
  const Template form = small::footprint();
  const FootprintTotal total = consolidate({}, form, {});
  CHECK_FALSE(total.complete);
  CHECK(total.incomplete.size() == 7);
  CHECK(total.round.empty());
}

TEST_CASE("a return of another round is named and not added") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  returns[2].round = "summer";
  const FootprintTotal total = consolidate(returns, form, {});
  REQUIRE(codes(total) == std::vector<std::string>{"C  wrong-round"});
  CHECK(total.not_added[0].file == "C.xlsx");
  CHECK(total.not_added[0].round == "summer");
  CHECK_FALSE(present(total, 2));
  CHECK(small::figure(total, form, "S7", "nhs", "Y0") == Decimal::of(-750));
}

TEST_CASE("the round asked for decides, not the majority") {
  const Template form = small::footprint();
  const FootprintTotal total = consolidate(small::all(form), form, {"", "summer"});
  CHECK(total.round == "summer");
  CHECK(total.not_added.size() == 7);
}

TEST_CASE("a return that does not state its round is not added") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  returns[0].round.clear();
  CHECK(codes(consolidate(returns, form, {})) == std::vector<std::string>{"A  round-not-stated"});
}

TEST_CASE("a return on another edition is not added, and nothing of it is read") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  returns[1].edition = "small-2";
  returns[1].organisations[0].organisation = OrganisationIndex{999};  // positions of another edition
  returns[1].place = PlaceIndex{77};
  CHECK(codes(consolidate(returns, form, {})) == std::vector<std::string>{"  wrong-edition"});
}

TEST_CASE("a return from an unknown place is not added") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  returns[5].place = PlaceIndex{};
  CHECK(codes(consolidate(returns, form, {})) == std::vector<std::string>{"  unknown-place"});
}

TEST_CASE(
    "a return on another basis is named and not added, a blank basis is left to the return's own rules") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  returns[0].cover[0].text = "cumulative";
  returns[1].cover[0].text = "";
  const FootprintTotal total = consolidate(returns, form, {});
  REQUIRE(codes(total) == std::vector<std::string>{"A  other-basis"});
  CHECK(total.not_added[0].reason.find("cumulative") != std::string::npos);
  CHECK(present(total, 1));
}

TEST_CASE("the same return sent twice is added once and the second named") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  returns.push_back(returns[4]);
  returns.back().files[0].name = "copy of E.xlsx";
  const FootprintTotal total = consolidate(returns, form, {});
  CHECK(codes(total) == std::vector<std::string>{"E  same-again"});
  CHECK(total.complete);
  CHECK(small::figure(total, form, "S7", "nhs", "Y0") == Decimal::of(-900));
}

TEST_CASE("two different returns of one place: both are named and neither is added") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  returns.push_back(returns[4]);
  returns.back().files[0] = {"E corrected.xlsx", "another hash", {"Sheet"}};
  small::set(returns.back(), form, "C5", "spending", "Y1", 1101);
  const FootprintTotal total = consolidate(returns, form, {});
  REQUIRE(codes(total) == std::vector<std::string>{"E  place-twice", "E  place-twice"});
  CHECK(total.not_added[0].file == "E corrected.xlsx");
  CHECK(total.not_added[1].file == "E.xlsx");
  CHECK_FALSE(present(total, 4));
  CHECK(small::figure(total, form, "S7", "nhs", "Y0") == Decimal::of(-750));
}

TEST_CASE("one thing typed in a table is enough to make two returns different") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  returns.push_back(returns[4]);
  small::pay(returns.back(), form, "C5", "P5", 700, 700);
  CHECK(consolidate(returns, form, {}).not_added.size() == 2);
}

TEST_CASE("an organisation returned by a place that is not its home is refused by name: the home's stands") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  small::add(returns[1], form, "P1");  // Barlow brings Aldham's provider
  small::set(returns[1], form, "P1", "income", "Y0", 5000);
  const FootprintTotal total = consolidate(returns, form, {});
  REQUIRE(codes(total) == std::vector<std::string>{"B P1 not-its-home"});
  CHECK(total.not_added[0].reason.find("Aldham") != std::string::npos);
  CHECK(small::figure(total, form, "P1", "income", "Y0") == Decimal::of(900));
  CHECK(total.complete);
}

TEST_CASE("a place's return without one of its organisations leaves the total incomplete") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  returns[3].organisations.pop_back();
  const FootprintTotal total = consolidate(returns, form, {});
  CHECK_FALSE(total.complete);
  CHECK(total.incomplete == std::vector<std::string>{"incomplete: P4 missing"});
}

TEST_CASE("a programme's solution that also stands in a place's register is added once") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  small::solution(returns[0], form, "WF-01", "C1", 30);
  small::solution(returns[0], form, "A-01", "C1", 5);
  const FootprintTotal total = consolidate(returns, form, {});
  CHECK(codes(total) == std::vector<std::string>{"A  programme-solution"});
  CHECK(small::figure(total, form, "C1", "solutions", "Y1") == Decimal::of(35));
}

TEST_CASE("a solution of one place may benefit an organisation of another") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  small::solution(returns[0], form, "A-02", "P2", 7);
  const FootprintTotal total = consolidate(returns, form, {});
  CHECK(small::figure(total, form, "P2", "solutions", "Y1") == Decimal::of(7));
}
