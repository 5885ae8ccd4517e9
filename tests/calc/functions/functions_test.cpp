// The table of functions as it stands in templates/functions: every example is run by the loader; here is
// what the table refuses, and how arguments become answers.
#include <catch2/catch.hpp>

#include "calc/functions/load.h"
#include "calc/functions/read_argument.h"
#include "service/files/templates_folder.h"

using namespace stp;
using namespace stp::functions;

namespace {

std::vector<TemplateText> texts() { return read_function_texts(STP_SOURCE_DIR "/templates").value(); }

const Functions& table() {
  static const Functions loaded = load(texts()).value();
  return loaded;
}

Grid answer(std::string_view name, const std::vector<std::string>& arguments) {
  const Function& function = *table().find(name);
  std::vector<Grid> read;
  for (std::size_t i = 0; i < arguments.size(); ++i)
    read.push_back(read_argument(arguments[i], function.parameters.at(i)).value());
  return call(function, read);
}
std::string text(std::string_view name, const std::vector<std::string>& arguments) {
  return to_text(answer(name, arguments));
}

// The texts with one changed word.
Troubles troubles_after(const std::string& before, const std::string& after) {
  auto changed = texts();
  for (auto& one : changed)
    if (const auto at = one.text.find(before); at != std::string::npos)
      one.text.replace(at, before.size(), after);
  const auto loaded = load(changed);
  REQUIRE_FALSE(loaded);
  return loaded.error();
}

}  // namespace

TEST_CASE("the texts of the functions load, each with an example that comes out as it says") {
  const auto loaded = load(texts());
  if (!loaded)
    for (const auto& trouble : loaded.error()) FAIL_CHECK(to_text(trouble));
  REQUIRE(loaded);
  for (const auto& function : loaded->all) CHECK_FALSE(function.examples.empty());
}

TEST_CASE("a function answers for each cell of a range, and one row goes along one column") {
  CHECK(text("grow", {"100;200", "2.1%", "5"}) == "110.95035864891;221.90071729782");
  CHECK(text("GROW", {"100|200", "0%;100%"}) == "100;200|200;400");
  CHECK(text("grow", {"100;200", "1%;2%;3%"}).starts_with("#VALUE! The ranges given differ in size"));
}

TEST_CASE("what cannot be answered is the spreadsheet's own error with a reason") {
  CHECK(text("grow", {"100", "2.1%", "1.5"}).starts_with("#NUM! The years must be a whole number"));
  CHECK(text("grow", {"100"}).starts_with("#VALUE! The argument rate is missing"));
  CHECK(text("grow", {"1e26", "900%", "9"}).starts_with("#NUM! The result is larger"));
  const Function& grow = *table().find("grow");
  CHECK(to_text(call(grow, {grid_of(std::string("1,234")), grid_of(Decimal::of(1))}))
            .starts_with("#VALUE! The argument amount must be a number"));
  const Error given{Fault::missing, "not there"};
  CHECK(call(grow, {grid_of(given), grid_of(Decimal::of(1))}) == grid_of(given));
  CHECK(to_text(call(grow, std::vector<Grid>(4))).starts_with("#VALUE! GROW takes at most 3 arguments"));
  CHECK(to_text(call(grow, {Grid{2, 2, {}}, Grid{}})).starts_with("#VALUE! A range here"));
}

TEST_CASE("a wrong declaration is refused with its place") {
  CHECK(troubles_after("result: 110.95035864891", "result: 110.95").at(0).code == "example-fails");
  CHECK(troubles_after("name: GROW", "name: Grow").at(0).code == "bad-name");
  CHECK(troubles_after("{name: rate,", "{name: the rate,").at(0).code == "bad-name");
  CHECK(troubles_after("call: [100, 2.1%, 5]", "call: [100, 2.1%, 5, 6]").at(0).code == "example-too-long");
  CHECK(troubles_after("name: GROW", "name: GROVE").at(0).code == "no-computation");
  CHECK(troubles_after("category: growth\n", "category: grown\n").at(0).code == "unknown-category");
  CHECK(troubles_after("    source: M-H", "    source: nowhere").at(0).code == "unknown-source");
  CHECK(troubles_after("name: rate, unit: \"%\"", "name: rate, unit: parts").at(0).code == "unknown-unit");
}

TEST_CASE("arguments written as text are read strictly") {
  const Parameter number{"rate", "", "%", Kind::number, false, {}};
  CHECK(read_argument("2.1%", number).value() == grid_of(Decimal::ratio(21, 1000)));
  CHECK(read_argument("", number).value() == Grid{});
  CHECK(read_argument("1;2|3;4", number)->rows == 2);
  const Parameter year{"year", "", "", Kind::text, false, {}};
  CHECK(to_text(read_argument("2016/17; 2020/21", year).value()) == "2016/17;2020/21");
  CHECK(read_argument("2016/17; 2020/21", year)->columns == 2);
  const Parameter file{"source", "", "", Kind::text, true, {}, true};
  CHECK(read_argument("a;b|c.xlsx", file).value() == grid_of(std::string("a;b|c.xlsx")));
  for (const char* wrong : {"1,234", "£5", "two", "1;2|3", "0x10", "nan", "1;;x"})
    CHECK_FALSE(read_argument(wrong, number));
}

TEST_CASE("arguments given by name are put in order, and what cannot be read is an error value") {
  const Function& grow = *table().find("grow");
  const auto answered = [&](const std::vector<std::pair<std::string, std::string>>& named) {
    const auto arguments = read_arguments(grow, named);
    return arguments ? to_text(call(grow, *arguments)) : arguments.error().code;
  };
  CHECK(answered({{"years", "5"}, {"rate", "2.1%"}, {"amount", "100"}}) == "110.95035864891");
  CHECK(answered({{"rate", "2.1%"}, {"amount", "100"}}) == "102.1");
  CHECK(answered({{"rate", "2.1%"}, {"amount", "1,000"}}).starts_with("#VALUE! amount: \"1,000\" is not"));
  CHECK(answered({{"rate", "2.1%"}}).starts_with("#VALUE! The argument amount is missing"));
  CHECK(answered({{"Rate", "2.1%"}}) == "argument-unknown");
  CHECK(answered({{"rate", "1%"}, {"rate", "2%"}}) == "argument-twice");
}
