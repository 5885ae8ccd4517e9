// The calculation functions at the command line: the real program, over the returns of the demonstration.
#include <catch2/catch.hpp>
#include <sstream>

#include "tests/doors/demo_returns.h"

using scenarios::run;

namespace {

std::vector<std::string> function_names() {
  std::istringstream words(run("$STP fn | sed -n 's/^  \\([a-z]*\\) .*/\\1/p'").out);
  std::vector<std::string> names;
  for (std::string name; words >> name;) names.push_back(name);
  return names;
}

void have_total() {
  scenarios::have_footprint();
  REQUIRE(run("mkdir -p total && $STP consolidate returns/*/" + std::string(scenarios::round) +
              " --json -o total/west-yorkshire.json")
              .exit_code == 0);
}

const std::string leeds = "returns/leeds/" + std::string(scenarios::round);

}  // namespace

TEST_CASE("the examples that a function's help shows give what stands below them when they are typed") {
  have_total();
  // Of an error the help shows its kind alone.
  const auto ran = run(R"SH(set -eu; tried=0; stp() { "$STP" "$@" || [ $? = 1 ]; }
for name in $($STP fn | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
  $STP fn $name --explain >help
  while read -r example; do
    read -r expected
    found=$(eval "$example")
    case $found in "#"*) found=${found%% *} ;; esac
    [ "$found" = "$expected" ] || echo "$example gives $found, not $expected"
    tried=$((tried + 1))
  done < <(grep -A1 "^  stp fn $name" help | grep -v '^--' | grep -v '^  stp fn .*: ')
done
echo "tried $tried")SH");
  INFO(ran.out << ran.err);
  CHECK(ran.exit_code == 0);
  CHECK(ran.out.starts_with("tried "));
  CHECK(std::stoul(ran.out.substr(6)) >= function_names().size());
}

TEST_CASE("a line's figure is read from a workbook, a folder or a total") {
  have_total();
  const auto line = [](const std::string& source) {
    return run("$STP fn line RR8 F3290 2020/21 '' " + source).out;
  };
  const std::string figure = run("$STP fn total RR8 F3290 2020/21 '' total/west-yorkshire.json").out;
  CHECK(figure.starts_with("-"));
  CHECK(line(leeds + "/leeds-finance-" + scenarios::round + ".xlsx") == figure);
  CHECK(line(leeds) == figure);
  CHECK(line("total/west-yorkshire.json") == figure);
}

TEST_CASE("an error value is printed with its reason, and the exit code says so") {
  const auto error = [](const std::string& call) {
    const auto ran = run("$STP fn " + call);
    CHECK(ran.exit_code == 1);
    return ran.out;
  };
  CHECK(error("line RR8 F3290 2020/21 '' nowhere").starts_with("#REF! nowhere: There is no such file."));
  CHECK(error("line RR8 F3290 2020/21").starts_with("#REF! No file is named."));
  CHECK(error("grow 100 2.1% 1.5").starts_with("#NUM! The years must be a whole number"));
  CHECK(run("$STP fn shrink 1").exit_code == 2);
  CHECK(run("$STP fn grow 1 2 3 4").err.find("stp fn grow amount rate [years]") != std::string::npos);
}

TEST_CASE("the list of functions in the README is the list there is") {
  const std::string listed = run("sed -n '/^## Calculation functions/,/^## /p' $SOURCE/README.md | sed -n "
                                 "'s/^|[^|]*| \\(`.*\\) |$/\\1/p' | "
                                 "tr -d '`,' | tr ' ' '\\n'")
                                 .out;
  std::string known;
  for (std::string name : function_names()) {
    for (char& letter : name) letter = static_cast<char>(letter - 'a' + 'A');
    known += name + "\n";
  }
  CHECK(listed == known);
}
