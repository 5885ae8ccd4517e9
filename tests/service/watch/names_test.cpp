#include "service/watch/names.h"

#include <catch2/catch.hpp>

#include "tests/service/watch/inbox.h"

using inbox::book;
using inbox::has;
using inbox::Inbox;
using namespace stp::watch;
namespace fs = std::filesystem;

TEST_CASE("a name is shown on one line in valid UTF-8, whatever its bytes") {
  CHECK(shown("Übersicht 財務 ملف.xlsx") == "Übersicht 財務 ملف.xlsx");
  CHECK(shown("two\nlines\t.xlsx") == "two\\x0alines\\x09.xlsx");
  CHECK(shown("bad\xff\xc3.xlsx") == "bad\\xff\\xc3.xlsx");
  CHECK(shown("over\xc0\xaf") == "over\\xc0\\xaf");
  CHECK(shown("half\xe2\x82") == "half\\xe2\\x82");
  CHECK(shown("surrogate\xed\xa0\x80") == "surrogate\\xed\\xa0\\x80");
  CHECK(shown("turned\xe2\x80\xaexslx.exe") == "turned\\xe2\\x80\\xaexslx.exe");
}

TEST_CASE("names of answers never exceed what a file system takes, and never end inside a character") {
  const std::string longest = std::string(250, 'a') + ".xlsx";
  CHECK(beside("book.xlsx", ".txt") == "book.xlsx.txt");
  CHECK(beside(longest, ".report.html").size() == 255);
  CHECK(beside(longest, ".report.html").ends_with(".report.html"));
  CHECK(beside(longest, ".txt") != beside(std::string(249, 'a') + "b.xlsx", ".txt"));
  CHECK(numbered("book.xlsx", 1) == "book.xlsx");
  CHECK(numbered("book.xlsx", 2) == "book (2).xlsx");
  CHECK(numbered("book", 3) == "book (3)");
  CHECK(numbered(longest, 12).size() <= 255);
  CHECK(numbered(longest, 12).ends_with(" (12).xlsx"));
  std::string wide;
  for (int i = 0; i < 83; ++i) wide += "財";
  for (int extra = 0; extra < 6; ++extra) {
    const std::string name = beside(wide + std::string(static_cast<std::size_t>(extra), 'x'), ".report.html");
    CHECK(name.size() <= 255);
    CHECK(shown(name) == name);
  }
  CHECK(filled_name("book.xlsx") == "book.filled.xlsx");
}

TEST_CASE("names in any script, with any bytes, come through the folder as they are") {
  Inbox box;
  const std::vector<std::string> names{"財務報告.xlsx",
                                       "مالية.xlsx",
                                       "Finanzübersicht – Größe.xlsx",
                                       "e\xcc\x81t\xcc\x81.xlsx",  // accents as characters of their own
                                       "😀.xlsx",
                                       "-rf --help.xlsx",
                                       "two\nlines.xlsx",
                                       "bad\xff\xfe.xlsx",
                                       "'; DROP TABLE submissions; --.xlsx",
                                       "$(reboot) `reboot` %s%n.xlsx",
                                       "con.xlsx ",
                                       std::string(250, 'a') + ".xlsx",
                                       std::string(249, 'b') + "\xff.xlsx",
                                       "..xlsx.xlsx"};
  for (const auto& name : names) box.drop(name, book(name));
  box.settle();
  std::size_t taken = 0;
  for (const auto& name : names) {
    if (passed_over(name)) continue;
    ++taken;
    INFO(shown(name));
    CHECK(doors::read(box.done() / name) == book(name));
    CHECK(has(doors::read(box.done() / beside(name, ".txt")), "TAKEN: " + shown(name)));
    CHECK(fs::exists(box.done() / beside(name, ".report.html")));
  }
  CHECK(taken == names.size() - 1);  // a name that begins with a dot is hidden, and passed over
  CHECK(box.desk.arrivals.size() == taken);
  for (const auto& arrival : box.desk.arrivals) CHECK(shown(arrival.name) == arrival.name);
}
