#include <catch2/catch.hpp>

#include "tests/doors/shell.h"

namespace {

// The service of the demonstration on a free port, and a real Chromium in front of it. Pictures of every page
// stay in the build folder.
void in_a_browser(const std::string& part) {
  const doors::Folder folder;
  const auto ran = doors::run("part=" + part + R"(
set -euo pipefail
kept="${SOURCE}/build/browser"
[ -z "${STP_BROWSER_KEPT:-}" ] || kept="$STP_BROWSER_KEPT"
"$SOURCE/tests/browser/install.sh" "$kept"
"$SOURCE/service/demo/demo.sh" "$STP" "$PWD/demo" >demo.log
# Kirklees with every sign turned (hundreds of errors), Leeds with more decimals than the unit has (warnings).
mkdir made
head=organisation,line,scenario,year,times,plus,typed,what
awk -F, -v head=$head 'BEGIN {print head} $2 ~ /^F[234]/ {print $1","$2","$3","$4",-1,,,Every sign turned."}' \
  demo/data/2016-09-16/kirklees/finance.csv >many.csv
awk -F, -v head=$head 'BEGIN {print head} $2 ~ /^F2(190|200)$/ && $4 == "2020/21" {print $1","$2","$3","$4",,0.4,,Decimals."}' \
  demo/data/2016-09-16/leeds/finance.csv >decimals.csv
"$STP" plant demo/returns/kirklees/2016-09-16/kirklees-finance-2016-09-16.xlsx --from many.csv \
  -o made/kirklees-many-errors.xlsx >plant.log
"$STP" plant demo/returns/leeds/2016-09-16/leeds-finance-2016-09-16.xlsx --from decimals.csv \
  -o made/leeds-warnings.xlsx >>plant.log
mkdir data
"$STP" serve --demo demo --data data --port 0 >serve.log 2>serve.err &
server=$!
trap 'kill $server; wait $server || true' EXIT
for i in $(seq 600); do grep -q '^Serving on' serve.log && break; sleep 0.1; done
base=$(sed -n 's|^Serving on \(http://[^/]*\)/.*|\1|p' serve.log)
[ -n "$base" ] || { cat serve.log serve.err; exit 1; }
node "$kept/run.mjs" "$part" "$base" "$PWD/demo" "$PWD/made" "$SOURCE/tests/service/serve/strangers.txt" "$kept/pictures")",
                              folder, 550);
  INFO(ran.out);
  INFO(ran.err);
  CHECK(ran.exit_code == 0);
  CHECK(ran.out.find(" checks, 0 failed") != std::string::npos);
}

}  // namespace

TEST_CASE("the pages work in a real browser, for everybody") { in_a_browser("pages"); }

TEST_CASE(
    "the pages work by keyboard alone, with dropped files over a bad line, in chosen colours and on paper") {
  in_a_browser("ways");
}

TEST_CASE("the whole job is done without script") { in_a_browser("unscripted"); }

TEST_CASE("a service nobody has used yet says on every page what comes next") {
  const doors::Folder folder;
  const auto ran = doors::run(R"(set -euo pipefail
kept="${SOURCE}/build/browser"
[ -z "${STP_BROWSER_KEPT:-}" ] || kept="$STP_BROWSER_KEPT"
"$SOURCE/tests/browser/install.sh" "$kept"
mkdir data
"$STP" serve --data data --port 0 >serve.log 2>serve.err &
server=$!
trap 'kill $server; wait $server || true' EXIT
for i in $(seq 600); do grep -q 'set-up?link=' serve.log && break; sleep 0.1; done
base=$(sed -n 's|^Serving on \(http://[^/]*\)/.*|\1|p' serve.log)
mkdir -p "$kept/pictures"
link=$(grep -o 'http://[^ ]*set-up?link=[^ ]*' serve.log)
node "$kept/fresh.mjs" "$base" "$link" "$kept/pictures")",
                              folder, 250);
  INFO(ran.out);
  INFO(ran.err);
  CHECK(ran.exit_code == 0);
  CHECK(ran.out.find(" checks, 0 failed") != std::string::npos);
}
