#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>
#include <functional>

#include "service/watch/known_folder.h"
#include "tests/service/watch/inbox.h"
#include "tests/support/not_tried.h"

using inbox::book;
using inbox::has;
using inbox::Inbox;
using stp::watch::known_mark;
using stp::watch::remember_mark;
using stp::watch::strange_folder;
namespace fs = std::filesystem;

namespace {

// A file system of its own over a folder; ended with the test. Needs root, and a container that allows it.
class Mounted {
 public:
  Mounted(fs::path folder, const char* options) : folder_(std::move(folder)) {
    fs::create_directories(folder_);
    there_ = ::mount("tmpfs", folder_.c_str(), "tmpfs", 0, options) == 0;
  }
  ~Mounted() {
    if (there_) ::umount2(folder_.c_str(), MNT_DETACH);
  }
  Mounted(const Mounted&) = delete;
  Mounted& operator=(const Mounted&) = delete;
  bool there() const { return there_; }

 private:
  fs::path folder_;
  bool there_ = false;
};

std::string trouble_of(Inbox& box) {
  const auto health = box.watcher().health();
  return health.troubles.empty() ? "" : health.troubles[0].code + " " + health.troubles[0].where;
}

// As a user whom permissions bind; root is bound by none. In a process of its own, since there is no way
// back.
int as_nobody(const std::function<bool()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    const bool bound = ::geteuid() != 0 || (::setgid(65534) == 0 && ::setuid(65534) == 0);
    bool right = false;
    try {
      right = bound && work();
    } catch (const std::exception& broken) {
      std::fprintf(stderr, "%s\n", broken.what());
    }
    ::_exit(right ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool said(const char* what, bool holds) {
  if (!holds) std::fprintf(stderr, "does not hold: %s\n", what);
  return holds;
}

}  // namespace

TEST_CASE("a folder that is deleted is told of with since when, and taken up again when it returns") {
  Inbox box;
  box.look();
  const std::string good = box.watcher().health().last_good_scan;
  fs::remove_all(box.root());
  box.desk.moment = "2016-09-16T13:00:00.000Z";
  box.look(5'000);
  box.desk.moment = "2016-09-16T14:00:00.000Z";
  box.look(5'000);
  const auto health = box.watcher().health();
  REQUIRE(health.troubles.size() == 1);
  CHECK(trouble_of(box) == "folder-lost " + box.root().string());
  CHECK(health.troubles[0].since.substr(0, 16) == "2016-09-16T13:00");
  CHECK(health.last_good_scan == good);
  CHECK_FALSE(health.good());
  CHECK_FALSE(fs::exists(box.root()));  // never made anew: it could be the place where a share belongs
  fs::create_directory(box.root());
  doors::write(box.root() / ".stp-inbox", box.desk.mark + "\n");
  box.look(5'000);
  box.drop("return.xlsx", book("one"));
  box.settle();
  CHECK(box.watcher().health().good());
  CHECK(fs::exists(box.done() / "return.xlsx"));
}

TEST_CASE(
    "at the start as well, an empty folder where one was watched before is not used until its mark is "
    "there") {
  Inbox box;
  box.look();
  const std::string mark = box.desk.mark;
  CHECK(mark.size() == 32);
  CHECK(doors::read(box.root() / ".stp-inbox") == mark + "\n");
  fs::rename(box.root(), box.root().parent_path() / "unmounted");
  box.restart();
  const auto must_be_lost = [&] {
    CHECK_FALSE(box.look(5'000));
    CHECK(trouble_of(box) == "folder-lost " + box.root().string());
    CHECK(has(box.watcher().health().troubles.at(0).remedy, ".stp-inbox"));
  };
  must_be_lost();
  CHECK_FALSE(fs::exists(box.root()));  // not made either
  fs::create_directory(box.root());
  must_be_lost();
  CHECK(fs::is_empty(box.root()));
  SECTION("its share returns") {
    fs::remove(box.root());
    fs::rename(box.root().parent_path() / "unmounted", box.root());
    box.settle();
    CHECK(box.watcher().health().good());
    CHECK(box.desk.mark == mark);
  }
  SECTION("another's share is mounted there") {
    doors::write(box.root() / ".stp-inbox", std::string(32, 'a') + "\n");
    must_be_lost();
    CHECK(box.names(box.root()) == std::vector<std::string>{".stp-inbox"});
  }
  SECTION("somebody begins anew on purpose") {
    doors::write(box.root() / ".stp-inbox", "");
    box.drop("return.xlsx", book("one"));
    box.settle();
    CHECK(box.watcher().health().good());
    CHECK(fs::exists(box.done() / "return.xlsx"));
    CHECK(box.desk.mark != mark);
    CHECK(doors::read(box.root() / ".stp-inbox") == box.desk.mark + "\n");
  }
}

TEST_CASE("the store remembers by which mark a folder was watched, whatever way its path is written") {
  doors::Folder folder;
  const std::string data = (folder.path() / "data").string(), inbox = (folder.path() / "inbox").string();
  fs::create_directories(inbox);
  CHECK(known_mark(data, inbox) == std::string());
  CHECK_FALSE(strange_folder(data, inbox));
  REQUIRE(remember_mark(data, inbox, "a"));
  CHECK(known_mark(data, inbox) == std::string("a"));
  CHECK(known_mark(data, inbox + "/../inbox/") == std::string("a"));
  CHECK(known_mark(data, inbox + "2") == std::string());
  CHECK(strange_folder(data, inbox)->code == "folder-lost");
  doors::write(inbox + "/.stp-inbox", "b\n");
  CHECK(strange_folder(data, inbox)->code == "folder-lost");
  doors::write(inbox + "/.stp-inbox", "a\n");
  CHECK_FALSE(strange_folder(data, inbox));
  doors::write(inbox + "/.stp-inbox", "");
  CHECK_FALSE(strange_folder(data, inbox));
  for (const auto& record : fs::directory_iterator(folder.path() / "data" / "watched")) {
    fs::remove(record.path());
    fs::create_directory(record.path());  // cannot be read as a file
  }
  CHECK(known_mark(data, inbox).error().code == "permission");
}

TEST_CASE("a place's folder that is deleted is made anew") {
  Inbox box;
  box.look();
  fs::remove_all(box.root() / "leeds");
  box.look();
  CHECK(fs::is_directory(box.in()));
  CHECK(box.watcher().health().good());
}

TEST_CASE(
    "an unmounted share is told of, its empty place is not used, and it is taken up again when it returns") {
  doors::Folder folder;
  const Mounted share(folder.path() / "share", "size=4m");
  if (!share.there()) {
    not_tried("nothing can be mounted here (it needs root and a container that allows it)");
    return;
  }
  const fs::path root = folder.path() / "inbox";
  fs::create_directories(root);
  const auto mount_it = [&] {
    return ::mount((folder.path() / "share").c_str(), root.c_str(), nullptr, MS_BIND, nullptr) == 0;
  };
  REQUIRE(mount_it());
  Inbox box(root);
  box.drop("first.xlsx", book("first"));
  box.settle();
  CHECK(box.watcher().health().good());
  REQUIRE(::umount(root.c_str()) == 0);  // not busy: between looks nothing is held open
  box.look(5'000);
  CHECK(trouble_of(box) == "folder-lost " + root.string());
  CHECK(fs::is_empty(root));
  REQUIRE(mount_it());
  box.drop("second.xlsx", book("second"));
  box.settle();
  CHECK(box.watcher().health().good());
  CHECK(fs::exists(box.done() / "second.xlsx"));
  CHECK(fs::exists(box.done() / "first.xlsx"));
  ::umount(root.c_str());
}

TEST_CASE(
    "lost permission is told of for the place it concerns, the others go on, and it is taken up again") {
  Inbox box;
  box.look();
  fs::permissions(box.root().parent_path(), fs::perms::all);
  for (const auto& one : fs::recursive_directory_iterator(box.root()))
    fs::permissions(one.path(), fs::perms::all);
  fs::permissions(box.root(), fs::perms::all);
  box.restart();
  const int result = as_nobody([&] {
    const fs::path in = box.in();
    bool right = said("nothing is wrong at first", (box.look(), box.watcher().health().good()));
    if (::geteuid() == 65534) {  // the folders belong to another user: made anew as ours
      fs::remove_all(box.root() / "leeds");
      box.look();
    }
    fs::permissions(in, fs::perms::none);
    box.drop("return.xlsx", book("one"), "bradford");
    box.settle();
    right = said("told of", trouble_of(box) == "permission leeds/in") && right;
    right = said("the others go on", fs::exists(box.done("bradford") / "return.xlsx")) && right;
    fs::permissions(in, fs::perms::owner_all);
    box.drop("return.xlsx", book("two"));
    box.settle();
    right = said("taken up again", fs::exists(box.done() / "return.xlsx") && box.watcher().health().good()) &&
            right;
    box.drop("locked.xlsx", book("three"));
    fs::permissions(in / "locked.xlsx", fs::perms::none);
    box.look();
    box.look(5'000);
    right =
        said("an unreadable file is told of", trouble_of(box) == "permission leeds/in/locked.xlsx") && right;
    right = said("and stays", fs::exists(in / "locked.xlsx")) && right;
    fs::permissions(in / "locked.xlsx", fs::perms::owner_all);
    box.settle();
    return said("and is taken when it can be", fs::exists(box.done() / "locked.xlsx")) && right;
  });
  CHECK(result == 0);
}

TEST_CASE("a full disk is told of, nothing is lost, and it goes on when there is room") {
  doors::Folder folder;
  const Mounted disk(folder.path() / "inbox", "size=256k");
  if (!disk.there()) {
    not_tried("nothing can be mounted here; the next test limits the size of files instead");
    return;
  }
  Inbox box(folder.path() / "inbox");
  box.look();
  box.drop("return.xlsx", book("one"));
  const std::string filler(1024, 'x');
  {
    std::ofstream fill(box.root() / ".filler", std::ios::binary);
    while (fill << filler << std::flush) {
    }
  }
  box.look();
  for (int i = 0; i < 5; ++i) box.look(5'000);
  CHECK(has(trouble_of(box), "disk-full"));
  std::size_t copies = 0;
  for (const auto& one : fs::recursive_directory_iterator(box.root()))
    if (one.path().filename() == "return.xlsx") {
      ++copies;
      CHECK(doors::read(one.path()) == book("one"));
    }
  CHECK(copies == 1);
  fs::remove(box.root() / ".filler");
  box.settle();
  CHECK(box.watcher().health().good());
  CHECK(doors::read(box.done() / "return.xlsx") == book("one"));
  CHECK(has(doors::read(box.done() / "return.xlsx.txt"), "TAKEN: return.xlsx"));
  CHECK(box.desk.submissions.begin()->second.receipt.sightings == 1);
}

TEST_CASE("answers that cannot be written whole are not there at all, and come when they can be written") {
  Inbox box;
  box.look();
  const int result = as_nobody([&] {  // its own process, since the limit is the process's
    doors::Folder folder;
    Inbox small(folder.path() / "inbox");
    small.drop("return.xlsx", book(std::string(4'000, 'x')));
    ::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{200, RLIM_INFINITY};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    small.look();
    for (int i = 0; i < 5; ++i) small.look(5'000);
    bool right = said("told of", has(trouble_of(small), "disk-full"));
    right = said("not half an answer", !fs::exists(small.done() / "return.xlsx.txt")) && right;
    limit.rlim_cur = RLIM_INFINITY;
    ::setrlimit(RLIMIT_FSIZE, &limit);
    small.settle();
    return said("it goes on",
                fs::exists(small.done() / "return.xlsx.txt") && fs::exists(small.done() / "return.xlsx")) &&
           right;
  });
  CHECK(result == 0);
}

TEST_CASE("a store that cannot write or a database that is away keeps the file waiting, and is told of") {
  Inbox box;
  box.desk.refuses = "cannot-write";
  box.drop("return.xlsx", book("one"));
  box.look();
  box.look(5'000);
  CHECK(has(trouble_of(box), "cannot-write leeds/working/"));
  box.look(5'000);
  CHECK(has(box.status(), "The store cannot write."));
  box.desk.refuses.clear();
  box.desk.broken = true;
  box.look(5'000);
  CHECK(trouble_of(box) == "store-unavailable ");
  box.drop("second.xlsx", book("two"), "bradford");
  box.look(5'000);
  box.look(5'000);
  box.desk.broken = false;
  box.settle();
  CHECK(fs::exists(box.done() / "return.xlsx"));
  CHECK(fs::exists(box.done("bradford") / "second.xlsx"));
  CHECK(box.watcher().health().good());
  for (const auto& [hash, one] : box.desk.submissions) CHECK(one.receipt.sightings == 1);
}
