#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "service/total/total_json.h"
#include "tests/support/total_fixture.h"

using namespace stp;

namespace {

FootprintTotal whole() { return consolidate(totals::all(), totals::form(), {}); }
// One place only: what is wrong with a file shows in a small one as well.
FootprintTotal small() {
  std::vector<Return> returns = {totals::of_place("HA")};
  totals::pay(returns[0], "03E", "RCD", "contract", 500, 500);
  return consolidate(std::move(returns), totals::form(), {});
}

void same_figures(const CalculatedReturn& a, const CalculatedReturn& b) {
  REQUIRE(a.figures.size() == b.figures.size());
  const Template& form = totals::form();
  std::size_t compared = 0, different = 0;
  for (std::size_t i = 0; i < a.figures.size(); ++i)
    for (std::uint16_t l = 0; l < form.lines.size(); ++l)
      for (std::uint16_t s = 0; s < form.scenarios.size(); ++s)
        for (std::uint16_t p = 0; p < form.periods.size(); ++p) {
          const LineIndex line{l};
          const ScenarioIndex scenario{s};
          const PeriodIndex period{p};
          const Figure &one = a.figures[i].at(line, scenario, period),
                       &other = b.figures[i].at(line, scenario, period);
          const Entry &from = a.filed.organisations[i].entries.at(line, scenario, period),
                      &read = b.filed.organisations[i].entries.at(line, scenario, period);
          ++compared;
          if (one.value != other.value || one.state != other.state || from.value != read.value ||
              from.kind != read.kind || from.at != read.at)
            ++different;
        }
  CHECK(compared > 1000);
  CHECK(different == 0);
}

}  // namespace

TEST_CASE("a total read back from its JSON is the same total") {
  const FootprintTotal total = whole();
  const std::string json = total_json(total, totals::form());
  const auto read = read_total_json(json, totals::editions());
  REQUIRE(read);
  same_figures(total.merged, read->merged);
  CHECK(read->merged.filed.files[0].sha256 == total.merged.filed.files[0].sha256);
  CHECK(read->pairs.size() == total.pairs.size());
  CHECK(read->places.size() == total.places.size());
  CHECK(read->findings.size() == total.findings.size());
  CHECK(total_json(*read, totals::form()) == json);
}

TEST_CASE("unreadable entries, notes and what is missing survive the JSON") {
  auto returns = totals::all();
  returns.erase(returns.begin() + 4);
  returns[0].texts.push_back("n/a \"quoted\" \xC2\xA3");
  Entry& entry =
      returns[0].organisations[0].entries.at(totals::form().line("F2110"), ScenarioIndex{0}, PeriodIndex{2});
  entry.kind = EntryKind::unreadable;
  entry.value = Decimal();
  entry.text = 1;
  const FootprintTotal total = consolidate(returns, totals::form(), {});
  REQUIRE_FALSE(total.complete);
  const std::string json = total_json(total, totals::form());
  const auto read = read_total_json(json, totals::editions());
  REQUIRE(read);
  same_figures(total.merged, read->merged);
  CHECK(read->incomplete == total.incomplete);
  CHECK(total_json(*read, totals::form()) == json);
}

TEST_CASE("the order of the returns never changes a byte of the JSON") {
  auto returns = totals::all();
  const std::string json = total_json(consolidate(returns, totals::form(), {}), totals::form());
  std::reverse(returns.begin(), returns.end());
  CHECK(total_json(consolidate(returns, totals::form(), {}), totals::form()) == json);
  std::swap(returns[1], returns[5]);
  CHECK(total_json(consolidate(returns, totals::form(), {}), totals::form()) == json);
}

TEST_CASE("JSON that is no total, is damaged or was changed is refused") {
  const std::string json = total_json(small(), totals::form());
  CHECK(looks_like_total_json(json));
  CHECK_FALSE(looks_like_total_json("{\"figures\": []}"));
  CHECK(read_total_json("{}", totals::editions()).error().code == "not-a-total");
  CHECK(read_total_json("[1, 2", totals::editions()).error().code == "not-a-total");
  CHECK(read_total_json(json.substr(0, json.size() / 2), totals::editions()).error().code == "not-a-total");
  CHECK(read_total_json("{\"kind\": 7}", totals::editions()).error().code == "not-a-total");

  auto changed = nlohmann::ordered_json::parse(json);
  changed["template_hash"] = "000000000000";
  CHECK(read_total_json(changed.dump(), totals::editions()).error().code == "other-template");

  changed = nlohmann::ordered_json::parse(json);
  auto& lines = changed["organisations"][0]["lines"];
  const auto line =
      std::find_if(lines.begin(), lines.end(), [](const auto& one) { return one.contains("entries"); });
  REQUIRE(line != lines.end());
  line->at("entries").begin().value()[0] = "999999";
  const auto refused = read_total_json(changed.dump(), totals::editions());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().sentence.find("does not follow") != std::string::npos);
}

TEST_CASE("a JSON that points outside its own files, tables or edition is refused") {
  const auto json = nlohmann::ordered_json::parse(total_json(small(), totals::form()));
  const auto refused = [&](auto change) {
    auto changed = json;
    change(changed);
    const auto read = read_total_json(changed.dump(), totals::editions());
    return !read && read.error().code == "not-a-total";
  };
  CHECK(refused([](auto& one) { one["files"] = nlohmann::ordered_json::array(); }));
  CHECK(refused([](auto& one) { one["organisations"][0]["code"] = "NOBODY"; }));
  CHECK(refused([](auto& one) { one["organisations"].push_back(one["organisations"][0]); }));
  CHECK(refused([](auto& one) { one["tables"]["unheard-of"] = nlohmann::ordered_json::array(); }));
  CHECK(refused([](auto& one) {
    one["tables"]["counterparties"][0]["cells"]["payer_figure/Y9"] = {{"value", "1"}};
  }));
  CHECK(refused([](auto& one) { one["arrived"][0]["present"] = "perhaps"; }));
  CHECK(refused([](auto& one) { one.erase("cover"); }));
}
