// Laws that hold for every return, tried on returns filled at random from fixed seeds.
#include <catch2/catch.hpp>

#include <algorithm>

#include "calc/bridge.h"
#include "calc/compare.h"
#include "tests/support/seeded_returns.h"

using namespace stp;
using namespace stp::test;

namespace {

constexpr int tries = 12;
const std::vector<std::string> places = {"leeds",     "bradford", "calderdale",
                                         "harrogate", "kirklees", "wakefield"};

std::string all_figures(const CalculatedReturn& figures, const Template& form) {
  std::string text;
  for (std::size_t i = 0; i < figures.figures.size(); ++i)
    for (LineIndex line{0}; line.value < form.lines.size(); ++line.value)
      for (ScenarioIndex s{0}; s.value < form.scenarios.size(); ++s.value)
        for (PeriodIndex p{0}; p.value < form.periods.size(); ++p.value) {
          const Figure& figure = figures.figures[i].at(line, s, p);
          text += std::to_string(static_cast<int>(figure.state)) + to_text(figure.value) + ' ';
        }
  return text;
}

template <class Law>
void for_many_returns(Law law) {
  for (const auto& form : editions())
    for (int seed = 0; seed < tries; ++seed) {
      Chance chance(static_cast<std::uint64_t>(seed) * 7919 + 1);
      const std::string place = places[static_cast<std::size_t>(seed) % places.size()];
      INFO("edition " << form.edition.code << ", seed " << seed << ", place " << place);
      law(form, random_return(form, form.places[form.place(place).value].slug, chance), chance);
    }
}

}  // namespace

TEST_CASE("calculating twice changes nothing") {
  for_many_returns([](const Template& form, const Return& filed, Chance&) {
    const auto once = calculate(filed, form);
    const auto twice = calculate(once.filed, form);
    CHECK(all_figures(once, form) == all_figures(twice, form));
    CHECK(once.filed.organisations.size() == twice.filed.organisations.size());
  });
}

TEST_CASE("the order of organisations and of rows never matters") {
  for_many_returns([](const Template& form, const Return& filed, Chance& chance) {
    Return shuffled = filed;
    for (auto& rows : shuffled.tables)
      for (std::size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[chance.below(i)]);
    std::reverse(shuffled.organisations.begin(), shuffled.organisations.end());
    const auto straight = calculate(filed, form), other = calculate(shuffled, form);
    CHECK(all_figures(straight, form) == all_figures(other, form));
    CHECK(compare(straight, other, form, form.line("F8330"), form.period("Y5")).changes.empty());
  });
}

TEST_CASE("what one member pays another more leaves the NHS position as it was") {
  for (const auto& form : editions())
    for (int seed = 0; seed < tries; ++seed) {
      Chance chance(static_cast<std::uint64_t>(seed) + 400);
      Return filed = random_return(form, "calderdale", chance);
      const auto before = calculate(filed, form);
      const Decimal more = Decimal::of(static_cast<std::int64_t>(chance.below(90'000)));
      const PeriodIndex year{static_cast<std::uint16_t>(chance.below(form.periods.size()))};
      const auto add = [&](const char* who, const char* code) {
        for (auto& part : filed.organisations)
          if (part.organisation == form.organisation(who)) {
            Entry& entry = part.entries.at(form.line(code), form.scenario("DN"), year);
            entry.value = (entry.kind == EntryKind::value ? entry.value : Decimal()) + more;
            entry.kind = EntryKind::value;
          }
      };
      add("02T", "F2110");  // the commissioner's spend with NHS providers of the footprint
      add("RWY", "F3010");  // the provider's income from footprint CCGs
      const auto after = calculate(filed, form);
      for (const char* code : {"F8240", "F8260"}) {
        INFO("seed " << seed << " " << code);
        CHECK(figure(before, form, "SUM-CA", code, form.periods[year.value].code) ==
              figure(after, form, "SUM-CA", code, form.periods[year.value].code));
      }
    }
}

TEST_CASE("a bridge's steps add up to its difference, for every scope and year") {
  for_many_returns([](const Template& form, const Return& filed, Chance&) {
    const auto figures = calculate(filed, form);
    for (const auto& definition : form.bridges)
      for (const auto& part : figures.filed.organisations)
        for (std::uint16_t to = 1; to < form.periods.size(); ++to) {
          const auto result = bridge(figures, form, definition, part.organisation, PeriodIndex{to});
          if (!result.known) continue;
          Decimal running = result.steps.front().end;
          for (const auto& step : result.steps)
            if (!step.total) running += step.change;
          CHECK(running == result.steps.back().end);
          // Within a year every line between the two totals is a step: nothing may be left over.
          if (!definition.cumulative) CHECK(result.unexplained.is_zero());
        }
  });
}

TEST_CASE("the effects of all changes add up to the headline's move, in any year") {
  for_many_returns([](const Template& form, const Return& filed, Chance& chance) {
    const auto before = calculate(filed, form);
    const auto after = calculate(changed_at_random(filed, form, chance), form);
    const auto check = [&](const char* headline, const char* year) {
      const auto result = compare(before, after, form, form.line(headline), form.period(year));
      CHECK(result.known);
      CHECK(!result.changes.empty());
      CHECK(result.explained == result.move);
      CHECK(result.interaction.is_zero());
      return result;
    };
    const auto whole = check("F8330", "Y5");
    check("F8140", "Y1");
    const auto back = compare(after, before, form, form.line("F8330"), form.period("Y5"));
    CHECK(back.move == -whole.move);
    CHECK(back.changes.size() == whole.changes.size());
  });
}

TEST_CASE("an unknown figure never turns into a number") {
  for_many_returns([](const Template& form, const Return& filed, Chance& chance) {
    // Make one input of the provider or commissioner that reaches the headline unreadable.
    Return spoilt = filed;
    auto& part = spoilt.organisations[chance.below(spoilt.organisations.size())];
    std::vector<LineIndex> reaching;
    for (LineIndex line{0}; line.value < form.lines.size(); ++line.value) {
      const Line& definition = form.lines[line.value];
      const bool in_position = definition.code.substr(0, 3) >= "F21" && definition.code.substr(0, 3) <= "F22";
      const bool provider = definition.code.substr(0, 3) >= "F31" && definition.code.substr(0, 3) <= "F32";
      const bool council = definition.code.substr(0, 3) == "F41";
      const bool its_own = holds(definition.types, form.organisations[part.organisation.value].type);
      if (definition.kind == LineKind::input && its_own && (in_position || provider || council))
        reaching.push_back(line);
    }
    REQUIRE(!reaching.empty());
    const LineIndex line = reaching[chance.below(reaching.size())];
    part.entries.at(line, form.scenario("DN"), form.period("Y3")).kind = EntryKind::unreadable;
    const auto sound = calculate(filed, form), figures = calculate(spoilt, form);
    INFO(form.lines[line.value].code);
    const std::string who = form.organisations[part.organisation.value].code;
    CHECK(figure(figures, form, who, "F8100", "Y3") == "unknown");
    CHECK(figure(figures, form, who, "F8140", "Y3") == "unknown");
    const std::string summary = form.organisations[form.summary_of(filed.place).value].code;
    CHECK(figure(figures, form, summary, "F8330", "Y3") == "unknown");
    // Everything that is known is what it was without the unreadable entry.
    for (std::size_t i = 0; i < figures.figures.size(); ++i)
      for (LineIndex l{0}; l.value < form.lines.size(); ++l.value)
        for (PeriodIndex p{0}; p.value < form.periods.size(); ++p.value) {
          const Figure& now = figures.figures[i].at(l, form.scenario("DN"), p);
          const Figure& then = sound.figures[i].at(l, form.scenario("DN"), p);
          if (now.state == FigureState::known) REQUIRE(now.value == then.value);
        }
  });
}
