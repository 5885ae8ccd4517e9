// The second edition adds, retires, renames and moves lines, in text alone; the first stays as it was.
#include <catch2/catch.hpp>

#include "calc/form/load.h"
#include "service/files/templates_folder.h"
#include "xlsx/form/form.h"

using namespace stp;

namespace {

const std::vector<Template>& editions() {
  static const std::vector<Template> all =
      load_templates(read_templates(std::string(STP_SOURCE_DIR) + "/templates").value()).value();
  return all;
}
const Template& first() { return **choose_edition(editions(), "reference-2016.1"); }
const Template& second() { return **choose_edition(editions(), "reference-2016.2"); }

std::ptrdiff_t place_in_layout(const Template& form, const std::string& code) {
  for (const SectionLayout& section : form.layout.sections)
    for (std::size_t at = 0; at < section.order.size(); ++at)
      if (form.lines[section.order[at].value].code == code) return static_cast<std::ptrdiff_t>(at);
  return -1;
}

const Line& line(const Template& form, const std::string& code) {
  return form.lines.at(form.line(code).value);
}

std::size_t finance_lines(const Template& form) {
  std::size_t count = 0;
  for (const Line& each : form.lines) count += form.sections[each.section.value].code == "finance" ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("the first edition has 155 finance lines of organisations and 13 summary lines") {
  CHECK(finance_lines(first()) == 155 + 13);
  CHECK(finance_lines(second()) == 157 + 13);
}

TEST_CASE("lines are added and retired") {
  for (const char* added : {"F2235", "F6070"}) {
    CHECK_FALSE(first().line(added));
    CHECK(second().line(added));
    CHECK(place_in_layout(second(), added) >= 0);
  }
  CHECK(first().line("A7330"));
  CHECK_FALSE(second().line("A7330"));
}

TEST_CASE("lines move, and are called otherwise") {
  CHECK(place_in_layout(first(), "F2060") < place_in_layout(first(), "F2090"));
  CHECK(place_in_layout(second(), "F2060") == place_in_layout(second(), "F2320") - 1);
  CHECK(line(first(), "F2230").label == "Other programme spend");
  CHECK(line(second(), "F2230").label == "Other programme spend without GP Forward View");
}

TEST_CASE("formulas and bridges of the second edition take the new theme in") {
  const auto total = [](const Template& form) { return line(form, "F6200").formulas.front().text; };
  CHECK(total(first()).find("F6070") == std::string::npos);
  CHECK(total(second()).find("F6070") != std::string::npos);
  const auto steps = [](const Template& form) {
    for (const Bridge& bridge : form.bridges)
      if (bridge.code == "do-something") return bridge.steps.size();
    return std::size_t{0};
  };
  CHECK(steps(second()) == steps(first()) + 1);
}

TEST_CASE("each round is on its edition, and each edition writes its own workbook") {
  REQUIRE(first().round("2016-10-21"));
  CHECK(first().round("2016-10-21")->edition == "reference-2016.1");
  REQUIRE(second().round("2016-11-24"));
  CHECK(second().round("2016-11-24")->edition == "reference-2016.2");
  CHECK(first().hash != second().hash);
  for (const Template* form : {&first(), &second()}) {
    const std::string round = form == &first() ? "2016-10-21" : "2016-11-24";
    const auto bytes = blank_workbook(*form, {{"finance"}, form->place("calderdale"), round, false});
    REQUIRE(bytes);
    const auto said = recognise(xlsx::Workbook::read(*bytes, "calderdale.xlsx").value());
    REQUIRE(said);
    CHECK(said->edition == form->edition.code);
  }
}
