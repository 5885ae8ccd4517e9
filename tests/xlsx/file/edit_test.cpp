#include <catch2/catch.hpp>

#include "tests/xlsx/file/small_book.h"
#include "xlsx/file/workbook.h"

using namespace stp;
using namespace stp::xlsx;
using test::book;
using test::book_parts;
using test::part_named;
using test::sheet_xml;
using test::zip;
using Kind = CellEdit::Kind;

namespace {

const std::string sheet_part = "xl/worksheets/sheet1.xml";

Workbook open(const std::string& bytes) {
  auto workbook = Workbook::read(bytes, "book.xlsx");
  if (!workbook) FAIL(to_text(workbook.error()));
  return std::move(*workbook);
}
CellEdit edit(const char* at, Kind kind, const std::string& value = "") {
  return {0, *parse_address(at), kind, value};
}

// The rows of the sheet after the edits.
std::string rows_after(const std::string& bytes, const std::vector<CellEdit>& edits,
                       EditOptions options = {}) {
  const auto done = open(bytes).edited(edits, options);
  if (!done) return done.error().code;
  const std::string sheet = *open(*done).part(sheet_part);
  const std::size_t begin = sheet.find("<sheetData>") + 11;
  return sheet.substr(begin, sheet.find("</sheetData>") - begin);
}
std::string code(const std::string& bytes, const CellEdit& one, EditOptions options = {}) {
  const auto done = open(bytes).edited({one}, options);
  return done ? "" : done.error().code;
}

}  // namespace

TEST_CASE("a value is replaced and everything else about the cell stays") {
  const std::string cell =
      "<row r=\"1\" ht=\"20\"><c r=\"A1\" s=\"4\"  ph='1'><v>1</v></c><c r=\"B1\"><v>1.50</v></c></row>";
  CHECK(rows_after(book(cell), {edit("A1", Kind::number, "2")}) ==
        "<row r=\"1\" ht=\"20\"><c r=\"A1\" s=\"4\"  ph='1'><v>2</v></c><c r=\"B1\"><v>1.50</v></c></row>");
  CHECK(rows_after(book("<row r=\"1\"><c r=\"A1\" t=\"s\" s=\"4\"><v>0</v></c></row>"),
                   {edit("A1", Kind::number, "-0.5")}) ==
        "<row r=\"1\"><c r=\"A1\" s=\"4\"><v>-0.5</v></c></row>");
  CHECK(rows_after(book("<row r=\"1\"><c r=\"A1\" s=\"4\"/></row>"), {edit("A1", Kind::text, "x")}) ==
        "<row r=\"1\"><c r=\"A1\" s=\"4\" t=\"inlineStr\"><is><t>x</t></is></c></row>");
  CHECK(rows_after(book("<row r=\"1\"><c r=\"A1\" s=\"4\" t=\"b\"><v>1</v></c></row>"),
                   {edit("A1", Kind::blank)}) == "<row r=\"1\"><c r=\"A1\" s=\"4\"></c></row>");
  CHECK(rows_after(book("<row r=\"1\"><c r=\"A1\"><v>1</v><extLst><ext/></extLst></c></row>"),
                   {edit("A1", Kind::boolean, "1")}) ==
        "<row r=\"1\"><c r=\"A1\" t=\"b\"><v>1</v><extLst><ext/></extLst></c></row>");
  CHECK(rows_after(book("<row r=\"1\"><c r=\"A1\" vm=\"1\" t=\"e\"><v>#VALUE!</v></c></row>"),
                   {edit("A1", Kind::number, "1")}) == "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
}

TEST_CASE("text is escaped so that the same text is read back") {
  for (const std::string& text :
       {std::string("a < b & c > d \"e\""), std::string(" blanks "), std::string("line\nline"),
        std::string("tab\tcr\r."), std::string("_x000D_"), std::string("\x01\x1f"),
        std::string("\xe2\x82\xac"), std::string("=1+1"), std::string("  "), std::string("a_x005F_b")}) {
    INFO(text);
    const auto done = open(book("")).edited({edit("C3", Kind::text, text)});
    REQUIRE(done);
    const Workbook after = open(*done);  // the views live as long as the cells
    const auto cells = after.cells(0);
    REQUIRE(cells);
    REQUIRE(cells->cells.size() == 1);
    CHECK(cells->cells[0].type == CellType::text);
    CHECK(cells->cells[0].value == text);
  }
  CHECK(rows_after(book(""), {edit("A1", Kind::text, "\r_x0041_ ")}) ==
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">_x000D__x005F_x0041_ "
        "</t></is></c></row>");
}

TEST_CASE("new cells and rows go where they belong") {
  const std::string rows =
      "<row r=\"2\" spans=\"2:3\"><c r=\"B2\"><v>1</v></c><c r=\"C2\"/></row><row r=\"5\" s=\"9\" "
      "customFormat=\"1\"/>";
  const std::string after =
      rows_after(book(rows, "<dimension ref=\"B2:C2\"/><cols><col min=\"4\" max=\"6\" style=\"3\"/></cols>"),
                 {edit("A2", Kind::number, "1"), edit("D2", Kind::number, "2"), edit("A1", Kind::number, "3"),
                  edit("A3", Kind::number, "4"), edit("B5", Kind::number, "5"), edit("A9", Kind::number, "6"),
                  edit("B9", Kind::number, "7"), edit("Z99", Kind::blank)});
  CHECK(after ==
        "<row r=\"1\"><c r=\"A1\"><v>3</v></c></row>"
        "<row r=\"2\" spans=\"1:4\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>1</v></c><c r=\"C2\"/><c r=\"D2\" "
        "s=\"3\"><v>2</v></c></row>"
        "<row r=\"3\"><c r=\"A3\"><v>4</v></c></row>"
        "<row r=\"5\" s=\"9\" customFormat=\"1\"><c r=\"B5\" s=\"9\"><v>5</v></c></row>"
        "<row r=\"9\"><c r=\"A9\"><v>6</v></c><c r=\"B9\"><v>7</v></c></row>");
}

TEST_CASE("the dimension grows with the cells, and only then") {
  const std::string bytes = book("<row r=\"2\"><c r=\"B2\"><v>1</v></c></row>", "<dimension ref=\"B2:C4\"/>");
  auto dimension = [&](const char* at) {
    const std::string sheet = *open(*open(bytes).edited({edit(at, Kind::number, "1")})).part(sheet_part);
    const std::size_t begin = sheet.find("<dimension");
    return sheet.substr(begin, sheet.find("/>", begin) - begin);
  };
  CHECK(dimension("C3") == "<dimension ref=\"B2:C4\"");
  CHECK(dimension("A9") == "<dimension ref=\"A2:C9\"");
}

TEST_CASE("an empty table and a prefixed one take cells too") {
  auto parts = book_parts("<x:worksheet xmlns:x=\"" + test::sheet_space + "\"><x:sheetData/></x:worksheet>");
  const auto done = open(zip(parts)).edited({edit("B2", Kind::text, "t")});
  REQUIRE(done);
  CHECK(*open(*done).part(sheet_part) ==
        "<x:worksheet xmlns:x=\"" + test::sheet_space +
            "\"><x:sheetData><x:row r=\"2\"><x:c r=\"B2\" t=\"inlineStr\">"
            "<x:is><x:t>t</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>");
}

TEST_CASE("the later edit of a cell wins") {
  CHECK(rows_after(book(""), {edit("A1", Kind::number, "1"), edit("A1", Kind::number, "2")}) ==
        "<row r=\"1\"><c r=\"A1\"><v>2</v></c></row>");
}

TEST_CASE("a cached result is renewed and the formula stays") {
  const std::string bytes = book(
      "<row r=\"1\"><c r=\"A1\" s=\"1\" t=\"str\"><f>1+1</f><v>old</v></c><c r=\"B1\"><f>2</f></c></row>");
  CHECK(rows_after(bytes, {edit("A1", Kind::cached_number, "2"), edit("B1", Kind::cached_text, "a&b")}) ==
        "<row r=\"1\"><c r=\"A1\" s=\"1\"><f>1+1</f><v>2</v></c><c r=\"B1\" "
        "t=\"str\"><f>2</f><v>a&amp;b</v></c></row>");
  CHECK(code(book("<row><c r=\"A1\"><v>1</v></c></row>"), edit("A1", Kind::cached_number, "2")) ==
        "no-formula");
}

TEST_CASE("formulas are overwritten only on request") {
  const std::string bytes = book("<row r=\"1\"><c r=\"A1\" cm=\"1\"><f>1+1</f><v>2</v></c></row>");
  CHECK(code(bytes, edit("A1", Kind::number, "2")) == "formula-cell");
  CHECK(rows_after(bytes, {edit("A1", Kind::number, "3")}, {false, true}) ==
        "<row r=\"1\"><c r=\"A1\"><v>3</v></c></row>");
  CHECK(rows_after(bytes, {edit("A1", Kind::formula, "B1<2")}, {false, true}) ==
        "<row r=\"1\"><c r=\"A1\"><f>B1&lt;2</f></c></row>");
}

TEST_CASE("the master of a shared formula moves to its first follower") {
  const std::string bytes = book(
      "<row r=\"1\"><c r=\"A1\"><f t=\"shared\" ref=\"A1:A3\" si=\"0\">B1*2</f><v>2</v></c></row>"
      "<row r=\"2\"><c r=\"A2\"><f t=\"shared\" si=\"0\"/><v>4</v></c></row><row r=\"3\"><c r=\"A3\"><f "
      "t=\"shared\" si=\"0\"/></c></row>");
  CHECK(rows_after(bytes, {edit("A1", Kind::number, "7"), edit("A2", Kind::cached_number, "5")},
                   {false, true}) ==
        "<row r=\"1\"><c r=\"A1\"><v>7</v></c></row>"
        "<row r=\"2\"><c r=\"A2\"><f t=\"shared\" si=\"0\" ref=\"A2:A3\">B2*2</f><v>5</v></c></row>"
        "<row r=\"3\"><c r=\"A3\"><f t=\"shared\" si=\"0\"/></c></row>");
  CHECK(rows_after(
            bytes,
            {edit("A1", Kind::number, "7"), edit("A2", Kind::number, "8"), edit("A3", Kind::number, "9")},
            {false, true}) ==
        "<row r=\"1\"><c r=\"A1\"><v>7</v></c></row><row r=\"2\"><c r=\"A2\"><v>8</v></c></row>"
        "<row r=\"3\"><c r=\"A3\"><v>9</v></c></row>");
}

TEST_CASE("cells that must not be written to are refused by name") {
  const std::string bytes = book(
      "<row r=\"1\"><c r=\"A1\"><f t=\"array\" ref=\"A1:B1\">C1:D1</f><v>1</v></c><c "
      "r=\"B1\"><v>2</v></c></row>"
      "<row r=\"5\"><c r=\"A5\"><f t=\"array\" ref=\"A5\">1</f><v>1</v></c></row>",
      "", "<mergeCells><mergeCell ref=\"C3:D4\"/></mergeCells>");
  CHECK(code(bytes, edit("D4", Kind::number, "1")) == "merged-cell");
  CHECK(code(bytes, edit("C3", Kind::number, "1")) == "");
  CHECK(code(bytes, edit("B1", Kind::number, "1"), {false, true}) == "array-formula");
  CHECK(code(bytes, edit("A1", Kind::number, "1"), {false, true}) == "array-formula");
  CHECK(code(bytes, edit("B1", Kind::cached_number, "1")) == "");
  CHECK(code(bytes, edit("A5", Kind::number, "1"), {false, true}) == "");
  CHECK(code(bytes, {0, {0, 1}, Kind::number, "1"}) == "outside-the-grid");
  CHECK(code(bytes, {0, {1'048'577, 1}, Kind::number, "1"}) == "outside-the-grid");
  CHECK(code(bytes, {7, {1, 1}, Kind::number, "1"}) == "no-such-sheet");
  CHECK(code(book("<row r=\"1\"><c r=\"A1\"/><c r=\"A1\"/></row>"), edit("A1", Kind::number, "1")) ==
        "damaged-file");
}

TEST_CASE("a table's heading is not written over, its other cells may be") {
  auto parts = book_parts(sheet_xml(""));
  parts.push_back(
      {"xl/worksheets/_rels/sheet1.xml.rels",
       "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
       "Id=\"r\" "
       "Type=\"http://x/table\" Target=\"../tables/table1.xml\"/></Relationships>"});
  parts.push_back({"xl/tables/table1.xml", "<table xmlns=\"" + test::sheet_space + "\" ref=\"B2:C9\"/>"});
  const std::string bytes = zip(parts);
  CHECK(code(bytes, edit("C2", Kind::text, "x")) == "table-heading");
  CHECK(code(bytes, edit("C3", Kind::text, "x")) == "");
  CHECK(code(bytes, edit("D2", Kind::text, "x")) == "");
}

TEST_CASE("new rows in a sheet whose rows are out of order") {
  CHECK(rows_after(book("<row r=\"5\"/><row r=\"3\"/><row/><row r=\"9\"/>"),
                   {edit("A2", Kind::number, "2"), edit("A6", Kind::number, "6"),
                    edit("A10", Kind::number, "10")}) ==
        "<row r=\"2\"><c r=\"A2\"><v>2</v></c></row><row r=\"5\"/><row r=\"3\"/><row/>"
        "<row r=\"6\"><c r=\"A6\"><v>6</v></c></row><row r=\"9\"/><row r=\"10\"><c "
        "r=\"A10\"><v>10</v></c></row>");
}

TEST_CASE("values that cannot be written are refused") {
  const std::string bytes = book("");
  for (const char* number : {"", "1,5", "abc", "1 ", "inf", "nan", "0x10", "1e999"}) {
    INFO(number);
    CHECK(code(bytes, edit("A1", Kind::number, number)) == "not-a-number");
  }
  CHECK(code(bytes, edit("A1", Kind::boolean, "yes")) == "not-a-boolean");
  CHECK(code(bytes, edit("A1", Kind::text, std::string(32'768, 'x'))) == "text-too-long");
  CHECK(code(bytes, edit("A1", Kind::text, std::string(32'767, 'x'))) == "");
  CHECK(code(bytes, edit("A1", Kind::text, "\xff")) == "bad-text");
  CHECK(code(bytes, edit("A1", Kind::formula, "")) == "bad-formula");
  CHECK(code(bytes, edit("A1", Kind::formula, "\x01")) == "bad-text");
}

namespace {

std::string with_chain(const std::string& entries) {
  auto parts = book_parts(sheet_xml("<row r=\"1\"><c r=\"A1\"><f>1</f></c><c r=\"B1\"><f>2</f></c></row>"));
  parts.push_back(
      {"xl/calcChain.xml", "<calcChain xmlns=\"" + test::sheet_space + "\">" + entries + "</calcChain>"});
  return zip(parts);
}
std::string chain_after(const std::string& bytes, const std::vector<CellEdit>& edits) {
  const auto done = open(bytes).edited(edits, {false, true});
  REQUIRE(done);
  const auto chain = open(*done).part("xl/calcChain.xml");
  if (!chain) return "(none)";
  const std::size_t begin = chain->find('>') + 1;
  return chain->substr(begin, chain->rfind("</") - begin);
}

}  // namespace

TEST_CASE("the calculation chain never names a cell without a formula") {
  const std::string both = with_chain("<c r=\"A1\" i=\"1\"/><c r=\"B1\" l=\"1\"/><c r=\"Z9\" i=\"2\"/>");
  CHECK(chain_after(both, {edit("A1", Kind::number, "1")}) ==
        "<c r=\"B1\" l=\"1\" i=\"1\"/><c r=\"Z9\" i=\"2\"/>");
  CHECK(chain_after(both, {edit("B1", Kind::number, "1")}) == "<c r=\"A1\" i=\"1\"/><c r=\"Z9\" i=\"2\"/>");
  CHECK(chain_after(both, {edit("C1", Kind::formula, "1+1")}) ==
        "<c r=\"A1\" i=\"1\"/><c r=\"B1\" l=\"1\"/><c r=\"Z9\" i=\"2\"/><c r=\"C1\" i=\"1\"/>");
  CHECK(chain_after(both, {edit("A1", Kind::cached_number, "1"), edit("D4", Kind::number, "1")}) ==
        "<c r=\"A1\" i=\"1\"/><c r=\"B1\" l=\"1\"/><c r=\"Z9\" i=\"2\"/>");
}

TEST_CASE("an emptied calculation chain goes, with its relationship and content type") {
  const auto done =
      open(with_chain("<c r=\"A1\" i=\"1\"/>")).edited({edit("A1", Kind::number, "1")}, {false, true});
  REQUIRE(done);
  const Workbook after = open(*done);
  CHECK_FALSE(after.part("xl/calcChain.xml"));
  CHECK(after.part("xl/_rels/workbook.xml.rels")->find("calcChain") == std::string::npos);
  CHECK(after.part("[Content_Types].xml")->find("calcChain") == std::string::npos);
}

TEST_CASE("a wish to recalculate is written where the schema wants it") {
  auto parts = book_parts(sheet_xml(""));
  auto workbook_after = [&] {
    const auto done = open(zip(parts)).edited({}, {true, false});
    REQUIRE(done);
    return *open(*done).part("xl/workbook.xml");
  };
  CHECK(workbook_after().find("</sheets><calcPr fullCalcOnLoad=\"1\"/></workbook>") != std::string::npos);
  std::string& text = part_named(parts, "xl/workbook.xml").content;
  text.insert(text.find("</workbook>"), "<definedNames/><calcPr calcId=\"1\" fullCalcOnLoad=\"0\"/>");
  CHECK(workbook_after().find("<definedNames/><calcPr calcId=\"1\" fullCalcOnLoad=\"1\"/></workbook>") !=
        std::string::npos);
}

TEST_CASE("members that are not edited keep their packed bytes, in whatever form they were") {
  for (const bool zip64 : {false, true}) {
    auto parts = book_parts(sheet_xml("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"));
    for (auto& part : parts) part.packed = part.descriptor = true;
    parts.push_back({"xl/media/image1.png", std::string(5'000, '\x7f'), true});
    const std::string before = zip(parts, {zip64});
    const auto after = open(before).edited({edit("A1", Kind::number, "2")});
    REQUIRE(after);
    const Workbook again = open(*after);
    CHECK(again.cells(0)->find({1, 1})->value == "2");
    CHECK(*again.part("xl/media/image1.png") == std::string(5'000, '\x7f'));
    const std::string image = before.substr(before.find("xl/media/image1.png"), 60);
    CHECK(after->find(image) != std::string::npos);
  }
}

TEST_CASE("a UTF-16 sheet can be edited, it becomes UTF-8") {
  auto parts = book_parts("");
  std::string sheet = sheet_xml("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"), wide = "\xff\xfe";
  sheet.replace(sheet.find("UTF-8"), 5, "UTF-16");
  for (char c : sheet) wide += c, wide += '\0';
  part_named(parts, sheet_part).content = wide;
  CHECK(rows_after(zip(parts), {edit("A1", Kind::number, "2")}) ==
        "<row r=\"1\"><c r=\"A1\"><v>2</v></c></row>");
}
