// The folder of bytes that belongs to a database, and others that do not.
#include "service/store/own_folder.h"

#include <thread>

#include "service/store/backup.h"
#include "tests/service/store/engines.h"

using namespace stp;
using namespace store_tests;
namespace fs = std::filesystem;

namespace {

// "": taken.
std::string taken(Database& database, const std::string& folder) {
  const auto own = take_own_folder(database, footprint, folder);
  return own ? "" : own.error().code;
}

std::string checked(Database& database, const std::string& folder) {
  Result<void> own;
  database.read([&](DbSession& session) { own = check_own_folder(session, folder); });
  return own ? "" : own.error().code;
}

std::string noted(Database& database) { return rows(database, "SELECT identity FROM folders").at(0).text(0); }

}  // namespace

TEST_CASE("a database takes the folder it is first started with, and no other") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  const std::string own = fresh.file("own"), other = fresh.file("other"), moved = fresh.file("moved");
  CHECK(checked(*database, own).empty());  // never started
  CHECK(taken(*database, own).empty());
  CHECK(noted(*database) + "\n" == doors::read(own + "/identity"));
  CHECK(taken(*database, own).empty());
  CHECK(checked(*database, own).empty());
  SECTION("an empty folder, which is left as it is") {
    CHECK(taken(*database, other) == "data-folder-differs");
    CHECK(checked(*database, other) == "data-folder-differs");
    CHECK(!fs::exists(other));
  }
  SECTION("the folder of another database") {
    const Fresh another("sqlite");
    CHECK(taken(*another.open(), other).empty());
    CHECK(taken(*database, other) == "data-folder-differs");
  }
  SECTION("its own folder, moved") {
    fs::rename(own, moved);
    CHECK(taken(*database, moved).empty());
    CHECK(taken(*database, own) == "data-folder-differs");
  }
  SECTION("its own folder without the file, which the refusal says how to write") {
    fs::remove(own + "/identity");
    const auto refused = take_own_folder(*database, footprint, own);
    REQUIRE_FALSE(refused);
    CHECK_THAT(refused.error().remedy, Catch::Contains(noted(*database)));
    doors::write(own + "/identity", noted(*database));
    CHECK(taken(*database, own).empty());
  }
}

TEST_CASE("a new database beside a folder of bytes takes that folder as it is") {
  const Fresh first(GENERATE(engines())), second(GENERATE(engines()));
  const std::string folder = first.file("bytes");
  REQUIRE(taken(*first.open(), folder).empty());
  const std::string identity = doors::read(folder + "/identity");
  CHECK(taken(*second.open(), folder).empty());
  CHECK(doors::read(folder + "/identity") == identity);
}

TEST_CASE("a folder that cannot be marked stops no start, and is taken by a later one") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  doors::write(fresh.file("bytes"), "in the way");
  CHECK(taken(*database, fresh.file("bytes")).empty());
  CHECK(rows(*database, "SELECT identity FROM folders").empty());
  fs::remove(fresh.file("bytes"));
  CHECK(taken(*database, fresh.file("bytes")).empty());
  CHECK(noted(*database) + "\n" == doors::read(fresh.file("bytes") + "/identity"));
}

TEST_CASE("processes that start at once on a new PostgreSQL agree on one folder") {
  const Fresh fresh("postgresql");
  fresh.open();
  const auto start = [&](bool together) {
    std::vector<std::thread> threads;
    std::vector<std::string> said(6);
    for (std::size_t i = 0; i < said.size(); ++i)
      threads.emplace_back([&, i] {
        const auto database = Database::open(fresh.url());
        said[i] = taken(**database, fresh.file(together ? "one" : "folder" + std::to_string(i)));
      });
    for (auto& thread : threads) thread.join();
    return std::count(said.begin(), said.end(), "");
  };
  SECTION("the same") { CHECK(start(true) == 6); }
  SECTION("each its own: one gets it") { CHECK(start(false) == 1); }
}

TEST_CASE("a restored database has the folder it was restored with") {
  const std::string from = GENERATE(engines()), to = GENERATE(engines());
  const Fresh source(from), target(to);
  const std::string folder = target.file("bytes");
  {
    const auto database = source.open();
    REQUIRE(taken(*database, source.file("bytes")).empty());
    REQUIRE(backup(*database, Bytes(source.file("bytes")), source.file("backup"), noon, "stp test"));
  }
  bool marked = false;
  SECTION("an empty one") {}
  SECTION("one that has its mark") {
    doors::write(folder + "/identity", "another\n");
    marked = true;
  }
  REQUIRE(restore(source.file("backup"), target.url(), Bytes(folder)));
  const auto database = target.open();
  CHECK(taken(*database, folder).empty());
  CHECK(taken(*database, target.file("other")) == "data-folder-differs");
  CHECK((noted(*database) == "another") == marked);
}
