// stp serve --demo with the real program: what a visitor finds, and that a second start does nothing again.
#include <catch2/catch.hpp>

#include "tests/doors/shell.h"

using doors::Folder;
using doors::run;

namespace {

// Serves until nothing waits any more, then stops it; prints the exit code of the stop.
const std::string serve_a_while = R"SH(
$STP serve --demo demo --data data --port 0 >log 2>&1 & pid=$!
for i in $(seq 600); do
  sleep 0.2
  kill -0 $pid || break
  grep -q '^Serving on' log || continue
  [ "$(python3 ask.py 'SELECT count(*) FROM jobs')" != 0 ] || break
done
kill -TERM $pid;
wait $pid; echo "stopped $?"
)SH";
const char* const ask = R"PY(
import sqlite3, sys
for row in sqlite3.connect('file:data/stp.db?mode=ro', uri=True).execute(sys.argv[1]):
    print(*row)
)PY";

std::string answer(const Folder& folder, const std::string& question) {
  return run("python3 ask.py \"" + question + "\"", folder).out;
}

}  // namespace

TEST_CASE("the served demonstration has persons, a round with deadlines and returns, made once") {
  const Folder folder;
  doors::write(folder.path() / "ask.py", ask);
  REQUIRE(run("$SOURCE/service/demo/demo.sh $STP $PWD/demo >made 2>&1", folder).exit_code == 0);
  for (int start = 1; start <= 2; ++start) {
    const auto served = run(serve_a_while, folder);
    INFO("start " << start << "\n" << served.out << run("cat log", folder).out);
    REQUIRE(served.out.find("stopped 0") != std::string::npos);
    const auto files = run("find demo/handed-in -type f | wc -l", folder).out;
    CHECK(answer(folder, "SELECT count(*) FROM submissions WHERE state = 'checked' AND sightings = 1") ==
          files);
    CHECK(answer(folder, "SELECT count(*) FROM submissions") == files);
    CHECK(answer(folder, "SELECT count(*) FROM users") ==
          run("tail -n +2 demo/people.csv | wc -l", folder).out);
    CHECK(answer(folder, "SELECT count(*) FROM users WHERE shown NOT LIKE 'Made-up person%'") == "0\n");
    CHECK(answer(folder, "SELECT sum(errors) FROM submissions WHERE place = 'KI'") == "7\n");
    CHECK(answer(folder, "SELECT sum(errors) FROM submissions WHERE place <> 'KI'") == "0\n");
    CHECK(answer(folder, "SELECT code, soft_deadline < hard_deadline FROM rounds WHERE open = 1") ==
          "2016-09-16 1\n");
    CHECK(answer(folder, "SELECT count(*) FROM log WHERE kind = 'demonstration'") == "1\n");
  }
}

TEST_CASE("the demonstration, which lets every visitor in, is served on this machine alone") {
  const Folder folder;
  const auto ran =
      run("mkdir demo && $STP serve --demo demo --data data --port 0 --address 0.0.0.0", folder, 30);
  CHECK(ran.exit_code == 2);
  CHECK(ran.err.find("on this machine alone") != std::string::npos);
}

TEST_CASE("a folder without a demonstration is refused with how to make one") {
  const Folder folder;
  const auto ran = run("mkdir demo && $STP serve --demo demo --data data --port 0", folder, 30);
  CHECK(ran.exit_code == 2);
  CHECK(ran.err.find("./run demo") != std::string::npos);
}
