// Uploads over HTTP while the service itself is ended by SIGKILL and started anew, again and again.
#include <catch2/catch.hpp>

#include "tests/crash/ground.h"
#include "tests/doors/demo_returns.h"

TEST_CASE("the service is killed again and again while files are uploaded, and no receipt given is lost") {
  scenarios::have_return("leeds", scenarios::round, "finance");
  const std::string book = scenarios::demo_data().path() / "returns" / "leeds" / scenarios::round /
                           ("leeds-finance-" + std::string(scenarios::round) + ".xlsx");
  const doors::Folder folder;
  // The demonstration's way in and an open round, without any of its returns.
  doors::write(folder.path() / "demo" / "people.csv", "name,shown,role,place\nregion,Region,regional,\n");
  std::filesystem::create_directories(folder.path() / "demo" / "handed-in" / scenarios::round);
  const auto ran = doors::run(
      "PYTHONDONTWRITEBYTECODE=1 python3 $SOURCE/tests/crash/http_killed.py "
      "$SOURCE/tests/clients/python \"$STP\" '" +
          book + "' " + std::to_string(crash::crashes(20)),
      folder, 280);
  INFO(ran.out << ran.err << doors::run("tail -n 20 serve.log", folder).out);
  CHECK(ran.exit_code == 0);
  CHECK(ran.out.find("checked once each, 0 lost") != std::string::npos);
  std::printf("%s", ran.out.c_str());
}
