// Files made to harm, at every command that takes a file: a refusal that names the file, soon, in little
// memory, and nothing written.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <vector>

#include "tests/doors/shell.h"

using doors::Folder;

namespace {

std::set<std::string> files_below(const std::filesystem::path& folder) {
  std::set<std::string> files;
  for (const auto& one : std::filesystem::recursive_directory_iterator(folder))
    files.insert(one.path().string());
  return files;
}

// With no more than 1.5 GB to ask for, of which the limits for honest workbooks take up to 512 MiB; a hang
// ends as 124.
doors::Ran bounded(const std::string& command, const Folder& folder) {
  return doors::run("ulimit -v 1500000; exec timeout 30 " + command, folder);
}

void prepare(const Folder& folder) {
  doors::write(folder.path() / "data.csv", "organisation,line,scenario,year,value\n03A,F2110,DN,2016/17,5\n");
  const auto ran = doors::run(
      "set -e; $STP blank finance --place kirklees -o sound.xlsx; mkdir bad; /usr/bin/python3 "
      "$SOURCE/tests/doors/make_hostile.py "
      "sound.xlsx bad",
      folder);
  INFO(ran.err);
  REQUIRE(ran.exit_code == 0);
}

}  // namespace

TEST_CASE("files made to harm are refused at every command, and nothing is written") {
  const Folder folder;
  prepare(folder);
  const auto before = files_below(folder.path());
  const std::vector<std::string> commands{"$STP check bad/%", "$STP fill bad/% --from data.csv -o out.xlsx",
                                          "$STP fill sound.xlsx --from bad/% -o out.xlsx",
                                          "$STP consolidate sound.xlsx bad/% --json -o out.json",
                                          "$STP consolidate sound.xlsx bad/% -o out.xlsx"};
  std::size_t tried = 0;
  for (const auto& one : std::filesystem::directory_iterator(folder.path() / "bad")) {
    const std::string name = one.path().filename();
    for (std::string command : commands) {
      command.replace(command.find('%'), 1, name);
      const auto ran = bounded(command, folder);
      INFO(command << "\n" << ran.out << ran.err);
      CHECK(ran.exit_code == 2);
      CHECK((ran.err + ran.out).find(name) != std::string::npos);
      ++tried;
    }
  }
  CHECK(tried >= 5 * 17);
  CHECK(files_below(folder.path()) == before);
  CHECK_FALSE(std::filesystem::exists("/tmp/escaped.txt"));
}

TEST_CASE("a refusal says in words what is wrong with the file") {
  const Folder folder;
  prepare(folder);
  const auto said = [&](const std::string& name) {
    const auto ran = bounded("$STP check bad/" + name, folder);
    return ran.out + ran.err;
  };
  CHECK(said("password.xlsx").find("password") != std::string::npos);
  CHECK(said("old.xls.xlsx").find("old Office format") != std::string::npos);
  CHECK(said("picture.xlsx").find("it is a picture") != std::string::npos);
  CHECK(said("entities.xlsx").find("document type") != std::string::npos);
}
