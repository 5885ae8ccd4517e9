// What is not a plain file, however it is named, is never followed, never waited on, and never taken.
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "service/watch/folder.h"
#include "service/watch/working.h"
#include "tests/service/watch/inbox.h"

using inbox::book;
using inbox::has;
using inbox::Inbox;
namespace fs = std::filesystem;
using Names = std::vector<std::string>;

TEST_CASE("links are not followed, neither to files nor to folders, and the status says what to do") {
  Inbox box;
  box.look();
  doors::write(box.root().parent_path() / "secret.xlsx", book("secret"));
  doors::write(box.root().parent_path() / "secrets" / "more.xlsx", book("more"));
  fs::create_symlink(box.root().parent_path() / "secret.xlsx", box.in() / "link.xlsx");
  fs::create_directory_symlink(box.root().parent_path() / "secrets", box.in() / "linked");
  fs::create_symlink("nowhere", box.in() / "dangling.xlsx");
  fs::create_directory_symlink("..", box.in() / "loop");
  box.look(60'000);
  box.settle();
  CHECK(box.desk.arrivals.empty());
  CHECK(fs::is_symlink(box.in() / "link.xlsx"));
  CHECK(has(box.status(), "link.xlsx"));
  CHECK(has(box.status(), "links are not followed"));
}

TEST_CASE("a pipe, a socket and a device named like a workbook neither block nor are taken") {
  Inbox box;
  box.look();
  REQUIRE(::mkfifo((box.in() / "pipe.xlsx").c_str(), 0666) == 0);
  const int out = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  (box.in() / "socket.xlsx").string().copy(address.sun_path, sizeof address.sun_path - 1);
  REQUIRE(::bind(out, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  // Devices can only be made by root, and not in every container.
  const bool device = ::mknod((box.in() / "zero.xlsx").c_str(), S_IFCHR | 0666, 1 << 8 | 5) == 0;
  box.look(60'000);
  box.settle();
  ::close(out);
  CHECK(box.desk.arrivals.empty());
  CHECK(box.names(box.in()).size() == (device ? 3u : 2u));
  CHECK(has(box.status(), "It is not a file."));
}

TEST_CASE("a file with a second name elsewhere waits until it has only this one") {
  Inbox box;
  box.drop("return.xlsx", book("one"));
  fs::create_hard_link(box.in() / "return.xlsx", box.root().parent_path() / "other.xlsx");
  box.look();
  box.look(60'000);
  box.look(60'000);
  CHECK(box.desk.arrivals.empty());
  CHECK(has(box.status(), "hard link"));
  fs::remove(box.root().parent_path() / "other.xlsx");
  box.settle();
  CHECK(fs::exists(box.done() / "return.xlsx"));
}

TEST_CASE("a folder named like a workbook is a folder, and deep ones are pointed out") {
  Inbox box;
  box.drop("return.xlsx/inner.xlsx", book("inner"));
  box.drop("1/2/3/4/5/6/7/8/9/deep.xlsx", book("deep"));
  box.settle();
  CHECK(fs::exists(box.done() / "inner.xlsx"));
  CHECK(box.desk.arrivals.size() == 1);
  CHECK(has(box.status(), "lies too deep"));
  CHECK(box.watcher().health().good() == false);
}

TEST_CASE("a folder swapped for a link after it was listed is not followed when its file is taken") {
  Inbox box;
  box.look();
  doors::write(box.root().parent_path() / "outside" / "book.xlsx", book("outside"));
  fs::create_directory_symlink(box.root().parent_path() / "outside", box.in() / "sub");
  std::string which;
  const auto root = stp::watch::open_path(box.root().string());
  const auto place = stp::watch::open_place(root.number(), "leeds", which);
  REQUIRE(place);
  CHECK(stp::watch::take(*place, "sub/book.xlsx", "20160916T120000000Z-00000000", [](const char*) {}) != 0);
  CHECK(fs::exists(box.root().parent_path() / "outside" / "book.xlsx"));
}

TEST_CASE("a place's folder that is a link is not used, and the others go on") {
  Inbox box;
  fs::create_directories(box.root().parent_path() / "elsewhere");
  fs::create_directories(box.root());
  fs::create_directory_symlink(box.root().parent_path() / "elsewhere", box.root() / "leeds");
  box.drop("return.xlsx", book("one"), "bradford");
  box.settle();
  CHECK(fs::exists(box.done("bradford") / "return.xlsx"));
  CHECK(fs::is_empty(box.root().parent_path() / "elsewhere"));
  REQUIRE(box.watcher().health().troubles.size() == 1);
  CHECK(box.watcher().health().troubles[0].where == "leeds");
}

TEST_CASE("a file that changes while it is read is read again") {
  Inbox box;
  int reads = 0;
  box.options.at = [&](const char* step) {
    // Between the move into working and the reading, a writer that kept it open adds to it once.
    if (std::string(step) != "the file is moved into working" || ++reads > 1) return;
    for (const auto& token : fs::directory_iterator(box.working())) {
      const auto path = token.path() / "return.csv";
      std::ofstream(path, std::ios::app | std::ios::binary) << ",more";
    }
  };
  box.drop("return.csv", "figures");
  box.settle();
  CHECK(doors::read(box.refused() / "return.csv") == "figures,more");
  REQUIRE(box.desk.bytes.size() == 1);
  CHECK(box.desk.bytes.begin()->second == "figures,more");
}

TEST_CASE("a note of an answer that does not name its file is told of and never followed") {
  Inbox box;
  box.drop_and_take("return.xlsx", book("one"));
  REQUIRE(box.names(box.working()).size() == 1);
  const fs::path note = box.working() / box.names(box.working())[0] / ".answer";
  box.desk.checking = true;
  SECTION("a path") {
    doors::write(note, GENERATE("d../../bradford/return.xlsx", "d/tmp/return.xlsx", "d.."));
  }
  SECTION("another file's name") { doors::write(note, "dother.xlsx"); }
  SECTION("no folder") { doors::write(note, GENERATE("xreturn.xlsx", "d")); }
  SECTION("more than a name") { doors::write(note, "dreturn.xlsx" + std::string(5'000, 'x')); }
  SECTION("a link") { fs::create_symlink("../../in/return.xlsx", note); }
  box.look(1'001);
  const auto health = box.watcher().health();
  REQUIRE(health.troubles.size() == 1);
  CHECK(health.troubles[0].code == "note-not-ours");
  CHECK(has(health.troubles[0].where, "leeds/working/"));
  CHECK(has(health.troubles[0].remedy, "Remove the note"));
  CHECK(box.names(box.done()).empty());
  CHECK(box.names(box.root() / "bradford") == Names{"done", "in", "refused", "status.txt", "working"});
  fs::remove(note);
  box.settle();
  CHECK(fs::exists(box.done() / "return.xlsx"));
  CHECK(box.watcher().health().good());
}

TEST_CASE("a note that names a file which lies there already does not make its answers ours") {
  Inbox box;
  box.drop("return.xlsx", book("one"));
  box.settle();
  const std::string first = doors::read(box.done() / "return.xlsx.txt");
  box.drop_and_take("return.xlsx", book("two"));
  doors::write(box.working() / box.names(box.working())[0] / ".answer", "dreturn.xlsx");
  box.desk.checking = true;
  box.settle();
  CHECK(doors::read(box.done() / "return.xlsx.txt") == first);
  CHECK(doors::read(box.done() / "return (2).xlsx") == book("two"));
}
