#include "service/disk/files.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/doors/shell.h"

using namespace stp;
namespace fs = std::filesystem;

namespace {

std::ptrdiff_t count(const doors::Folder& folder) {
  return std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator());
}

}  // namespace

TEST_CASE("a file is written whole, over what stood there, with its rights kept and nothing left beside it") {
  const doors::Folder folder;
  const std::string path = folder.file("out.xlsx");
  REQUIRE(write_file(path, "first"));
  CHECK(doors::read(path) == "first");
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  REQUIRE(write_file(path, std::string(3'000'000, 'x')));
  CHECK(fs::file_size(path) == 3'000'000);
  CHECK(fs::status(path).permissions() ==
        (fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read));
  CHECK(count(folder) == 1);
}

TEST_CASE("what cannot be written is refused and leaves nothing behind") {
  const doors::Folder folder;
  const auto missing = write_file(folder.file("no/out.xlsx"), "x");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == "cannot-write");
  fs::create_directory(folder.path() / "taken");
  CHECK_FALSE(write_file(folder.file("taken"), "x"));
  CHECK(count(folder) == 1);
}

TEST_CASE("files are read whole up to the limit, and only files") {
  const doors::Folder folder;
  const std::string path = folder.file("in");
  REQUIRE(write_file(path, "12345"));
  CHECK(*read_file(path, 5) == "12345");
  CHECK(read_file(path, 4).error().code == "file-too-large");
  CHECK(read_file(folder.path().string(), 5).error().code == "cannot-read");
  CHECK(read_file(path + "x", 5).error().code == "cannot-read");
  const std::string pipe = folder.file("pipe");
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(read_file(pipe, 5).error().code == "cannot-read");  // and does not wait for a writer
}
