// Two real services on one PostgreSQL and one data folder share the work; one is ended by SIGKILL in the
// midst of it.
#include <catch2/catch.hpp>

#include "tests/doors/demo_returns.h"
#include "tests/support/postgres.h"

TEST_CASE("two services share one PostgreSQL, one is killed, and nothing is lost and nothing done twice") {
  test_postgres::Server server(true);
  scenarios::have_return("leeds", scenarios::round, "finance");
  const std::string book = scenarios::demo_data().path() / "returns" / "leeds" / scenarios::round /
                           ("leeds-finance-" + std::string(scenarios::round) + ".xlsx");
  const doors::Folder folder;
  // The demonstration's way in and an open round, without any of its returns.
  doors::write(folder.path() / "demo" / "people.csv", "name,shown,role,place\nregion,Region,regional,\n");
  std::filesystem::create_directories(folder.path() / "demo" / "handed-in" / scenarios::round);
  const auto ran = doors::run("database='" + server.new_database() + "'\n" + R"SH(
serve() { exec $STP serve --demo demo --data data --database $database --inbox inbox-$1 --port 0 >$1.log 2>&1; }
serving() { for i in $(seq 300); do grep -q '^Serving on' $1.log && break; sleep 0.1; done; sed -n 's,^Serving on \(.*\)/$,\1,p' $1.log; }
serve a & a=$!
trap 'kill -TERM $a; kill -KILL $b 2>/dev/null; wait' EXIT
base_a=$(serving a)
serve b & b=$!
PYTHONDONTWRITEBYTECODE=1 python3 $SOURCE/tests/crash/two_services.py $SOURCE/tests/clients/python \
  $base_a $(serving b) $b $database ')SH" +
                                  book + "' 150",
                              folder, 200);
  INFO(ran.out << ran.err << doors::run("tail -n 5 a.log b.log", folder).out);
  CHECK(ran.exit_code == 0);
  CHECK(ran.out.find("150 checked once each, 0 lost") != std::string::npos);
  std::printf("%s", ran.out.c_str());
}
