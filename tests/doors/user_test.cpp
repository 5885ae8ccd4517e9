#include <catch2/catch.hpp>

#include "tests/doors/shell.h"

using doors::Folder;
using doors::run;

namespace {

// Makes the database as a service does, and ends it again.
void have_service(const Folder& folder) {
  const auto served =
      run("$STP serve --data data --port 0 > out 2> err & id=$!\n"
          "for i in $(seq 100); do grep -q set-up out && break; sleep 0.1; done\n"
          "kill $id; wait $id; grep -c 'set-up?link=' out",
          folder);
  REQUIRE(served.out == "1\n");
}

}  // namespace

TEST_CASE("an operator makes a user, gets a link and never types a password") {
  const Folder folder;
  have_service(folder);
  const auto made = run(
      "$STP user add ann --data data --shown 'Ann Smith' --role preparer@leeds --role auditor --public-url "
      "https://stp.example",
      folder);
  CHECK(made.exit_code == 0);
  CHECK(made.out.find("ann was made: preparer@LE, auditor.\nhttps://stp.example/set-password?link=") == 0);
  CHECK(run("$STP user list --data data", folder).out ==
        "ann\tAnn Smith\tpreparer@LE, auditor\tno password yet\n");
  const auto link = run("$STP user link ann --data data", folder);
  CHECK(link.out.find("/set-password?link=") == 0);
  CHECK(run("$STP user disable ann --data data", folder).exit_code == 0);
  CHECK(run("$STP user link ann --data data", folder).exit_code == 2);
  CHECK(run("$STP user enable ann --data data", folder).exit_code == 0);
  CHECK(run("$STP verify-log --data data", folder).exit_code == 0);
}

TEST_CASE("what an operator types wrongly is said, and nothing is made") {
  const Folder folder;
  have_service(folder);
  CHECK(run("$STP user add ann --data data --role emperor", folder).exit_code == 2);
  CHECK(run("$STP user add ann --data data --role preparer@atlantis", folder).exit_code == 2);
  CHECK(run("$STP user add ann --data data --role auditor@leeds", folder).exit_code == 2);
  CHECK(run("$STP user add Ann --data data", folder).exit_code == 2);
  CHECK(run("$STP user disable ann --data data", folder).err.find("no such user") != std::string::npos);
  CHECK(run("$STP user add ann --data elsewhere", folder).exit_code == 2);
  CHECK(run("$STP user --data data", folder).exit_code == 64);
  CHECK(run("$STP user list --data data", folder).out.empty());
}
