// What people without an add-in use: formulas that ask the service, in a real LibreOffice, and the request of
// the query for Excel. Both are the texts that the pages show.
#include <catch2/catch.hpp>

#include "tests/doors/shell.h"

using doors::Folder;
using doors::run;

namespace {

const std::string serve =
    "set -euo pipefail\n" + doors::serve_and("") + "examples=$SOURCE/service/addin/examples\n";

}  // namespace

TEST_CASE("the formulas for WEBSERVICE() give in LibreOffice what their text says") {
  const Folder folder;
  const auto ran = run(serve +
                           "/usr/bin/python3 $SOURCE/tests/doors/webservice.py "
                           "$base/ $examples/webservice.txt",
                       folder, 300);
  INFO(ran.out << ran.err);
  CHECK(ran.exit_code == 0);
  CHECK(ran.out.find("formulas give what the examples say") != std::string::npos);
}

TEST_CASE("the request of the query for Excel is answered as its text says") {
  const Folder folder;
  const auto ran =
      run(serve +
              "sed -n 's,^// \\({.*}\\)$,\\1,p' $examples/power_query.pq >body\n"
              "curl -sS --json @body $base/api/v1/functions >answers\n"
              "python3 -c 'import json; print(\"//\", *[one[\"cells\"][0][0][\"value\"] for one in "
              "json.load(open(\"answers\"))[\"answers\"]])' >found\n"
              "tail -n 1 $examples/power_query.pq | diff - found && echo as it says",
          folder);
  INFO(ran.out << ran.err);
  CHECK(ran.exit_code == 0);
  CHECK(ran.out.find("as it says") != std::string::npos);
}
