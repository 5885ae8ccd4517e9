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
  CHECK(function_names().size() > 50);
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

TEST_CASE("figures of a running service are read with a key, and without one nothing is told") {
  const doors::Folder folder;
  REQUIRE(doors::run("$SOURCE/service/demo/demo.sh $STP $PWD/demo", folder, 300).exit_code == 0);
  const auto ran = doors::run(R"SH(set -euo pipefail
$STP serve --demo demo --data data --port 0 >log 2>&1 & pid=$!
trap 'kill -TERM $pid; wait $pid || true' EXIT
for i in $(seq 300); do grep -q '^Serving on' log && break; sleep 0.2; done
export STP_SERVICE=$(sed -n 's,^Serving on \(.*\)/$,\1,p' log)
key() {
  curl -sS -o /dev/null -c $1 -d person=$1 $STP_SERVICE/sign-in/demonstration
  token=$(curl -sS -b $1 $STP_SERVICE/account | sed -n '0,/name="csrf"/s/.*name="csrf" value="\([^"]*\)".*/\1/p')
  curl -sS -b $1 -H "X-CSRF-Token: $token" --json "{\"label\": \"try\", \"days\": 1, \"grants\": [\"$2\"]}" \
    $STP_SERVICE/api/v1/keys | jq -r .secret
}
line() { STP_KEY=$1 $STP fn line RR8 F3290 2020/21 '' $2 || true; }
region=$(key region regional) kirklees=$(key kirklees.lead "preparer KI")
file=$(line '' demo/returns/leeds/2016-09-16)
for i in $(seq 300); do [ "$(line $region service:2016-09-16)" = "$file" ] && break; sleep 0.2; done
[ "$(line $region service)" = "$file" ] && echo "as in the files"
for person in region kirklees.lead; do  # the page, before anything was asked of it
  curl -sS -b $person $STP_SERVICE/functions/line | tr -d , | grep -c "<strong>.*${file#-}<" || true
done
for source in service service:1999-01-01; do line $kirklees $source; done
line '' service; line wrong service
STP_SERVICE= line $region service)SH",
                              folder, 300);
  INFO(ran.err);
  CHECK(ran.exit_code == 0);
  const std::string sign_in =
      "#N/A LINE reads returns, which are for people who have signed in. Sign in, or send an API key.\n";
  CHECK(ran.out ==
        "as in the files\n1\n0\n"
        "#N/A The return of Leeds is not for Made-up person: finance lead, Kirklees. "
        "Ask for figures of a place you hold a role in.\n"
        "#REF! There is no round \"1999-01-01\". The rounds are: 2016-04-15, 2016-06-30, 2016-08-31, "
        "2016-09-16, 2016-10-21, 2016-11-24, 2016-12-23.\n" +
            sign_in + sign_in +
            "#N/A STP_SERVICE: No service is named. Set the variable STP_SERVICE to its address, and "
            "STP_KEY to an API key of yours.\n");
}
