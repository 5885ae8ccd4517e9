#include <fcntl.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "calc/base/sha256.h"
#include "tests/service/watch/inbox.h"

using inbox::book;
using inbox::has;
using inbox::Inbox;
namespace fs = std::filesystem;
using Names = std::vector<std::string>;

namespace {

// Of Excel: the length of the name, the name in 54 bytes, the length again, the name in 16-bit characters.
std::string owner_file(const std::string& who) {
  std::string text(165, ' ');
  text[0] = static_cast<char>(who.size());
  text.replace(1, who.size(), who);
  text[55] = text[0];
  text[56] = '\0';
  for (std::size_t i = 0; i < who.size(); ++i) text.replace(57 + 2 * i, 2, std::string{who[i], '\0'});
  return text;
}

void add(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::app) << bytes;
}

}  // namespace

TEST_CASE("the folders of every place are made, and a file dropped into one is taken there and answered") {
  Inbox box;
  box.look();
  for (const char* place : {"leeds", "bradford", "west-yorkshire"})
    for (const char* folder : {"in", "working", "done", "refused"})
      CHECK(fs::is_directory(box.root() / place / folder));
  box.drop("return.xlsx", book("one"), "bradford");
  box.settle();
  CHECK(box.names(box.done("bradford")) ==
        Names{"return.filled.xlsx", "return.xlsx", "return.xlsx.report.html", "return.xlsx.txt"});
  CHECK(doors::read(box.done("bradford") / "return.xlsx") == book("one"));
  REQUIRE(box.desk.arrivals.size() == 1);
  CHECK(box.desk.arrivals[0].place == "BRA");
  CHECK(box.desk.arrivals[0].via == "folder");
  CHECK(box.desk.arrivals[0].who == "folder bradford");
  CHECK(box.names(box.in("bradford")).empty());
  CHECK(box.names(box.working("bradford")).empty());
  const auto health = box.watcher().health();
  CHECK(health.good());
  CHECK(health.taken == 1);
  CHECK(health.done == 1);
}

TEST_CASE("a file is not touched before it has been unchanged for the settling time") {
  Inbox box;
  box.look();
  box.look(60'000);
  box.drop("return.xlsx", book("one"));
  CHECK(box.look());
  CHECK(box.look(999));
  CHECK(box.names(box.in()) == Names{"return.xlsx"});
  CHECK(has(box.status(), "return.xlsx"));
  CHECK(has(box.status(), "still being written, or has only just come"));
  REQUIRE(box.desk.arriving.size() == 1);
  CHECK(box.desk.arriving[0].name == "return.xlsx");
  CHECK(box.desk.arriving[0].place == "LEE");
  box.look(1);
  CHECK(box.names(box.in()).empty());
}

TEST_CASE("a slow writer is arriving for hours, is shown with its size, and is taken whole") {
  Inbox box;
  box.look();
  const std::string whole = book(std::string(40'000, 'x'));
  std::size_t written = 0;
  for (int step = 0; step < 40; ++step) {  // forty steps, three minutes apart
    add(box.in() / "slow.xlsx", whole.substr(written, 1'000));
    written += 1'000;
    box.look();
    box.look(90'000);
    box.look(90'000);
    REQUIRE(box.names(box.in()) == Names{"slow.xlsx"});
    REQUIRE(box.desk.arriving.size() == 1);
    REQUIRE(box.desk.arriving[0].size == static_cast<std::int64_t>(written));
  }
  CHECK(has(box.status(), "40,000 bytes"));
  CHECK(has(box.status(), "the end of the workbook is missing"));
  const std::string since = box.desk.arriving[0].since;
  add(box.in() / "slow.xlsx", whole.substr(written));
  box.look();
  CHECK(box.desk.arriving[0].since == since);
  box.settle();
  CHECK(doors::read(box.done() / "slow.xlsx") == whole);
}

TEST_CASE(
    "a workbook whose end never comes is told of after a while, kept, and taken when it comes after all") {
  Inbox box;
  const std::string whole = book("the whole of it");
  box.drop("half.xlsx", whole.substr(0, whole.size() - 5));
  box.look();
  CHECK_FALSE(box.look(5'000));
  CHECK(has(box.status(), "It is not all here yet"));
  box.look(600'000);
  CHECK(has(box.status(), "nothing was added for 10 minutes"));
  CHECK(has(box.status(), "copy it again"));
  for (int hour = 0; hour < 48; ++hour) box.look(3'600'000);
  CHECK(box.names(box.in()) == Names{"half.xlsx"});
  box.drop("half.xlsx", whole);
  box.settle();
  CHECK(doors::read(box.done() / "half.xlsx") == whole);
}

TEST_CASE("room kept free by a copying program is not taken for a file") {
  Inbox box;
  box.drop("copy.xlsx", std::string(10'000, '\0'));
  box.look();
  box.look(5'000);
  box.look(5'000);
  CHECK(box.names(box.in()) == Names{"copy.xlsx"});
  CHECK(box.desk.arrivals.empty());
}

TEST_CASE("a file another program still holds open for writing waits until it is closed") {
  Inbox box;
  box.look();
  box.drop("held.xlsx", book("held"));
  const int writer = ::open((box.in() / "held.xlsx").c_str(), O_WRONLY | O_APPEND);
  REQUIRE(writer >= 0);
  box.look();
  box.look(5'000);
  CHECK(box.names(box.in()) == Names{"held.xlsx"});
  CHECK(has(box.status(), "open for writing"));
  ::close(writer);
  box.settle();
  CHECK(fs::exists(box.done() / "held.xlsx"));
}

TEST_CASE("Excel's saving by a temporary file and a rename takes the new book once, whole") {
  Inbox box;
  box.look();
  box.drop("~$return.xlsx", owner_file("Anne Smith"));
  box.drop("return.xlsx", book("old"));
  box.look();
  box.look(5'000);
  CHECK(box.names(box.in()) == Names{"return.xlsx", "~$return.xlsx"});
  box.drop("A1B2C3D4", book("new"));  // the new book under a name without an ending
  box.look();
  box.look(5'000);
  CHECK(fs::exists(box.in() / "A1B2C3D4"));
  CHECK(has(box.status(), "temporary file of Excel"));
  fs::rename(box.in() / "return.xlsx", box.in() / "5E6F7A8B.tmp");
  box.look(5'000);
  fs::rename(box.in() / "A1B2C3D4", box.in() / "return.xlsx");
  fs::remove(box.in() / "5E6F7A8B.tmp");
  box.look(5'000);
  fs::remove(box.in() / "~$return.xlsx");
  box.settle();
  CHECK(box.desk.arrivals.size() == 1);
  CHECK(doors::read(box.done() / "return.xlsx") == book("new"));
}

TEST_CASE("a book that is open says so, names who has it open, and is taken when it is closed") {
  Inbox box;
  box.drop("return.xlsx", book("one"));
  box.drop("~$return.xlsx", owner_file("Anne Smith"));
  box.drop("plan.xlsx", book("two"));
  box.drop(".~lock.plan.xlsx#", ",anne,desk-7,16.09.2016 12:00,file:///home/anne/.config;");
  box.look();
  CHECK_FALSE(box.look(5'000));
  CHECK(has(box.status(), "still open in Excel (Anne Smith)"));
  CHECK(has(box.status(), "still open in LibreOffice (anne)"));
  CHECK_FALSE(has(box.status(), "delete the file"));
  box.look(700'000);
  CHECK(has(box.status(), "delete the file ~$return.xlsx"));
  CHECK(box.desk.arrivals.empty());
  fs::remove(box.in() / "~$return.xlsx");
  fs::remove(box.in() / ".~lock.plan.xlsx#");
  box.settle();
  CHECK(box.desk.arrivals.size() == 2);
}

TEST_CASE("owner files, temporaries and half downloads are passed over quietly, by name and by content") {
  Inbox box;
  const Names quiet{"~$other.xlsx", ".~lock.other.xlsx#", "~WRL0001.tmp",      "x.TMP",        ".hidden.xlsx",
                    "Thumbs.db",    "desktop.ini",        "book.xlsx.partial", "a.crdownload", "b.filepart"};
  for (const auto& name : quiet) box.drop(name, book(name));
  box.drop("synchronised copy.xlsx", owner_file("Anne Smith"));
  box.settle();
  CHECK(box.desk.arrivals.empty());
  CHECK(box.names(box.in()).size() == quiet.size() + 1);
  CHECK(has(box.status(), "Nothing is arriving."));
  CHECK(box.desk.arriving.empty());
}

TEST_CASE("an empty file waits for its writer, then is refused with a reason") {
  Inbox box;
  box.drop("empty.xlsx", "");
  box.look();
  CHECK(box.look(30'000));
  CHECK(box.names(box.in()) == Names{"empty.xlsx"});
  CHECK(has(box.status(), "Nothing is in it yet"));
  box.look(30'001);
  box.settle();
  CHECK(box.names(box.refused()) == Names{"empty.xlsx", "empty.xlsx.report.html", "empty.xlsx.txt"});
  CHECK(has(doors::read(box.refused() / "empty.xlsx.txt"), "NOT TAKEN: empty.xlsx"));
  CHECK(box.desk.arrivals.empty());
}

TEST_CASE("files in sub-folders are taken as if they lay in the folder itself") {
  Inbox box;
  box.drop("September/final/return.xlsx", book("deep"));
  box.settle();
  CHECK(fs::exists(box.done() / "return.xlsx"));
  CHECK(fs::is_directory(box.in() / "September" / "final"));
}

TEST_CASE("a file taken back by its sender while it settles is forgotten") {
  Inbox box;
  box.drop("return.xlsx", book("one"));
  box.look();
  fs::remove(box.in() / "return.xlsx");
  box.settle();
  CHECK(box.desk.arrivals.empty());
  CHECK(box.watcher().health().good());
}

TEST_CASE("files beside the folder in are pointed out, and not taken") {
  Inbox box;
  box.look();
  doors::write(box.root() / "leeds" / "return.xlsx", book("one"));
  doors::write(box.root() / "stray.xlsx", book("two"));
  box.settle();
  CHECK(box.desk.arrivals.empty());
  CHECK(has(box.status(), "put these into the folder \"in\""));
  const auto health = box.watcher().health();
  REQUIRE(health.troubles.size() == 1);
  CHECK(health.troubles[0].code == "misplaced");
  CHECK(health.troubles[0].where == "stray.xlsx");
}

namespace {

// A book whose bytes are longer than the other's, half of it written.
const std::string long_book = book(std::string(40'000, 'n'));

// In place, as a program that saves over a file does it.
void begin_to_write(const fs::path& file) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << long_book.substr(0, 20'000);
}

fs::path only_file_in(const fs::path& working) {
  for (const auto& one : fs::recursive_directory_iterator(working))
    if (one.is_regular_file()) return one.path();
  return {};
}

void must_have_only_the_long_book(Inbox& box) {
  CHECK((doors::read(box.done() / "return.xlsx") == long_book));  // in brackets: it is too long to be shown
  CHECK(box.desk.submissions.size() == 1);
  CHECK(box.desk.submissions.contains(stp::sha256(long_book)));
  CHECK(box.names(box.refused()).empty());
  CHECK(box.names(box.working()).empty());
  CHECK(box.names(box.in()).empty());
}

}  // namespace

TEST_CASE(
    "a file that changes between judging and taking, or while it is moved, waits again, and is taken whole") {
  const std::string moment = GENERATE("a file is about to be taken", "a folder in working is made");
  Inbox box;
  int times = 0;
  box.options.at = [&](const std::string& step) {
    if (step == moment && ++times == 1) begin_to_write(box.in() / "return.xlsx");
  };
  box.drop("return.xlsx", book("old"));
  box.look();
  CHECK(box.look(1'001));  // something goes on
  CHECK(times == 1);
  CHECK(box.names(box.in()) == Names{"return.xlsx"});
  CHECK(box.names(box.working()).empty());
  CHECK(box.desk.arrivals.empty());
  box.look();
  box.look(5'000);
  CHECK(has(box.status(), "the end of the workbook is missing"));
  add(box.in() / "return.xlsx", long_book.substr(20'000));
  box.settle();
  must_have_only_the_long_book(box);
  CHECK(box.watcher().health().taken == 1);
}

TEST_CASE("a writer that goes on through the move finds its file back in the folder, and it is taken whole") {
  Inbox box;
  std::ofstream writer;
  int times = 0;
  box.options.at = [&](const std::string& step) {
    if (step == "a folder in working is made" && ++times == 1)
      writer.open(box.in() / "return.xlsx", std::ios::binary | std::ios::app);  // nothing written yet
  };
  box.drop("return.xlsx", book("old"));
  box.look();
  box.look(1'001);
  REQUIRE(writer.is_open());
  CHECK(box.names(box.in()) == Names{"return.xlsx"});
  CHECK(box.desk.arrivals.empty());
  box.look(5'000);
  CHECK(has(box.status(), "open for writing"));
  fs::resize_file(box.in() / "return.xlsx", 0);
  writer << long_book << std::flush;  // into the file that was moved there and back
  box.look(5'000);
  box.look(5'000);
  CHECK(box.desk.arrivals.empty());
  writer.close();
  box.settle();
  must_have_only_the_long_book(box);
}

TEST_CASE("a file that changes after its receipt is not laid beside the answer of another, but waits again") {
  Inbox box;
  box.drop_and_take("return.xlsx", book("old"));
  const fs::path taken = only_file_in(box.working());
  REQUIRE(taken.filename() == "return.xlsx");
  doors::write(taken, long_book);
  box.desk.checking = true;
  box.look(1'001);
  CHECK(box.names(box.in()) == Names{"return.xlsx"});
  CHECK(box.names(box.done()).empty());
  box.settle();
  CHECK(doors::read(box.done() / "return.xlsx") == long_book);
  CHECK(has(doors::read(box.done() / "return.xlsx.txt"), stp::sha256(long_book)));
  CHECK(box.desk.submissions.size() == 2);
}

TEST_CASE(
    "a file is moved back under a number when its name was taken meanwhile, and into the folder when its own "
    "is gone") {
  Inbox box;
  int times = 0;
  box.options.at = [&](const std::string& step) {
    if (step != "the file is moved into working" || ++times > 1) return;
    begin_to_write(only_file_in(box.working()));
    fs::remove(box.in() / "September");
    box.drop("return.xlsx", book("newer"));
  };
  box.drop("September/return.xlsx", book("old"));
  box.look();
  box.look(1'001);
  CHECK(box.names(box.in()) == Names{"return (2).xlsx", "return.xlsx"});
  CHECK(doors::read(box.in() / "return.xlsx") == book("newer"));
  CHECK(doors::read(box.in() / "return (2).xlsx") == long_book.substr(0, 20'000));
}

TEST_CASE("half a file that lies in working at the start is moved back, and waits for its end") {
  Inbox box;
  box.look();
  doors::write(box.working() / "20160916T120000000Z-00000000" / "return.xlsx", long_book.substr(0, 20'000));
  box.restart();
  box.look();
  CHECK(box.names(box.in()) == Names{"return.xlsx"});
  CHECK(box.names(box.working()).empty());
  add(box.in() / "return.xlsx", long_book.substr(20'000));
  box.settle();
  must_have_only_the_long_book(box);
}

TEST_CASE(
    "folders that are no place's, or beside a place's own, are pointed out when something lies in them") {
  Inbox box;
  box.look();
  doors::write(box.root() / "Leeds" / "in" / "return.xlsx", book("one"));
  doors::write(box.root() / "leeds" / "In" / "return.xlsx", book("two"));
  doors::write(box.root() / "leeds" / "working" / "old" / "return.xlsx", book("three"));
  doors::write(box.root() / ".snapshots" / "return.xlsx", book("four"));
  doors::write(box.root() / "#recycle" / "return.xlsx", book("five"));
  doors::write(box.root() / "only" / "Thumbs.db", "thumbnails");
  fs::create_directories(box.root() / "empty" / "deeper");
  fs::create_directories(box.root() / "bradford" / "empty");
  box.settle();
  CHECK(box.desk.arrivals.empty());
  CHECK(has(box.status(), "  In/\n  working/old/\n"));
  CHECK_FALSE(has(box.status("bradford"), "empty"));
  auto health = box.watcher().health();
  REQUIRE(health.troubles.size() == 1);
  CHECK(health.troubles[0].code == "misplaced");
  CHECK(health.troubles[0].where == "Leeds/");
  CHECK(has(health.troubles[0].remedy, "small letters"));
  CHECK(health.misplaced == 3);
  fs::rename(box.root() / "Leeds" / "in" / "return.xlsx", box.in() / "return.xlsx");
  fs::remove_all(box.root() / "leeds" / "In");
  fs::remove_all(box.root() / "leeds" / "working" / "old");
  box.settle();
  health = box.watcher().health();
  CHECK(health.good());
  CHECK(health.misplaced == 0);
  CHECK(fs::exists(box.done() / "return.xlsx"));
}
