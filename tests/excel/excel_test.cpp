#include <catch2/catch.hpp>

#include "tests/doors/shell.h"

// The service of the demonstration over TLS, as Excel demands it, and a real Chromium in the place of Excel's
// own. Pictures of the pane stay in the build folder.
TEST_CASE("the add-in for Excel: manifest, functions and pane, against the real service") {
  const doors::Folder folder;
  const auto ran = doors::run(R"(set -euo pipefail
kept="${SOURCE}/build/excel"
[ -z "${STP_EXCEL_KEPT:-}" ] || kept="$STP_EXCEL_KEPT"
mkdir -p "$kept"
cp "$SOURCE"/tests/excel/{package.json,package-lock.json,.npmrc} "$SOURCE"/tests/excel/*.mjs \
  "$SOURCE/tests/browser/browser.mjs" "$kept"
cp -r "$SOURCE/service/addin/excel/scripts" "$kept"
cd "$kept"
cmp -s package-lock.json .installed || npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
cp package-lock.json .installed
cd - >/dev/null
"$SOURCE/service/demo/demo.sh" "$STP" "$PWD/demo" >demo.log
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out certificate.pem -days 2 -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost,IP:127.0.0.1 2>/dev/null
mkdir data
"$STP" serve --demo demo --data data --port 0 --certificate certificate.pem --key key.pem >serve.log 2>serve.err &
server=$!
trap 'kill $server; wait $server || true' EXIT
for i in $(seq 600); do grep -q '^Serving on' serve.log && break; sleep 0.1; done
base=$(sed -n 's|^Serving on \(https://[^/]*\)/.*|\1|p' serve.log)
[ -n "$base" ] || { cat serve.log serve.err; exit 1; }
# A workbook whose reference values were taken out, cell by cell, as a person might.
/usr/bin/python3 "$SOURCE/tests/excel/workbooks.py" "$STP" demo >setting.json
HOME=$PWD node "$kept/run.mjs" "$base" setting.json "$kept/pictures")",
                              folder, 550);
  INFO(ran.out);
  INFO(ran.err);
  CHECK(ran.exit_code == 0);
  CHECK(ran.out.find(" functions, ") != std::string::npos);
  CHECK(ran.out.find(", 0 failed") != std::string::npos);
}
