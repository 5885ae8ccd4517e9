#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "calc/form/load.h"
#include "service/files/templates_folder.h"
#include "service/report/rule_book.h"

using namespace stp;

namespace {

const Template& form() {
  static const std::vector<Template> editions =
      load_templates(*read_templates(STP_SOURCE_DIR "/templates")).value();
  return editions.front();
}

Rules rule(const std::string& id) {
  for (const auto& one : form().rules)
    if (one.id == id) return {&one};
  return {};
}

Rules all() {
  Rules rules;
  for (const auto& one : form().rules) rules.push_back(&one);
  return rules;
}

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the rule book shows a rule as an equation and as a sentence") {
  const std::string text = rules_as_text(rule("ARI-03"), form());
  CHECK(says(text, "F2060 = previous(F2320)"));
  CHECK(says(text, "Cumulative surplus/(deficit) brought forward"));
  CHECK(says(text, "draft warning, regional error, national error"));
  CHECK(says(text, "F2060 in 2016/17"));
  CHECK(says(text, "templates/rules/ARI.yaml:"));
}

TEST_CASE("the rule book shows what a rule observes, how strictly, and its examples") {
  const std::string text = rules_as_text(rule("STR-08"), form());
  CHECK(says(text, "stale-cache: The formula is right"));
  CHECK(says(text, "2 half steps of the line's unit or 0.01%, whichever is larger"));
  CHECK(says(text, "fails"));
}

TEST_CASE("every rule of the founding list is in the rule book, once") {
  const auto json = nlohmann::json::parse(rules_as_json(all(), form()));
  std::map<std::string, int> seen;
  for (const auto& one : json["rules"]) ++seen[one["id"].get<std::string>()];
  const std::pair<const char*, int> families[] = {{"STR", 12}, {"DAT", 11}, {"UNI", 4},
                                                  {"SGN", 4},  {"ARI", 10}, {"CON", 14}};
  for (const auto& [family, last] : families)
    for (int i = 1; i <= last; ++i) {
      const std::string id = std::string(family) + (i < 10 ? "-0" : "-") + std::to_string(i);
      INFO(id);
      CHECK(seen[id] == 1);
    }
}

TEST_CASE("the rule book as CSV has a row for each rule") {
  const std::string text = rules_as_csv(all(), form());
  CHECK(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) == form().rules.size() + 1);
}

TEST_CASE("the line dictionary shows a line with its formula, its sentence and the rules that look at it") {
  const std::string text = lines_as_text({form().line("F2310")}, form());
  CHECK(says(text, "F2090 - F2300"));
  CHECK(says(text, "Total in-year resource"));
  CHECK(says(text, "ARI-01"));
  const auto json = nlohmann::json::parse(lines_as_json({form().line("F5010")}, form()));
  REQUIRE(json["lines"][0]["formulas"].size() == 2);
  CHECK(json["lines"][0]["formulas"][0]["equation"] == "previous(F5115)");
  CHECK(json["lines"][0]["formulas"][0]["years"] == nlohmann::json::array({"2016/17"}));
}
