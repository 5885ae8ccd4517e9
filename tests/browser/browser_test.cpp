#include <catch2/catch.hpp>

#include "tests/doors/shell.h"

// The service of the demonstration on a free port, and a real Chromium in front of it. Pictures of every page
// stay in the build folder.
TEST_CASE(
    "the pages work in a real browser, for everybody, with and without script, by keyboard and on paper") {
  const doors::Folder folder;
  const auto ran = doors::run(R"(set -euo pipefail
kept="${SOURCE}/build/browser"
[ -z "${STP_BROWSER_KEPT:-}" ] || kept="$STP_BROWSER_KEPT"
mkdir -p "$kept"
cp "$SOURCE"/tests/browser/{package.json,package-lock.json,.npmrc} "$SOURCE"/tests/browser/*.mjs "$kept"
cd "$kept"
cmp -s package-lock.json .installed || npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
cp package-lock.json .installed
cd - >/dev/null
"$SOURCE/service/demo/demo.sh" "$STP" "$PWD/demo" >demo.log
mkdir data
"$STP" serve --demo demo --data data --port 0 >serve.log 2>serve.err &
server=$!
trap 'kill $server; wait $server || true' EXIT
for i in $(seq 600); do grep -q '^Serving on' serve.log && break; sleep 0.1; done
base=$(sed -n 's|^Serving on \(http://[^/]*\)/.*|\1|p' serve.log)
[ -n "$base" ] || { cat serve.log serve.err; exit 1; }
node "$kept/run.mjs" "$base" "$PWD/demo" "$kept/pictures")",
                              folder, 550);
  INFO(ran.out);
  INFO(ran.err);
  CHECK(ran.exit_code == 0);
  CHECK(ran.out.find(" kinds of page, ") != std::string::npos);
  CHECK(ran.out.find(", 0 failed") != std::string::npos);
}
