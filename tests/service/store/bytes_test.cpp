#include "service/store/bytes.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <thread>

#include "calc/base/sha256.h"
#include "tests/doors/shell.h"
#include "tests/support/not_tried.h"

using namespace stp;
namespace fs = std::filesystem;

TEST_CASE("bytes are kept under their hash and come back whole") {
  const doors::Folder folder;
  const Bytes bytes(folder.file("not/yet/there"));
  const std::string one("PK\x03\x04\0\xFF\n", 7);
  const auto hash = bytes.keep(one);
  REQUIRE(hash);
  CHECK(*hash == sha256(one));
  CHECK(bytes.keep(one).value() == *hash);
  CHECK(bytes.has(*hash));
  CHECK(bytes.read(*hash) == one);
  CHECK(bytes.all() == std::vector<std::string>{*hash});
  CHECK(fs::exists(folder.file("not/yet/there") + "/" + hash->substr(0, 2) + "/" + hash->substr(2)));
}

TEST_CASE("bytes that are missing or changed are refused, keeping the same again mends them") {
  const doors::Folder folder;
  const Bytes bytes(folder.path());
  const auto hash = bytes.keep("figures");
  REQUIRE(hash);
  doors::write(bytes.path(*hash), "fiddled");
  const auto damaged = bytes.read(*hash);
  REQUIRE_FALSE(damaged);
  CHECK(damaged.error().code == "bytes-damaged");
  REQUIRE(bytes.keep("figures"));
  CHECK(bytes.read(*hash) == "figures");
  const auto missing = bytes.read(sha256("never sent"));
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == "bytes-missing");
  CHECK_FALSE(bytes.has(sha256("never sent")));
}

TEST_CASE("what is no hash leads to no file") {
  const doors::Folder folder;
  const Bytes bytes(folder.file("bytes"));
  doors::write(folder.file("secret"), "outside");
  for (const std::string name : {"", "../secret", "aa/../../secret", "AB", std::string(64, 'g').c_str()}) {
    CHECK_FALSE(bytes.has(name));
    CHECK_FALSE(bytes.read(name));
  }
}

TEST_CASE("a file half written by a process that died is not among the bytes") {
  const doors::Folder folder;
  const Bytes bytes(folder.path());
  const auto hash = bytes.keep("figures");
  REQUIRE(hash);
  doors::write(bytes.path(sha256("other")) + ".123-0.part", "oth");
  CHECK(bytes.all() == std::vector<std::string>{*hash});
}

TEST_CASE("a folder that cannot be written is refused with its name") {
  const doors::Folder folder;
  doors::write(folder.file("bytes"), "a file where the folder should be");
  const auto refused = Bytes(folder.file("bytes")).keep("figures");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "store-failed");
  CHECK(refused.error().where.find(folder.file("bytes")) == 0);
}

TEST_CASE("a disk without room is refused as full and leaves no part of a file") {
  const doors::Folder folder;
  const auto ran = doors::run("mkdir full && mount -t tmpfs -o size=64k tmpfs full", folder);
  if (ran.exit_code != 0) return not_tried("no small disk can be mounted here: " + ran.err);
  const Bytes bytes(folder.file("full"));
  CHECK(bytes.keep("small"));
  const auto refused = bytes.keep(std::string(200'000, 'x'));
  std::size_t files = 0;
  for (const auto& item : fs::recursive_directory_iterator(folder.file("full")))
    files += item.is_regular_file();
  doors::run("umount full", folder);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "store-full");
  CHECK(files == 1);
}

TEST_CASE("what keeps files from being kept is told until they can be kept again") {
  const doors::Folder folder;
  doors::write(folder.file("bytes"), "a file where the folder should be");
  const Bytes bytes(folder.file("bytes"));
  CHECK(bytes.trouble().empty());
  CHECK_FALSE(bytes.keep("figures"));
  for (int i = 0; i < 2; ++i)
    CHECK(bytes.trouble() == "the store of files cannot be written: see the service's log");
  fs::remove(folder.file("bytes"));
  fs::create_directory(folder.file("bytes"));
  CHECK(bytes.trouble().empty());
  CHECK(fs::is_empty(folder.file("bytes")));
  CHECK(bytes.keep("figures"));
}

TEST_CASE("many threads keep the same and other bytes at once") {
  const doors::Folder folder;
  const Bytes bytes(folder.path());
  std::vector<std::thread> threads;
  std::vector<int> kept(4);
  for (std::size_t t = 0; t < kept.size(); ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 20; ++i) kept[t] += bytes.keep("file " + std::to_string(i)).has_value();
    });
  for (auto& thread : threads) thread.join();
  CHECK(kept == std::vector<int>(4, 20));
  const auto all = bytes.all();
  CHECK(all.size() == 20);
  for (const auto& hash : all) CHECK(bytes.read(hash));
}
