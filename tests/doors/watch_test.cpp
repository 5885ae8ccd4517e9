// stp watch --once: what its exit code says, and that standard output has the result alone.
#include <catch2/catch.hpp>

#include "tests/doors/shell.h"

namespace {

const std::string once = "\"$STP\" watch inbox --data data --settle 0 --once";

doors::Ran watch_once(const doors::Folder& folder) {
  auto ran = doors::run(once, folder);
  INFO(ran.out << ran.err);
  CHECK(ran.out.starts_with("inbox: "));
  CHECK(ran.out.find('\n') == ran.out.size() - 1);  // one line, and nothing of the log
  return ran;
}

}  // namespace

TEST_CASE("watch --once ends 0 when nothing is left, 1 when something was refused, waits or lies elsewhere") {
  const doors::Folder folder;
  const auto leeds = folder.path() / "inbox" / "leeds";
  const auto nothing = watch_once(folder);
  CHECK(nothing.exit_code == 0);
  CHECK(nothing.out.find("0 taken, 0 done, 0 refused, 0 waiting, 0 without an answer, 0 misplaced") !=
        std::string::npos);
  CHECK(nothing.err.find("watching inbox") != std::string::npos);

  doors::write(leeds / "in" / "letter.pdf", "a letter");
  const auto refused = watch_once(folder);
  CHECK(refused.exit_code == 1);
  CHECK(refused.out.find("1 taken, 0 done, 1 refused") != std::string::npos);
  CHECK(watch_once(folder).exit_code == 0);  // nothing new

  doors::write(leeds / "in" / "half.xlsx", "PK, and no end");
  const auto waits = watch_once(folder);
  CHECK(waits.exit_code == 1);
  CHECK(waits.out.find("1 waiting") != std::string::npos);
  std::filesystem::remove(leeds / "in" / "half.xlsx");

  doors::write(folder.path() / "inbox" / "Leeds" / "in" / "return.xlsx", "a book");
  const auto elsewhere = watch_once(folder);
  CHECK(elsewhere.exit_code == 1);
  CHECK(elsewhere.out.find("1 misplaced") != std::string::npos);
  CHECK(elsewhere.err.find("Leeds/: It is no place's folder") != std::string::npos);
}

TEST_CASE("watch --once ends 2 when the folder cannot be used") {
  const doors::Folder folder;
  doors::write(folder.path() / "inbox", "a file");
  CHECK(watch_once(folder).exit_code == 2);
}
