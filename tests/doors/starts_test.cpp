// What a start of the service does and does not do by itself, and with which exit code it ends when it
// cannot.
#include <catch2/catch.hpp>

#include "tests/doors/shell.h"
#include "tests/support/postgres.h"

using doors::Folder;
using doors::run;

namespace {

// Starts the command with a round to open, waits until it works, ends it; then says whether the round is
// open.
doors::Ran started(const Folder& folder, const std::string& command) {
  return run(command + R"SH( --data data --round 2016-09-16 >out 2>err & id=$!
for i in $(seq 300); do grep -qE '^(Serving|Watching)' out && break; sleep 0.1; done
kill -TERM $id; wait $id
sqlite() { python3 -c "import sqlite3, sys
with sqlite3.connect('data/stp.db') as open: print(*open.execute(sys.argv[1]))" "$1"; }
sqlite 'SELECT code, open, revision FROM rounds')SH",
             folder);
}

void close_round(const Folder& folder) {
  const auto closed = run(
      "python3 -c \"import sqlite3\nwith sqlite3.connect('data/stp.db') as open: open.execute('UPDATE rounds "
      "SET open = 0, revision = 2')\"",
      folder);
  REQUIRE(closed.exit_code == 0);
}

}  // namespace

TEST_CASE("a round that was closed stays closed when the service or the watching of a folder starts again") {
  const Folder folder;
  for (const std::string command : {"$STP serve --port 0", "$STP watch inbox"}) {
    INFO(command);
    std::filesystem::remove_all(folder.path() / "data");
    CHECK(started(folder, command).out == "('2016-09-16', 1, 1)\n");
    CHECK(started(folder, command).out == "('2016-09-16', 1, 1)\n");
    close_round(folder);
    CHECK(started(folder, command).out == "('2016-09-16', 0, 2)\n");
  }
}

TEST_CASE("a database that is away at the start ends every command with the code that means: try again") {
  const Folder folder;
  for (const std::string command : {"serve --port 0", "watch --once inbox", "verify-log", "user list"}) {
    INFO(command);
    const auto ran =
        run("\"$STP\" " + command + " --data data --database postgresql://stp@127.0.0.1:1/stp", folder);
    CHECK(ran.exit_code == 75);
    CHECK(ran.err.find("database-unavailable") != std::string::npos);
  }
  const auto refused =
      run("\"$STP\" serve --port 0 --data data --database mysql://stp@127.0.0.1/stp", folder);
  CHECK(refused.exit_code == 2);
}

TEST_CASE("a PostgreSQL that comes after the service was started in vain is used by the next start") {
  test_postgres::Server server;
  const std::string database = " --database " + server.new_database();
  const Folder folder;
  server.stop();
  const std::string serve = "\"$STP\" serve --port 0 --data data" + database;
  CHECK(run(serve, folder).exit_code == 75);
  server.start();
  const auto ran = run(doors::serve_and(database.substr(1)) + "grep -c '^Serving on' log", folder);
  CHECK(ran.out == "1\n");
}

TEST_CASE(
    "a service that cannot cage its readers or store a file says so at its start, before a file comes") {
  const Folder folder;
  // A hard limit below the cage's own cannot be raised without that capability, so no cage can be made.
  const auto ran = run(R"SH(mkdir data && echo in the way >data/bytes
drop=; [ $(id -u) = 0 ] && drop="setpriv --bounding-set -sys_resource --inh-caps -sys_resource"
prlimit --fsize=100000000 $drop $STP serve --data data --port 0 >out 2>err & id=$!
for i in $(seq 300); do grep -q 'no file can be read' err && break; sleep 0.1; done
kill -TERM $id; wait $id; echo ended $?)SH",
                       folder);
  const auto said = doors::read(folder.path() / "err");
  INFO(said);
  CHECK(ran.out == "ended 0\n");
  CHECK_THAT(said, Catch::Contains("no file can be read"));
  CHECK_THAT(said, Catch::Contains("the store of files cannot be written"));
  const auto sound =
      run(doors::serve_and("") + "sleep 2; grep -cE 'no file can|cannot be written' log", Folder());
  CHECK(sound.out == "0\n");
}

TEST_CASE("settings a service does not start with are named by the service and by the doctor alike") {
  const Folder folder;
  struct Wrong {
    std::string settings, named;
  };
  const std::string provider = "--oidc-issuer https://provider.example --oidc-client stp ";
  for (const Wrong& wrong : std::vector<Wrong>{
           {"--round 2016-09-17", "There is no round \"2016-09-17\""},
           {"--oidc-issuer https://provider.example", "needs its issuer"},
           {"--oidc-client stp", "needs its issuer"},
           {"--oidc-issuer http://provider.example --oidc-client stp", "needs its issuer"},
           {provider + "--oidc-grant 'x=bogus role'", "This gives no role"},
           {provider + "--oidc-grant 'x=preparer NOWHERE'", "This gives no role"},
           {"--trusted-proxy nonsense", "\"nonsense\" is neither an address nor a network"},
           {"--public-url nonsense", "\"nonsense\" is no address"},
           {"--public-url https://", "is no address"},
           {"--public-url returns.example", "is no address"},
           {"--public-url ftp://returns.example", "is no address"},
           {"--public-url https://returns.example/stp", "is no address"},
           {"--public-url 'https://returns.example/?a=b'", "is no address"},
           {"--public-url 'https://returns.example#top'", "is no address"},
           {"--public-url https://returns.example:99999", "is no address"},
           {"--demo . --address 0.0.0.0", "served on this machine alone"},
       }) {
    INFO(wrong.settings);
    const auto served = run("timeout 20 \"$STP\" serve --data served --port 0 " + wrong.settings, folder);
    CHECK(served.exit_code == 2);
    CHECK(served.err.find(wrong.named) != std::string::npos);
    CHECK(!std::filesystem::exists(folder.path() / "served"));  // refused before anything is made
    const auto looked =
        run("mkdir -pm 700 data && \"$STP\" doctor --data data --port 0 " + wrong.settings, folder);
    CHECK(looked.exit_code == 1);
    CHECK(looked.out.find("trouble  settings: ") != std::string::npos);
    CHECK(looked.out.find(wrong.named) != std::string::npos);
  }
  for (const std::string good : {"--public-url https://returns.example/", "--public-url http://[::1]:8080",
                                 "--trusted-proxy 10.0.0.0/8 --round 2016-09-16"}) {
    const auto looked = run("\"$STP\" doctor --data data --port 0 " + good, folder);
    INFO(looked.out);
    CHECK(looked.exit_code == 0);
  }
}

TEST_CASE("who names a round there is none of is told of all there are, of every edition") {
  const Folder folder;
  const auto blank = run("\"$STP\" blank finance --place leeds --round 2099-01-01 -o blank.xlsx", folder);
  CHECK(blank.exit_code == 2);
  for (const std::string round : {"2016-09-16", "2016-11-24", "2016-12-23"}) {
    INFO(round);
    CHECK(blank.err.find(round) != std::string::npos);
    CHECK(run("\"$STP\" blank finance --place leeds --round " + round + " -o " + round + ".xlsx", folder)
              .exit_code == 0);
  }
}

TEST_CASE("a damaged database ends every command with what to do, and the service is not started again") {
  const Folder folder;
  const auto made = run(
      doors::serve_and("") + "kill -TERM $pid; wait $pid; trap - EXIT; rm -f data/stp.db-wal data/stp.db-shm",
      folder);
  INFO(made.err);
  for (const std::string damage : {"bs=100 count=1", "bs=4096 seek=1 count=60"}) {
    REQUIRE(
        run("tr '\\0' '\\377' </dev/zero | dd of=data/stp.db conv=notrunc iflag=fullblock " + damage, folder)
            .exit_code == 0);
    for (const std::string command : {"serve --port 0", "watch --once inbox", "verify-log", "user list"}) {
      INFO(command << " " << damage);
      const auto ran = run("timeout 20 \"$STP\" " + command + " --data data", folder);
      CHECK(ran.exit_code == 2);
      CHECK_THAT(ran.err,
                 Catch::Contains("The file of the database is damaged") && Catch::Contains("stp restore"));
    }
  }
}

TEST_CASE(
    "two processes on one PostgreSQL must share the data folder, and the second with another is refused") {
  const Folder folder;
  const std::string database = " --database " + test_postgres::shared_server().new_database();
  const auto ran = run(doors::serve_and(database.substr(1)) + R"SH(
"$STP" serve --data other --port 0)SH" +
                           database + R"SH( 2>refused; echo $?
"$STP" watch --once inbox --data other)SH" +
                           database + R"SH( 2>>refused; echo $?
"$STP" doctor --data data --port 0)SH" +
                           database + R"SH( | grep -c "trouble  data folder"
mkdir -m 700 -p other
"$STP" doctor --data other --port 0)SH" +
                           database + R"SH( | grep -c "trouble  data folder"
mv data moved; "$STP" watch --once inbox --data moved)SH" +
                           database + R"SH( >watched; echo $?)SH",
                       folder);
  const auto said = doors::read(folder.path() / "refused");
  INFO(ran.err << said);
  CHECK(ran.out == "2\n2\n0\n1\n0\n");
  CHECK_THAT(said, Catch::Contains("data-folder-differs") && Catch::Contains("--data"));
}
