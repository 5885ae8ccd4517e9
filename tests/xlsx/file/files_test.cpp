#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "tests/xlsx/file/corpus.h"
#include "xlsx/file/workbook.h"

using namespace stp;
using namespace stp::xlsx;
namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "stp_files_XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() { fs::remove_all(path); }
  std::ptrdiff_t count() const {
    return std::distance(fs::directory_iterator(path), fs::directory_iterator());
  }
};

}  // namespace

TEST_CASE("a file is written whole, over what stood there, with its rights kept and nothing left beside it") {
  const Folder folder;
  const std::string path = (folder.path / "out.xlsx").string();
  REQUIRE(write_file(path, "first"));
  CHECK(test::bytes_of(path) == "first");
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  REQUIRE(write_file(path, std::string(3'000'000, 'x')));
  CHECK(fs::file_size(path) == 3'000'000);
  CHECK(fs::status(path).permissions() ==
        (fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read));
  CHECK(folder.count() == 1);
}

TEST_CASE("what cannot be written is refused and leaves nothing behind") {
  const Folder folder;
  const auto missing = write_file((folder.path / "no" / "out.xlsx").string(), "x");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == "cannot-write");
  fs::create_directory(folder.path / "taken");
  CHECK_FALSE(write_file((folder.path / "taken").string(), "x"));
  CHECK(folder.count() == 1);
}

TEST_CASE("files are read whole up to the limit, and only files") {
  const Folder folder;
  const std::string path = (folder.path / "in").string();
  REQUIRE(write_file(path, "12345"));
  CHECK(*read_file(path, 5) == "12345");
  CHECK(read_file(path, 4).error().code == "file-too-large");
  CHECK(read_file(folder.path.string(), 5).error().code == "cannot-read");
  CHECK(read_file(path + "x", 5).error().code == "cannot-read");
  const std::string pipe = (folder.path / "pipe").string();
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(read_file(pipe, 5).error().code == "cannot-read");  // and does not wait for a writer
}
