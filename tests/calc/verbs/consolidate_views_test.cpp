#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>
#include <set>

#include "calc/base/lower_of.h"
#include "calc/base/sha256.h"
#include "calc/consolidate/match.h"
#include "calc/consolidate/place_view.h"
#include "calc/consolidate/publish.h"
#include "consolidate_fixture.h"

using namespace stp;

namespace {

const Pair& pair_of(const FootprintTotal& total, const Template& form, const std::string& payer,
                    const std::string& payee) {
  for (const Pair& pair : total.pairs)
    if (pair.payer == form.organisation(payer) && pair.payee == form.organisation(payee)) return pair;
  throw std::logic_error("no such pair");
}

// Everything in a total that could depend on the order of the returns.
std::string fingerprint(const FootprintTotal& total) {
  std::string text = total.round;
  for (const SourceFile& file : total.merged.filed.files) text += file.name + file.sha256;
  for (std::size_t i = 0; i < total.merged.figures.size(); ++i) {
    const OrganisationReturn& part = total.merged.filed.organisations[i];
    for (std::size_t e = 0; e < part.entries.size(); ++e) {
      const Entry& entry = part.entries.in_order(e);
      text += to_text(entry.value) + '/' + std::to_string(entry.at.file) + '/' +
              total.merged.filed.texts[entry.text] + ';';
    }
  }
  for (const auto& rows : total.merged.filed.tables)
    for (const TableRow& row : rows)
      for (const TableCell& cell : row.cells) text += cell.text + to_text(cell.value) + '|';
  for (const PlaceFigures& figures : total.places) {
    for (const Decimal part : figures.by_place) text += to_text(part) + ',';
    text += to_text(figures.outside) + to_text(figures.organisations);
  }
  for (const Pair& pair : total.pairs) text += pair.reason + pair.comment + to_text(pair.eliminated);
  for (const NotAdded& one : total.not_added) text += one.code + one.file + one.reason;
  for (const Observation& one : total.merged.filed.observations) text += one.kind + one.found + one.detail;
  return sha256(text);
}

}  // namespace

TEST_CASE("the place view shares a provider out and adds up to the organisations exactly") {
  const Template form = small::footprint();
  const FootprintTotal total = consolidate(small::all(form), form, {});
  // Provider of Aldham: income 900, of which 60% for Aldham, 30% for Barlow, 10% outside.
  const PlaceFigures& income = small::places_of(total, form, "income", "Y0", "P");
  CHECK(income.by_place[0] == Decimal::of(540));
  CHECK(income.by_place[1] == Decimal::of(1170));  // 270 and Barlow's own 900
  CHECK(income.by_place[2] == Decimal::of(900));
  CHECK(income.outside == Decimal::of(90));
  CHECK(income.organisations == Decimal::of(5400));
  CHECK(income.known);
  // NHS position: Aldham -100 - 30, Barlow -100 - 50 - 15, others -150, outside -5.
  const PlaceFigures& nhs = small::places_of(total, form, "nhs", "Y0");
  CHECK(nhs.by_place[0] == Decimal::of(-130));
  CHECK(nhs.by_place[1] == Decimal::of(-165));
  CHECK(nhs.outside == Decimal::of(-5));
  CHECK(nhs.organisations == Decimal::of(-900));
  for (const PlaceFigures& figures : total.places) CHECK(figures.difference.is_zero());
}

TEST_CASE("shares that do not come out even still add up to the organisation exactly") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  // A third each, as finely as an amount can say it; the last takes what is left of one.
  const Decimal third = parse_decimal("0.333333333333").value;
  small::share(returns[0], form, "P1", "A", third);
  small::share(returns[0], form, "P1", "B", third);
  small::share(returns[0], form, "P1", "OUT", Decimal::of(1) - third - third);
  small::set(returns[0], form, "P1", "income", "Y1", 1001);
  const FootprintTotal total = consolidate(returns, form, {});
  const PlaceFigures& income = small::places_of(total, form, "income", "Y1", "P");
  CHECK(income.difference.is_zero());
  CHECK(rounded(income.outside, 6) == parse_decimal("333.666667").value);
}

TEST_CASE("shares that make less than the whole show the difference and are noticed") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  small::share(returns[0], form, "P1", "A", Decimal::ratio(9, 10));
  const FootprintTotal total = consolidate(returns, form, {});
  const PlaceFigures& income = small::places_of(total, form, "income", "Y1", "P");
  CHECK(income.difference == Decimal::of(-90));
  std::set<std::string> kinds;
  for (const Observation& one : total.merged.filed.observations) kinds.insert(one.kind);
  CHECK(kinds.count("shares-not-whole") == 1);
  CHECK(kinds.count("views-differ") == 1);
}

TEST_CASE("only the home place says how an organisation is shared out") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  small::share(returns[1], form, "P1", "B", Decimal::of(1));  // Barlow would like all of it
  const FootprintTotal total = consolidate(returns, form, {});
  CHECK(small::places_of(total, form, "income", "Y0", "P").by_place[0] == Decimal::of(540));
}

TEST_CASE("rates have no place view, and an unreadable figure makes only what depends on it unknown") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  returns[0].texts.push_back("n/a");
  Entry& entry = small::organisation(returns[0], form, "P1")
                     .entries.at(form.line("income"), ScenarioIndex{0}, PeriodIndex{0});
  entry.kind = EntryKind::unreadable;
  entry.text = 1;
  const FootprintTotal total = consolidate(returns, form, {});
  CHECK_THROWS(small::places_of(total, form, "growth", "Y0", "C"));
  const PlaceFigures& income = small::places_of(total, form, "income", "Y0", "P");
  CHECK_FALSE(income.known);
  CHECK_FALSE(income.place_known(0));
  CHECK_FALSE(income.place_known(1));  // a share of the unreadable figure belongs here
  CHECK(income.place_known(2));
  CHECK(small::places_of(total, form, "income", "Y1", "P").known);
  CHECK(total.merged.filed.texts[small::organisation(const_cast<Return&>(total.merged.filed), form, "P1")
                                     .entries.at(form.line("income"), ScenarioIndex{0}, PeriodIndex{0})
                                     .text] == "n/a");
}

TEST_CASE("figures too large to be true are carried as unreadable and overflow nothing") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  const Decimal vast = parse_decimal("1e26").value;
  for (const char* body : {"C1", "P1"})
    for (const char* line : {"resource", "spending", "income", "cost"})
      small::organisation(returns[0], form, body)
          .entries.at(form.line(line), ScenarioIndex{0}, PeriodIndex{0})
          .value = vast;
  small::pay(returns[0], form, "C1", "P1", 1, 1);
  returns[0].tables[form.table("counterparties").value][0].cells[4].value = vast;
  small::share(returns[0], form, "P1", "A", vast);
  small::solution(returns[1], form, "B-01", "C2", 1);
  returns[1].tables[form.table("register").value][0].cells[2].value = vast;
  const FootprintTotal total = consolidate(returns, form, {});
  CHECK_FALSE(small::places_of(total, form, "nhs", "Y0").known);
  CHECK_FALSE(small::places_of(total, form, "spending", "Y0", "C").known);
  CHECK_FALSE(pair_of(total, form, "C1", "P1").payer_figure);
  CHECK(small::places_of(total, form, "spending", "Y1", "C").known);
}

TEST_CASE("the lower of two figures is eliminated and the remainder stays a line of its own") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  small::pay(returns[0], form, "C1", "P2", 500, {});
  small::pay(returns[1], form, "C1", "P2", {}, 480);
  const FootprintTotal total = consolidate(returns, form, {});
  const Pair& pair = pair_of(total, form, "C1", "P2");
  CHECK(pair.eliminated == Decimal::of(480));
  CHECK(pair.unmatched == Decimal::of(20));
  CHECK(pair.reason == pair_reason::above_threshold);
  const EliminationTotal& journal = total.eliminations[1];
  CHECK(journal.gross_payer == Decimal::of(500));
  CHECK(journal.gross_payee == Decimal::of(480));
  CHECK(journal.eliminated == Decimal::of(480));
  CHECK(journal.unmatched == Decimal::of(20));
  CHECK(journal.spent == Decimal::of(6600));
  CHECK(journal.received == Decimal::of(5400));
  CHECK(total.gross[1].spent - total.gross[1].eliminated == Decimal::of(6120));
}

TEST_CASE("each pair says why it stands as it does") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  small::pay(returns[0], form, "C1", "P1", 700, 700);  // both in one row, one place
  small::pay(returns[1], form, "C2", "P2", 505, 500);  // within 10
  small::pay(returns[2], form, "C3", "P1", 300, 300);  // Corby also wrote what Aldham should say
  small::pay(returns[3], form, "C1", "P4", {}, 90);    // only the payee
  small::pay(returns[4], form, "C5", "P5", 60, 40, "disputed");
  small::pay(returns[5], form, "P6", "C6", 5, 5);  // no such payment is defined
  const FootprintTotal total = consolidate(returns, form, {});
  CHECK(pair_of(total, form, "C1", "P1").reason == pair_reason::agreed);
  CHECK(pair_of(total, form, "C2", "P2").reason == pair_reason::within_threshold);
  const Pair& unconfirmed = pair_of(total, form, "C3", "P1");
  CHECK(unconfirmed.reason == pair_reason::one_sided_payer);
  CHECK_FALSE(unconfirmed.payee_figure);
  CHECK(unconfirmed.eliminated.is_zero());
  CHECK(pair_of(total, form, "C1", "P4").reason == pair_reason::one_sided_payee);
  CHECK(pair_of(total, form, "C5", "P5").reason == pair_reason::disputed);
  CHECK(pair_of(total, form, "P6", "C6").reason == pair_reason::unknown_nature);
}

TEST_CASE("a payment marked as disputed is so only where its sides differ by more than is allowed") {
  const Template form = small::footprint();
  const auto reason = [&](int payer, int payee) {
    auto returns = small::all(form);
    small::pay(returns[4], form, "C5", "P5", payer, payee, "disputed");
    return pair_of(consolidate(returns, form, {}), form, "C5", "P5").reason;
  };
  CHECK(reason(60, 60) == pair_reason::agreed);
  CHECK(reason(505, 500) == pair_reason::within_threshold);
  CHECK(reason(60, 40) == pair_reason::disputed);
}

TEST_CASE("a payment to an organisation that did not arrive is not eliminated") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  small::pay(returns[0], form, "C1", "P2", 500, 500);
  returns.erase(returns.begin() + 1);
  const FootprintTotal total = consolidate(returns, form, {});
  const Pair& pair = pair_of(total, form, "C1", "P2");
  CHECK(pair.eliminated.is_zero());
  CHECK(pair.reason == pair_reason::not_sent);
  CHECK(pair.payer_figure == Decimal::of(500));
  CHECK_FALSE(pair.payee_figure);  // what Aldham believes of Barlow's provider is no confirmation
  CHECK(pair_reason::in_words(pair.reason) == "the other side has not sent yet");
  for (const EliminationTotal& entry : total.eliminations) CHECK(entry.gross_payer.is_zero());
}

TEST_CASE("a member that has sent other sections alone has not sent its payments yet") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  small::pay(returns[0], form, "C1", "P2", 500, 500);
  small::pay(returns[0], form, "C1", "P1", 40, 40);
  small::organisation(returns[1], form, "P2").sections = 0;
  const FootprintTotal total = consolidate(returns, form, {});
  CHECK(pair_of(total, form, "C1", "P2").reason == pair_reason::not_sent);
  CHECK(pair_of(total, form, "C1", "P1").reason == pair_reason::agreed);
}

TEST_CASE("the lower of two figures goes by size and never crosses zero") {
  CHECK(lower_of(Decimal::of(5), Decimal::of(3)) == Decimal::of(3));
  CHECK(lower_of(Decimal::of(-5), Decimal::of(-3)) == Decimal::of(-3));
  CHECK(lower_of(Decimal::of(-5), Decimal::of(3)).is_zero());
}

TEST_CASE("a price change between members moves no NHS total, whatever is eliminated") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  small::pay(returns[0], form, "C1", "P1", 700, 700);
  const Decimal before = small::figure(consolidate(returns, form, {}), form, "S7", "nhs", "Y1");
  for (const int price : {1, 17, 250}) {
    auto moved = returns;
    small::set(moved[0], form, "C1", "spending", "Y1", 1100 + price);
    small::set(moved[0], form, "P1", "income", "Y1", 900 + price);
    CHECK(small::figure(consolidate(moved, form, {}), form, "S7", "nhs", "Y1") == before);
  }
}

TEST_CASE("eliminating more than the lines hold is noticed") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  small::pay(returns[0], form, "C1", "P1", 6000, 6000);  // all providers together have an income of 5,400
  const FootprintTotal total = consolidate(returns, form, {});
  const auto& seen = total.merged.filed.observations;
  const auto found = std::find_if(
      seen.begin(), seen.end(), [](const Observation& one) { return one.kind == "elimination-not-neutral"; });
  REQUIRE(found != seen.end());
  CHECK(found->difference == Decimal::of(600));
}

TEST_CASE("published millions are rounded once from the sum") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  const FootprintTotal total = consolidate(returns, form, {});
  // -900 thousand is -0.9; the places are -130, -165, four times -150 and -5 outside: -0.1, -0.2, 4 x -0.2,
  // -0.0 = -1.1
  CHECK(total.published[0].thousands == Decimal::of(-900));
  CHECK(total.published[0].millions == Decimal::ratio(-9, 10));
  CHECK(total.published[0].rounded_places == Decimal::ratio(-11, 10));
  CHECK(total.published[0].difference == Decimal::ratio(-2, 10));
}

TEST_CASE("quoted figures on different bases are not added") {
  QuotedFigure annual{"a", "LE", "gap", "annual", "Y5", "S1", "£10m", Decimal::of(10000)};
  QuotedFigure another{"b", "LE", "gap", "annual", "Y5", "S1", "£5m", Decimal::of(5000)};
  QuotedFigure five_years{"c", "LE", "gap", "cumulative", "Y5", "S2", "£20m", Decimal::of(20000)};
  QuotedFigure unstated{"d", "LE", "gap", "unstated", "Y5", "S2", "£20m", Decimal::of(20000)};
  CHECK(add_quoted({annual, another}).value() == Decimal::of(15000));
  const auto refused = add_quoted({annual, five_years});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "different-basis");
  CHECK(refused.error().sentence.find("£20m") != std::string::npos);
  CHECK_FALSE(add_quoted({unstated, unstated}));
  CHECK(add_quoted({}).value().is_zero());
}

TEST_CASE("all 720 orders of six returns give one total") {
  const Template form = small::footprint();
  auto returns = small::all(form);
  small::pay(returns[0], form, "C1", "P2", 500, {});
  small::pay(returns[1], form, "C1", "P2", {}, 480, "N");
  small::solution(returns[2], form, "C-01", "P1", 12);
  returns[3].texts.push_back("tbc");
  Entry& entry = small::organisation(returns[3], form, "C4")
                     .entries.at(form.line("growth"), ScenarioIndex{0}, PeriodIndex{0});
  entry.kind = EntryKind::unreadable;
  entry.text = 1;
  std::vector<std::size_t> order(6);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::set<std::string> seen;
  std::size_t orders = 0;
  do {
    std::vector<Return> shuffled;
    for (const std::size_t i : order) shuffled.push_back(returns[i]);
    shuffled.insert(shuffled.begin() + static_cast<std::ptrdiff_t>(order[0]), returns[6]);
    seen.insert(fingerprint(consolidate(shuffled, form, {})));
    ++orders;
  } while (std::next_permutation(order.begin(), order.end()));
  CHECK(orders == 720);
  CHECK(seen.size() == 1);
}

TEST_CASE("places(...) and outside(...) read the place view of a total") {
  const Template form = small::footprint();
  const FootprintTotal total = consolidate(small::all(form), form, {});
  const PlaceValues values(total.merged, form);
  Expression nhs;
  nhs.op = Operator::line;
  nhs.line = form.line("nhs");
  const Position at{form.organisation("S7"), nhs.line, ScenarioIndex{0}, PeriodIndex{0}};
  CHECK(values.over_places(nhs, at).number == Decimal::of(-895));
  CHECK(values.outside(nhs, at).number == Decimal::of(-5));
}
