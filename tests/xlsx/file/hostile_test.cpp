// Files made to harm: each is refused with its reason (or read rightly), soon, with little memory.
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <random>

#include "tests/xlsx/file/corpus.h"
#include "tests/xlsx/file/small_book.h"
#include "xlsx/file/workbook.h"

using namespace stp;
using namespace stp::xlsx;
using test::book;
using test::book_parts;
using test::part_named;
using test::sheet_xml;
using test::zip;

namespace {

// The refusal's code for a file, or "" when it and all its sheets are read and an edit of it can be read
// back.
std::string verdict(const std::string& bytes, const Limits& limits = {}) {
  const auto workbook = Workbook::read(bytes, "hostile.xlsx", limits);
  if (!workbook) return workbook.error().code;
  for (std::size_t sheet = 0; sheet < workbook->sheets().size(); ++sheet) {
    if (const auto cells = workbook->cells(sheet); !cells) return cells.error().code;
  }
  const auto edited = workbook->edited({{0, {2, 2}, CellEdit::Kind::number, "1"}}, {true, true});
  if (!edited) return "";
  const auto again = Workbook::read(*edited, "edited.xlsx", limits);
  REQUIRE(again);
  return "";
}

std::string good_book() {
  std::string rows;
  for (int i = 1; i <= 200; ++i)
    rows += "<row r=\"" + std::to_string(i) + "\"><c r=\"A" + std::to_string(i) + "\"><v>1</v></c></row>";
  auto parts =
      book_parts(sheet_xml(rows), "<sst xmlns=\"" + test::sheet_space + "\"><si><t>a</t></si></sst>");
  for (auto& part : parts) part.packed = true;
  return zip(parts);
}

// Runs `work` and holds it to seconds and to megabytes of new memory at most.
template <class Work>
void within(double seconds, long megabytes, Work work) {
  rusage before{}, after{};
  getrusage(RUSAGE_SELF, &before);
  const auto start = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  getrusage(RUSAGE_SELF, &after);
#ifdef __SANITIZE_ADDRESS__
  constexpr int slack = 8;  // the sanitizer's own memory and time
#else
  constexpr int slack = 1;
#endif
  CHECK(took.count() < seconds * slack);
  CHECK((after.ru_maxrss - before.ru_maxrss) / 1024 < megabytes * slack);
}

}  // namespace

TEST_CASE("every truncation of a workbook is refused") {
  const std::string bytes = good_book();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const std::string code = verdict(bytes.substr(0, size));
    INFO(size);
    CHECK((code == "damaged-file" || code == "not-a-workbook"));
  }
}

TEST_CASE("flipped bits are refused or change nothing that is read") {
  const std::string bytes = good_book();
  std::mt19937 random(2016);
  int refused = 0;
  for (int i = 0; i < 2'000; ++i) {
    std::string broken = bytes;
    for (int flips = 1 + static_cast<int>(random() % 4); flips > 0; --flips) {
      broken[random() % broken.size()] ^= static_cast<char>(1u << random() % 8);
    }
    if (!verdict(broken).empty()) ++refused;
  }
  CHECK(refused > 1'500);  // the rest hit names, times or comments that mean nothing
}

TEST_CASE("flipped bits in workbooks of the collection crash nothing") {
  std::mt19937 random(706);
  std::size_t position = 0;
  for (const auto& path : test::corpus()) {
    if (++position % 16 != 0) continue;
    const std::string bytes = test::bytes_of(path);
    if (bytes.empty() || bytes.size() > 200'000) continue;
    for (int i = 0; i < 5; ++i) {
      std::string broken = bytes;
      broken[random() % broken.size()] ^= static_cast<char>(1u << random() % 8);
      verdict(broken);
    }
  }
}

TEST_CASE("files of another kind are named") {
  CHECK(verdict("") == "not-a-workbook");
  CHECK(verdict("a,b,c\n1,2,3\n") == "not-a-workbook");
  CHECK(verdict("\x89PNG\r\n\x1a\n0000") == "not-a-workbook");
  CHECK(verdict("%PDF-1.7") == "not-a-workbook");
  CHECK(verdict("PK") == "damaged-file");
  CHECK(verdict(zip({{"readme.txt", "hello"}})) == "not-a-workbook");
  CHECK(verdict(zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                     {"content.xml", "<x/>"}})) == "not-a-workbook");
  CHECK(verdict(zip({})) == "not-a-workbook");
  const std::string ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
  CHECK(verdict(ole + std::string(600, '\0')) == "old-format");
  std::string encrypted = ole + std::string(512, '\0');
  for (char c : std::string("EncryptedPackage")) encrypted += c, encrypted += '\0';
  CHECK(verdict(encrypted) == "password-protected");
}

TEST_CASE("an archive that lies about itself is refused") {
  const auto sound = book_parts(sheet_xml(""));
  auto lying = [&](auto change) {
    auto parts = sound;
    change(parts);
    return verdict(zip(parts));
  };
  CHECK(verdict(zip(sound)) == "");
  CHECK(lying([](auto& parts) { parts[2].local_name = "xl/workbook.xmk"; }) == "damaged-file");
  CHECK(lying([](auto& parts) { parts[2].crc_flip = 1; }) == "damaged-file");
  CHECK(lying([](auto& parts) { parts[2].claimed_size = 10; }) == "damaged-file");
  CHECK(lying([](auto& parts) { parts[4].claimed_size = 7'000'000'000; }) != "");
  CHECK(lying([](auto& parts) { parts[4].claimed_size = 100'000'000; }) == "damaged-file");
  CHECK(lying([](auto& parts) { parts[2].flags = 1; }) == "password-protected");
  CHECK(lying([](auto& parts) { parts[2].method_override = 12; }) == "damaged-file");
  for (const char* name :
       {"../evil", "xl/../../evil", "/etc/passwd", "..\\evil", "\\evil", "c:\\evil", "xl//x", "a\nb"}) {
    INFO(name);
    CHECK(lying([&](auto& parts) { parts.push_back({name, "x"}); }) == "damaged-file");
  }
  CHECK(lying([](auto& parts) { parts.push_back(parts[2]); }) == "damaged-file");
  CHECK(lying([](auto& parts) { parts.push_back({"XL/WORKBOOK.XML", "x"}); }) == "damaged-file");
  auto twin = sound;
  twin[1] = twin[0];
  twin[1].name = "_rels/.rels";
  twin[1].local_name = twin[0].name;
  CHECK(verdict(zip(twin, {false, true})) == "damaged-file");
  CHECK(verdict(zip(sound, {false, true})) == "damaged-file");
  CHECK(verdict(zip(sound, {false, false, "", 1})) == "damaged-file");
  CHECK(verdict(zip(sound, {true, false, "", 1})) == "damaged-file");
  CHECK(verdict(zip(sound, {false, false, "a comment"})) == "");
  CHECK(verdict(zip(sound) + "trailing") == "damaged-file");
}

TEST_CASE("overlapping members are refused even when each is sound by itself") {
  // Two entries share the first one's bytes under the same name in the local header.
  auto parts = book_parts(sheet_xml(""));
  parts[1].name = parts[0].name;
  CHECK(verdict(zip(parts, {false, true})) == "damaged-file");
}

TEST_CASE("bombs are refused before they unfold") {
  within(10, 300, [] {
    auto parts =
        book_parts(sheet_xml(std::string(40'000'000, ' ')));  // 1000:1, still honest: too much only by limits
    Limits limits;
    limits.member_bytes = 20u << 20;
    CHECK(verdict(zip(parts), limits) == "file-too-large");
    limits = {};
    limits.all_bytes = 20u << 20;
    CHECK(verdict(zip(parts), limits) == "file-too-large");
    limits = {};
    limits.ratio = 500;
    CHECK(verdict(zip(parts), limits) == "file-too-large");
    limits = {};
    limits.file_bytes = 1'000;
    CHECK(verdict(zip(parts), limits) == "file-too-large");
  });
  auto many = book_parts(sheet_xml(""));
  for (int i = 0; i < 10'001; ++i) many.push_back({"xl/x" + std::to_string(i), ""});
  CHECK(verdict(zip(many)) == "file-too-large");
}

TEST_CASE("a style sheet that packs 150 to 1 is honest") {
  auto parts = book_parts(sheet_xml(""));
  std::string styles = "<styleSheet xmlns=\"" + test::sheet_space + "\"><cellXfs>";
  for (int i = 0; i < 30'000; ++i) styles += "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>";
  parts.push_back({"xl/styles.xml", styles + "</cellXfs></styleSheet>", true});
  CHECK(verdict(zip(parts)) == "");
}

TEST_CASE("any DOCTYPE is refused, in every part that is read") {
  const std::string bomb =
      "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
  for (const char* name :
       {"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"}) {
    INFO(name);
    auto parts = book_parts("<worksheet xmlns=\"" + test::sheet_space + "\"><sheetData/></worksheet>",
                            "<sst xmlns=\"" + test::sheet_space + "\"/>");
    std::string& content = part_named(parts, name).content;
    content = bomb + content;
    CHECK(verdict(zip(parts)) == "doctype");
  }
}

TEST_CASE("XML that is deep, broken or not a sheet is refused") {
  std::string deep, shut;
  for (int i = 0; i < 100'000; ++i) deep += "<row>", shut += "</row>";
  CHECK(verdict(book(deep + shut)) == "file-too-large");
  CHECK(verdict(book("<row><c></row>")) == "damaged-file");
  CHECK(verdict(book("<row><c><v>&nothing;</v></c></row>")) == "damaged-file");
  CHECK(verdict(book("<row><c><v>\xff\xfe</v></c></row>")) == "damaged-file");
  CHECK(verdict(book("<row><c><v>1</v></c></row></sheetData><sheetData>")) == "damaged-file");
  CHECK(verdict(zip(book_parts("<html/>"))) == "damaged-file");
  CHECK(verdict(zip(book_parts(""))) == "damaged-file");
}

TEST_CASE("references beyond the grid are refused, and claimed sizes allocate nothing") {
  CHECK(verdict(book("<row r=\"1048577\"/>")) == "damaged-file");
  CHECK(verdict(book("<row r=\"0\"/>")) == "damaged-file");
  CHECK(verdict(book("<row r=\"4294967297\"/>")) == "damaged-file");
  CHECK(verdict(book("<row><c r=\"XFE1\"/></row>")) == "damaged-file");
  CHECK(verdict(book("<row><c r=\"XFD1\"/><c/></row>")) == "damaged-file");
  CHECK(verdict(book("<row r=\"1048576\"/><row/>")) == "damaged-file");
  CHECK(verdict(book("<row><c t=\"s\"><v>0</v></c></row>")) == "damaged-file");
  CHECK(verdict(book("<row><c t=\"s\"><v>-1</v></c></row>")) == "damaged-file");
  CHECK(verdict(book("<row><c t=\"zz\"><v>1</v></c></row>")) == "damaged-file");
  within(1, 20, [] {
    CHECK(verdict(book("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>",
                       "<dimension ref=\"A1:XFD1048576\"/>")) == "");
    CHECK(verdict(zip(book_parts(sheet_xml(""), "<sst xmlns=\"" + test::sheet_space +
                                                    "\" count=\"4294967295\" uniqueCount="
                                                    "\"4294967295\"/>"))) == "");
  });
}

TEST_CASE("too many cells or strings, or too much text, are refused at the limit") {
  Limits limits;
  limits.cells = 10;
  const std::string ten = "<row><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/></row>";
  CHECK(verdict(book(ten), limits) == "");
  CHECK(verdict(book(ten + "<row><c/></row>"), limits) == "file-too-large");
  limits = {};
  limits.strings = 2;
  const std::string start = "<sst xmlns=\"" + test::sheet_space + "\">", one = "<si><t>abc</t></si>";
  CHECK(verdict(zip(book_parts(sheet_xml(""), start + one + one + "</sst>")), limits) == "");
  CHECK(verdict(zip(book_parts(sheet_xml(""), start + one + one + one + "</sst>")), limits) ==
        "file-too-large");
  limits = {};
  limits.string_bytes = 8;
  CHECK(verdict(zip(book_parts(sheet_xml(""), start + one + one + one + "</sst>")), limits) ==
        "file-too-large");
  const std::string long_text(32'768, 'x');
  CHECK(verdict(zip(book_parts(sheet_xml(""), start + "<si><t>" + long_text + "</t></si></sst>"))) ==
        "file-too-large");
  CHECK(verdict(book("<row><c t=\"str\"><v>" + long_text + "</v></c></row>")) == "file-too-large");
}

TEST_CASE("a shared string told a million times costs its bytes once") {
  within(10, 400, [] {
    std::string rows = "<row>";
    for (int i = 0; i < 500'000; ++i) {
      if (i % 10'000 == 0) rows += "</row><row>";
      rows += "<c t=\"s\"><v>0</v></c>";
    }
    CHECK(verdict(zip(book_parts(sheet_xml(rows + "</row>"), "<sst xmlns=\"" + test::sheet_space +
                                                                 "\"><si><t>" + std::string(32'000, 'x') +
                                                                 "</t></si></sst>"))) == "");
  });
}

TEST_CASE("a shared formula with a million followers is stopped at the limit of text") {
  within(20, 700, [] {
    std::string rows =
        "<row><c><f t=\"shared\" ref=\"A1:XFD1\" si=\"0\">" + std::string(8'000, '1') + "+B1</f></c>";
    for (int i = 0; i < 100'000; ++i)
      rows += i % 16'000 == 15'000 ? "</row><row>" : "<c><f t=\"shared\" si=\"0\"/></c>";
    CHECK(verdict(book(rows + "</row>")) == "file-too-large");
  });
}

TEST_CASE("small things by the million are refused at the limit") {
  Limits limits;
  limits.items = 20;
  auto with = [&](const char* part, const std::string& before, const std::string& item) {
    auto parts = book_parts(sheet_xml("", "<cols></cols>", "<mergeCells></mergeCells>"));
    parts.push_back({"xl/styles.xml",
                     "<styleSheet xmlns=\"" + test::sheet_space + "\"><cellXfs></cellXfs></styleSheet>"});
    std::string& content = part_named(parts, part).content;
    std::string many;
    for (int i = 0; i < 30; ++i) many += item;
    content.insert(content.find(before), many);
    return verdict(zip(parts), limits);
  };
  CHECK(with("xl/_rels/workbook.xml.rels", "</Relationships>", "<Relationship Id=\"x\"/>") ==
        "file-too-large");
  CHECK(with("[Content_Types].xml", "</Types>", "<Default Extension=\"x\"/>") == "file-too-large");
  CHECK(with("xl/workbook.xml", "</sheets>", "<sheet name=\"x\"/>") == "file-too-large");
  CHECK(with("xl/workbook.xml", "</workbook>", "<definedNames><definedName/></definedNames>") ==
        "file-too-large");
  CHECK(with("xl/worksheets/sheet1.xml", "</mergeCells>", "<mergeCell ref=\"A1:B1\"/>") == "file-too-large");
  CHECK(with("xl/worksheets/sheet1.xml", "</cols>", "<col min=\"1\" max=\"1\"/>") == "file-too-large");
  CHECK(with("xl/styles.xml", "</cellXfs>", "<xf/>") == "file-too-large");
}

TEST_CASE("one part may not be two sheets: reading it again and again costs nothing to ask and much to do") {
  auto parts = book_parts(sheet_xml(""));
  std::string& content = part_named(parts, "xl/workbook.xml").content;
  content.insert(content.find("</sheets>"), "<sheet name=\"Again\" sheetId=\"2\" r:id=\"rId1\"/>");
  CHECK(verdict(zip(parts)) == "damaged-file");
}
