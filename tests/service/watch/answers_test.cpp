#include <catch2/catch.hpp>
#include <fstream>

#include "calc/base/sha256.h"
#include "tests/service/watch/inbox.h"

using inbox::book;
using inbox::has;
using inbox::Inbox;
namespace fs = std::filesystem;
using Names = std::vector<std::string>;

TEST_CASE("the reason file says what was found and how to mend it, the first findings in full") {
  Inbox box;
  box.desk.errors = 9;
  box.drop("return.xlsx", book("one"));
  box.settle();
  CHECK(box.names(box.done()) == Names{"return.xlsx", "return.xlsx.report.html", "return.xlsx.txt"});
  const std::string text = doors::read(box.done() / "return.xlsx.txt");
  CHECK(has(text, "TAKEN: return.xlsx"));
  CHECK(has(text, "Receipt    1, 2016-09-16 12:00:00 UTC"));
  CHECK(has(text, stp::sha256(book("one"))));
  CHECK(has(text, "9 errors, 0 warnings, 0 notes"));
  CHECK(has(text, "Mend the errors"));
  CHECK(has(text, "finding 5"));
  CHECK_FALSE(has(text, "finding 6"));
  CHECK(has(text, "there are more"));
  CHECK(has(text, ".report.html"));
}

TEST_CASE("what is no workbook is refused with a reason, and kept") {
  Inbox box;
  const Names names{"letter.pdf", "old.xls", "sheet.ods", "figures.csv", "note.docx"};
  for (const auto& name : names) box.drop(name, "no workbook: " + name);
  box.settle();
  for (const auto& name : names) {
    CHECK(doors::read(box.refused() / name) == "no workbook: " + name);
    const std::string text = doors::read(box.refused() / (name + ".txt"));
    CHECK(has(text, "NOT TAKEN: " + name));
    CHECK(has(text, "This is not an Excel workbook."));
    CHECK(has(text, "Send the workbook itself."));
    CHECK(has(text, "Receipt"));
    CHECK(has(text, ".report.html"));
    CHECK_FALSE(doors::read(box.refused() / (name + ".report.html")).empty());  // the check's own
  }
  CHECK(box.names(box.done()).empty());
}

TEST_CASE("a file over the limit is refused unread, and kept") {
  Inbox box;
  box.options.most_bytes = 1'000;
  box.drop("large.xlsx", book(std::string(2'000, 'x')));
  box.settle();
  CHECK(has(doors::read(box.refused() / "large.xlsx.txt"), "at most 1,000 are taken"));
  CHECK(doors::read(box.refused() / "large.xlsx") == book(std::string(2'000, 'x')));
  CHECK(has(doors::read(box.refused() / "large.xlsx.report.html"), "at most 1,000 are taken"));
  CHECK(box.desk.arrivals.empty());
}

TEST_CASE("the same file again, or renamed, gets its first receipt again and nothing is done twice") {
  Inbox box;
  box.drop("return.xlsx", book("one"));
  box.settle();
  box.drop("return.xlsx", book("one"));
  box.drop("renamed.xlsx", book("one"));
  box.settle();
  CHECK(box.desk.submissions.size() == 1);
  CHECK(box.desk.submissions.begin()->second.receipt.sightings == 3);
  for (const char* name : {"return (2).xlsx", "renamed.xlsx"}) {
    CHECK(doors::read(box.done() / name) == book("one"));
    const std::string text = doors::read(box.done() / (std::string(name) + ".txt"));
    CHECK(has(text, "Receipt    1, "));
    CHECK(has(text, "The very same file was received before"));
  }
  CHECK(has(doors::read(box.done() / "renamed.xlsx.txt"), "received before as return.xlsx"));
  CHECK_FALSE(has(doors::read(box.done() / "return.xlsx.txt"), "received before"));
}

TEST_CASE("a new file of the same name stands beside the old one and its answers") {
  Inbox box;
  for (const char* text : {"one", "two", "three"}) {
    box.drop("return.xlsx", book(text));
    box.settle();
  }
  CHECK(doors::read(box.done() / "return.xlsx") == book("one"));
  CHECK(doors::read(box.done() / "return (2).xlsx") == book("two"));
  CHECK(doors::read(box.done() / "return (3).xlsx") == book("three"));
  CHECK(has(doors::read(box.done() / "return (3).xlsx.txt"), "Receipt    3, "));
  CHECK(box.desk.submissions.size() == 3);
}

TEST_CASE("a name that would collide with somebody's answer is not taken") {
  Inbox box;
  box.look();
  doors::write(box.done() / "return.xlsx.txt", "notes of a person");
  box.drop("return.xlsx", book("one"));
  box.settle();
  CHECK(doors::read(box.done() / "return.xlsx.txt") == "notes of a person");
  CHECK(fs::exists(box.done() / "return (2).xlsx"));
}

TEST_CASE("nothing of another place's answer is shown to the place that sent the same file") {
  Inbox box;
  box.drop("ours.xlsx", book("one"), "leeds");
  box.settle();
  box.desk.belongs_elsewhere = {stp::sha256(book("one"))};
  box.drop("theirs.xlsx", book("one"), "bradford");
  box.settle();
  CHECK(box.names(box.refused("bradford")) ==
        Names{"theirs.xlsx", "theirs.xlsx.report.html", "theirs.xlsx.txt"});
  const std::string page = doors::read(box.refused("bradford") / "theirs.xlsx.report.html");
  CHECK(has(page, "It is another place&#39;s."));
  CHECK_FALSE(has(page, "ours.xlsx"));
  CHECK_FALSE(has(page, "finding 1"));
  const std::string text = doors::read(box.refused("bradford") / "theirs.xlsx.txt");
  CHECK(has(text, "It is another place's."));
  CHECK_FALSE(has(text, "ours.xlsx"));
}

TEST_CASE("the reason file names the sections still to come, not what the file checked alone does not hold") {
  Inbox box;
  box.desk.lacking = {"activity", "workforce"};
  box.drop("first.xlsx", book("one"));
  box.settle();
  const std::string first = doors::read(box.done() / "first.xlsx.txt");
  CHECK(has(first, "Still to come for this return: label of activity, label of workforce"));
  box.desk.more_to_check = true;
  box.drop("second.xlsx", book("more"));
  box.settle();
  const std::string second = doors::read(box.done() / "second.xlsx.txt");
  CHECK(has(second, "No file checked so far brings label of activity, label of workforce"));
  CHECK_FALSE(has(second, "Still to come"));
  box.desk.lacking.clear();
  box.desk.more_to_check = false;
  box.drop("last.xlsx", book("two"));
  box.settle();
  for (const std::string name : {"first.xlsx.txt", "last.xlsx.txt"})
    CHECK_FALSE(has(doors::read(box.done() / name), "Activity was not sent"));
  CHECK_FALSE(has(doors::read(box.done() / "last.xlsx.txt"), "Still to come"));
}

TEST_CASE("while a file is being checked, the status says so and how many are before it") {
  Inbox box;
  box.drop_and_take("return.xlsx", book("one"));
  box.desk.submissions.begin()->second.queue_place = 3;
  box.look(1'001);
  CHECK(has(box.status(), "Taken, being checked"));
  CHECK(has(box.status(), "receipt 1, 2016-09-16 12:00:00 UTC; 3 before it"));
  box.desk.checking = true;
  box.settle();
  CHECK(has(box.status(), "Nothing is arriving."));
}

TEST_CASE("what lies in working at the start is taken up where it stood, and its receipt is the first one") {
  Inbox box;
  box.drop_and_take("return.xlsx", book("one"));
  REQUIRE(box.names(box.working()).size() == 1);
  box.restart();
  box.desk.checking = true;
  box.settle();
  CHECK(fs::exists(box.done() / "return.xlsx"));
  CHECK(box.desk.arrivals.size() == 1);
  CHECK(box.desk.submissions.begin()->second.receipt.sightings == 1);
  CHECK_FALSE(has(doors::read(box.done() / "return.xlsx.txt"), "received before"));
}

TEST_CASE("a repeat whose receipt was recorded but not learnt is recorded once") {
  Inbox box;
  box.drop("return.xlsx", book("one"));
  box.settle();
  box.desk.moment = "2016-09-16T13:00:00.000Z";
  box.drop("return.xlsx", book("one"));
  SECTION("since the connection to the database ended") {
    box.desk.loses_answers = 1;
    box.look();
    box.look(1'001);
    CHECK_FALSE(box.watcher().health().good());
  }
  SECTION("since the process ended") {
    box.desk.checking = false;
    box.look();
    box.look(1'001);
    REQUIRE(box.names(box.working()).size() == 1);
    box.restart();
  }
  box.desk.checking = true;
  box.settle();
  CHECK(box.desk.arrivals.size() == 2);
  CHECK(box.desk.submissions.begin()->second.receipt.sightings == 2);
  CHECK(has(doors::read(box.done() / "return (2).xlsx.txt"), "The very same file was received before"));
  CHECK_FALSE(has(doors::read(box.done() / "return.xlsx.txt"), "received before"));
}
