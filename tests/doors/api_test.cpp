// The JSON API of the real service, by a client in another language that knows its OpenAPI document alone,
// and a linter.
#include <catch2/catch.hpp>

#include "tests/doors/shell.h"

using doors::Folder;
using doors::run;

namespace {

const std::string serve_and = R"SH(
$STP serve --demo demo --data data --port 0 >log 2>&1 & pid=$!
trap 'kill -TERM $pid; wait $pid' EXIT
for i in $(seq 300); do grep -q '^Serving on' log && break; sleep 0.2; done
base=$(sed -n 's,^Serving on \(.*\)/$,\1,p' log)
)SH";

}  // namespace

TEST_CASE("a client written from the OpenAPI document alone drives the whole job") {
  const Folder folder;
  REQUIRE(run("$SOURCE/service/demo/demo.sh $STP $PWD/demo >made 2>&1", folder).exit_code == 0);
  const auto ran = run(
      serve_and + "PYTHONDONTWRITEBYTECODE=1 python3 $SOURCE/tests/clients/python/whole_job.py $base demo",
      folder, 400);
  INFO(ran.out << ran.err << run("tail -40 log", folder).out);
  CHECK(ran.out.find("the whole job is done") != std::string::npos);
  CHECK(ran.exit_code == 0);
}

TEST_CASE("a linter finds nothing in the OpenAPI document") {
  const Folder folder;
  const auto ran =
      run("cp -r $SOURCE/tests/openapi linter\n$STP serve --data data --port 0 >log 2>&1 & pid=$!\n"
          "trap 'kill -TERM $pid; wait $pid' EXIT\n"
          "for i in $(seq 300); do grep -q '^Serving on' log && break; sleep 0.2; done\n"
          "python3 -c \"import sys, urllib.request; "
          "sys.stdout.buffer.write(urllib.request.urlopen(sys.argv[1]).read())\" "
          "$(sed -n 's,^Serving on \\(.*\\)/$,\\1,p' log)/api/v1/openapi.json >openapi.json\n"
          "cd linter && npm ci >/dev/null 2>&1 && REDOCLY_TELEMETRY=off npx --no-install redocly lint "
          "--config redocly.yaml ../openapi.json 2>&1",
          folder, 300);
  INFO(ran.out << ran.err);
  CHECK(ran.exit_code == 0);
  CHECK(ran.out.find("Your API description is valid") != std::string::npos);
  CHECK(ran.out.find("warning") == std::string::npos);
}
