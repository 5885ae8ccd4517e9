// The real files of templates/ load without trouble, and hold together.
#include <catch2/catch.hpp>
#include <set>

#include "calc/form/load.h"
#include "service/files/templates_folder.h"

using namespace stp;

namespace {

const std::vector<Template>& real() {
  static const std::vector<Template> forms = [] {
    const auto texts = read_templates(std::string(STP_SOURCE_DIR) + "/templates");
    REQUIRE(texts);
    auto loaded = load_templates(*texts);
    if (!loaded)
      for (const Refusal& trouble : loaded.error()) UNSCOPED_INFO(to_text(trouble));
    REQUIRE(loaded);
    return std::move(*loaded);
  }();
  return forms;
}

// A sentence that begins with a hole may begin with what stands in a cell.
bool begins_small(const std::string& text) {
  for (std::size_t at = text.find(". "); at != std::string::npos; at = text.find(". ", at + 1))
    if (text[at + 2] >= 'a' && text[at + 2] <= 'z' && !text.substr(0, at).ends_with("e.g")) return true;
  return !text.empty() && text[0] >= 'a' && text[0] <= 'z';
}

}  // namespace

TEST_CASE("the real templates load without trouble") {
  REQUIRE(real().size() >= 2);
  CHECK(real()[0].hash != real()[1].hash);
  for (const Template& form : real()) {
    INFO(form.edition.code);
    CHECK(form.sections.size() == 3);
    CHECK(form.periods.size() == 6);
    CHECK(form.places.size() == 7);
    CHECK(form.places.back().footprint);
    CHECK_FALSE(form.rounds.empty());
    CHECK_FALSE(form.bridges.empty());
    CHECK_FALSE(form.eliminations.empty());
    CHECK_FALSE(form.quoted.empty());
    CHECK(form.tables.size() == 3);
  }
}

TEST_CASE("a rule's words are sentences, and no remedy names a command alone") {
  for (const Template& form : real())
    for (const Rule& rule : form.rules) {
      INFO(rule.id);
      std::vector<std::string> texts{rule.message, rule.remedy};
      for (const auto& [kind, remedy] : rule.remedy_of) texts.push_back(remedy);
      for (const std::string& text : texts) {
        CHECK_FALSE(begins_small(text));
        if (text.find("stp ") != std::string::npos)
          CHECK(text.find("page Templates of the service") != std::string::npos);
      }
    }
}

TEST_CASE("every calculated line has a step for each of its scenarios, once") {
  for (const Template& form : real()) {
    std::set<std::pair<std::uint16_t, std::uint16_t>> steps;
    for (const auto& step : form.order) CHECK(steps.emplace(step.line.value, step.scenario.value).second);
    std::size_t wanted = 0;
    for (const Line& line : form.lines)
      if (line.kind == LineKind::calculated)
        wanted += static_cast<std::size_t>(__builtin_popcount(line.scenarios));
    CHECK(steps.size() == wanted);
  }
}

TEST_CASE("the second edition adds, retires and moves lines") {
  const Template &first = real()[0], &second = real()[1];
  const auto only_in = [](const Template& one, const Template& other) {
    std::size_t count = 0;
    for (const Line& line : one.lines) count += other.line(line.code) ? 0 : 1;
    return count;
  };
  CHECK(only_in(second, first) > 0);
  CHECK(only_in(first, second) > 0);
  const auto codes_in_order = [](const Template& form, const Template& other) {
    std::vector<std::string> codes;
    for (const SectionLayout& section : form.layout.sections)
      for (const LineIndex line : section.order)
        if (other.line(form.lines[line.value].code)) codes.push_back(form.lines[line.value].code);
    return codes;
  };
  CHECK(codes_in_order(first, second) != codes_in_order(second, first));
}

TEST_CASE("every observation a rule names is known, and every kind of one family is in some rule") {
  for (const Template& form : real()) {
    std::set<std::string> used;
    for (const Rule& rule : form.rules) used.insert(rule.observations.begin(), rule.observations.end());
    for (const auto& [kind, means] : form.observation_kinds) {
      INFO(kind << ": nothing turns this observation into a finding");
      CHECK(used.contains(kind));
    }
  }
}
