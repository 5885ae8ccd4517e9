// One test for each way of writing a sheet that readers have stumbled over (see the house's list of traps).
#include <catch2/catch.hpp>

#include "tests/xlsx/file/small_book.h"
#include "xlsx/file/read_cells.h"
#include "xlsx/file/workbook.h"

using namespace stp;
using namespace stp::xlsx;
using stp::test::book;
using stp::test::book_parts;
using stp::test::part_named;
using stp::test::sheet_xml;
using stp::test::zip;

namespace {

SheetCells cells_of(const std::string& bytes) {
  const auto workbook = Workbook::read(bytes, "book.xlsx");
  if (!workbook) FAIL(to_text(workbook.error()));
  auto cells = workbook->cells(0);
  if (!cells) FAIL(to_text(cells.error()));
  return std::move(*cells);
}

std::string value(const SheetCells& cells, const char* at) {
  const Cell* cell = cells.find(*parse_address(at));
  return cell == nullptr ? "(none)" : std::string(cell->value);
}
std::string formula(const SheetCells& cells, const char* at) {
  const Cell* cell = cells.find(*parse_address(at));
  return cell == nullptr ? "(none)" : std::string(cell->formula);
}
CellType type(const SheetCells& cells, const char* at) { return cells.find(*parse_address(at))->type; }

std::string utf16(const std::string& ascii, bool big) {
  std::string out = big ? "\xfe\xff" : "\xff\xfe";
  for (char c : ascii) big ? (out += '\0', out += c) : (out += c, out += '\0');
  return out;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("each kind of value is read") {
  const auto cells = cells_of(book(
      "<row r=\"1\"><c r=\"A1\"><v>1234.5</v></c><c r=\"B1\" t=\"str\"><f>A1&amp;\"x\"</f><v>a &lt; b</v></c>"
      "<c r=\"C1\" t=\"b\"><v>1</v></c><c r=\"D1\" t=\"e\"><v>#DIV/0!</v></c>"
      "<c r=\"E1\" t=\"inlineStr\"><is><t>hello</t></is></c><c r=\"F1\" s=\"3\"/>"
      "<c r=\"G1\" t=\"n\"><v> 7 </v></c><c r=\"H1\"><f>1+1</f></c><c r=\"I1\"><v>1E-3</v></c></row>"));
  CHECK(type(cells, "A1") == CellType::number);
  CHECK(value(cells, "A1") == "1234.5");
  CHECK(type(cells, "B1") == CellType::text);
  CHECK(value(cells, "B1") == "a < b");
  CHECK(formula(cells, "B1") == "A1&\"x\"");
  CHECK(type(cells, "C1") == CellType::boolean);
  CHECK(value(cells, "C1") == "1");
  CHECK(type(cells, "D1") == CellType::error);
  CHECK(value(cells, "D1") == "#DIV/0!");
  CHECK(value(cells, "E1") == "hello");
  CHECK(type(cells, "F1") == CellType::blank);
  CHECK(cells.find({1, 6})->style == 3);
  CHECK(value(cells, "G1") == "7");
  CHECK(type(cells, "H1") == CellType::blank);
  CHECK(cells.find({1, 8})->has_formula);
  CHECK(value(cells, "I1") == "1E-3");
}

TEST_CASE(
    "shared strings: rich text is joined, phonetic text left out, escapes resolved, wrong counts ignored") {
  const std::string strings =
      "<sst xmlns=\"" + test::sheet_space +
      "\" count=\"99999999\" uniqueCount=\"7\">"
      "<si><t>plain</t></si><si><r><t>ri</t></r><r><rPr><b/></rPr><t>ch</t></r></si>"
      "<si><t>\xe6\xbc\xa2</t><rPh sb=\"0\" eb=\"1\"><t>kan</t></rPh></si><si><t>a_x000D_\nb_x005F_c</t></si>"
      "<si><t> trimmed </t></si><si><t xml:space=\"preserve\"> kept </t></si><si/></sst>";
  std::string row;
  for (int i = 0; i < 7; ++i) row += "<c t=\"s\"><v>" + std::to_string(i) + "</v></c>";
  const auto cells = cells_of(zip(book_parts(sheet_xml("<row>" + row + "</row>"), strings)));
  CHECK(value(cells, "A1") == "plain");
  CHECK(value(cells, "B1") == "rich");
  CHECK(value(cells, "C1") == "\xe6\xbc\xa2");
  CHECK(value(cells, "D1") == "a\r\nb_c");
  CHECK(value(cells, "E1") == "trimmed");
  CHECK(value(cells, "F1") == " kept ");
  CHECK(value(cells, "G1") == "");
  CHECK(type(cells, "G1") == CellType::text);
}

TEST_CASE("rows and cells without an r attribute follow the one before") {
  const auto cells =
      cells_of(book("<row><c><v>1</v></c><c r=\"D1\"><v>2</v></c><c><v>3</v></c></row>"
                    "<row r=\"5\"><c><v>4</v></c></row><row><c><v>5</v></c></row>"));
  CHECK(value(cells, "A1") == "1");
  CHECK(value(cells, "D1") == "2");
  CHECK(value(cells, "E1") == "3");
  CHECK(value(cells, "A5") == "4");
  CHECK(value(cells, "A6") == "5");
}

TEST_CASE("rows and cells out of order are put in order, and a cell that stands twice counts last") {
  const auto cells =
      cells_of(book("<row r=\"3\"><c r=\"B3\"><v>32</v></c><c r=\"A3\"><v>31</v></c></row>"
                    "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>"));
  REQUIRE(cells.cells.size() == 3);
  CHECK(to_text(cells.cells[0].at) == "A1");
  CHECK(to_text(cells.cells[1].at) == "A3");
  CHECK(to_text(cells.cells[2].at) == "B3");
  CHECK(value(cells, "A1") == "2");
}

TEST_CASE("Strict names, prefixed names, and UTF-16 in both orders mean the same") {
  const std::string rows = "<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>here</t></is></c></row>";
  auto with_sheet = [&](auto change) {
    auto parts = book_parts(sheet_xml(rows));
    change(part_named(parts, "xl/worksheets/sheet1.xml").content);
    return value(cells_of(zip(parts)), "B2");
  };
  CHECK(with_sheet([](std::string& sheet) { replace_all(sheet, test::sheet_space, test::strict_space); }) ==
        "here");
  CHECK(with_sheet([](std::string& sheet) {
          replace_all(sheet, "</", "<|");
          replace_all(sheet, "<", "<x:");
          replace_all(sheet, "<x:|", "</x:");
          replace_all(sheet, "<x:?xml", "<?xml");
          replace_all(sheet, "xmlns=", "xmlns:x=");
        }) == "here");
  auto say_utf16 = [](std::string& sheet) { replace_all(sheet, "UTF-8", "UTF-16"); };
  CHECK(with_sheet([&](std::string& sheet) { say_utf16(sheet), sheet = utf16(sheet, true); }) == "here");
  CHECK(with_sheet([&](std::string& sheet) { say_utf16(sheet), sheet = utf16(sheet, false); }) == "here");
  CHECK(with_sheet([&](std::string& sheet) { say_utf16(sheet), sheet = utf16(sheet, false).substr(2); }) ==
        "here");
  CHECK(with_sheet([](std::string& sheet) { sheet = "\xef\xbb\xbf" + sheet; }) == "here");
  CHECK(with_sheet([](std::string& sheet) {
          replace_all(sheet, "UTF-8", "ISO-8859-1");
          replace_all(sheet, "here", "h\xe9");
        }) == "h\xc3\xa9");
}

TEST_CASE("relationship targets may be absolute, and parts may have odd names") {
  auto parts = book_parts(sheet_xml("<row><c><v>5</v></c></row>"));
  replace_all(part_named(parts, "xl/_rels/workbook.xml.rels").content, "worksheets/sheet1.xml",
              "/XL/odd%20place/a.b");
  part_named(parts, "xl/worksheets/sheet1.xml").name = "xl/odd place/a.b";
  CHECK(value(cells_of(zip(parts)), "A1") == "5");
}

TEST_CASE("shared formulas are written out for each follower") {
  const auto cells = cells_of(
      book("<row r=\"1\"><c r=\"A1\"><f t=\"shared\" si=\"0\"/><v>0</v></c></row>"  // before its master
           "<row r=\"2\"><c r=\"A2\"><f t=\"shared\" ref=\"A1:B4\" si=\"0\">SUM(B2,$B2,B$2,$B$2,C:C,3:3)+'A1 "
           "B1'!B2&amp;\"B2\"+LOG10(B2)"
           "+T[B2]+[1]Sheet1!B2</f></c><c r=\"B2\"><f t=\"shared\" si=\"0\"/></c></row>"
           "<row r=\"3\"><c r=\"A3\"><f t=\"shared\" si=\"0\"/></c></row>"));
  CHECK(formula(cells, "A1") ==
        "SUM(B1,$B1,B$2,$B$2,C:C,2:2)+'A1 B1'!B1&\"B2\"+LOG10(B1)+T[B2]+[1]Sheet1!B1");
  CHECK(formula(cells, "B2") ==
        "SUM(C2,$B2,C$2,$B$2,D:D,3:3)+'A1 B1'!C2&\"B2\"+LOG10(C2)+T[B2]+[1]Sheet1!C2");
  CHECK(formula(cells, "A3") ==
        "SUM(B3,$B3,B$2,$B$2,C:C,4:4)+'A1 B1'!B3&\"B2\"+LOG10(B3)+T[B2]+[1]Sheet1!B3");
}

TEST_CASE("a shared reference that leaves the grid becomes #REF!") {
  const auto cells =
      cells_of(book("<row r=\"1\"><c r=\"A1\"><f t=\"shared\" si=\"1\"/></c></row>"
                    "<row r=\"2\"><c r=\"A2\"><f t=\"shared\" ref=\"A1:A2\" si=\"1\">B1*2</f></c></row>"));
  CHECK(formula(cells, "A1") == "#REF!*2");
}

TEST_CASE("dates: by the style's format, by type d, from 1900 and from 1904") {
  auto parts = book_parts(
      sheet_xml("<row><c s=\"1\"><v>42643</v></c><c s=\"2\"><v>5</v></c><c t=\"d\"><v>2016-09-30</v></c>"
                "<c t=\"d\"><v>2016-09-30T12:00:00Z</v></c><c t=\"d\"><v>soon</v></c>"
                "<c t=\"d\"><v>1900-02-28</v></c><c s=\"3\"><v>1</v></c></row>"));
  parts.push_back({"xl/styles.xml", "<styleSheet xmlns=\"" + test::sheet_space +
                                        "\"><numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"0 "
                                        "&quot;days&quot;\"/><numFmt numFmtId=\"165\" "
                                        "formatCode=\"[h]:mm\"/></numFmts><cellXfs><xf numFmtId=\"0\"/>"
                                        "<xf numFmtId=\"14\"><protection locked=\"0\"/></xf><xf "
                                        "numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs>"
                                        "</styleSheet>"});
  auto cells = cells_of(zip(parts));
  CHECK(cells.find({1, 1})->as_date);
  CHECK_FALSE(cells.find({1, 1})->locked);
  CHECK_FALSE(cells.find({1, 2})->as_date);
  CHECK(cells.find({1, 2})->locked);
  CHECK(value(cells, "C1") == "42643");  // 30 September 2016
  CHECK(cells.find({1, 3})->as_date);
  CHECK(value(cells, "D1") == "42643.5");
  CHECK(type(cells, "E1") == CellType::text);
  CHECK(value(cells, "F1") == "59");  // the day before the 29 February that the format believes in
  CHECK(cells.find({1, 7})->as_date);
  replace_all(part_named(parts, "xl/workbook.xml").content, "<sheets>",
              "<workbookPr date1904=\"1\"/><sheets>");
  cells = cells_of(zip(parts));
  CHECK(value(cells, "C1") == "41181");
}

TEST_CASE("a long string of digits is handed on as it stands") {
  const auto cells = cells_of(book(
      "<row><c><v>12345678901234567890</v></c><c><v>0.1000000000000000055511151231257827</v></c></row>"));
  CHECK(value(cells, "A1") == "12345678901234567890");
  CHECK(value(cells, "B1") == "0.1000000000000000055511151231257827");
}

TEST_CASE("text where a number should stand stays text") {
  CHECK(type(cells_of(book("<row><c><v>1,5</v></c></row>")), "A1") == CellType::text);
}

TEST_CASE("the frame around the cells: merges, hidden rows and columns, protection") {
  const auto cells =
      cells_of(book("<row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>1</v></c></row><row r=\"3\" hidden=\"true\"/>",
                    "<dimension ref=\"A1:XFD1048576\"/><cols><col min=\"2\" max=\"3\" width=\"9\" "
                    "hidden=\"1\"/><col min=\"5\" max=\"5\"/></cols>",
                    "<sheetProtection sheet=\"1\" objects=\"1\"/><mergeCells count=\"9\"><mergeCell "
                    "ref=\"A1:B2\"/><mergeCell ref=\"XFE1:A1\"/>"
                    "</mergeCells>"));
  CHECK(cells.hidden_rows == std::vector<std::uint32_t>{2, 3});
  REQUIRE(cells.hidden_columns.size() == 1);
  CHECK(cells.hidden_columns[0] == std::pair<std::uint16_t, std::uint16_t>{2, 3});
  CHECK(cells.is_protected);
  REQUIRE(cells.merged.size() == 1);
  CHECK(to_text(cells.merged[0].last) == "B2");
}

TEST_CASE("the workbook's own facts: sheets, names, properties, macros, links") {
  auto parts = book_parts(sheet_xml(""));
  replace_all(part_named(parts, "xl/workbook.xml").content, "</sheets>",
              "<sheet name=\"Chart &amp; more\" sheetId=\"7\" state=\"veryHidden\" r:id=\"rId9\"/></sheets>"
              "<definedNames><definedName name=\"rate\">Data!$A$1</definedName><definedName name=\"_x\" "
              "localSheetId=\"0\" "
              "hidden=\"1\">1+1</definedName></definedNames>");
  replace_all(part_named(parts, "xl/workbook.xml").content, "<sheets>",
              "<workbookProtection lockStructure=\"1\"/><sheets>");
  replace_all(part_named(parts, "xl/_rels/workbook.xml.rels").content, "</Relationships>",
              "<Relationship Id=\"rId9\" "
              "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet\" "
              "Target=\"chartsheets/sheet1.xml\"/><Relationship Id=\"rId10\" Type=\"http://x/externalLink\" "
              "Target=\"externalLinks/externalLink1.xml\"/></Relationships>");
  replace_all(part_named(parts, "_rels/.rels").content, "</Relationships>",
              "<Relationship Id=\"c\" Type=\"http://x/custom-properties\" "
              "Target=\"docProps/custom.xml\"/></Relationships>");
  parts.push_back({"xl/chartsheets/sheet1.xml", "<chartsheet xmlns=\"" + test::sheet_space + "\"/>"});
  parts.push_back(
      {"xl/externalLinks/_rels/externalLink1.xml.rels",
       "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
       "Id=\"r\" "
       "Type=\"http://x/externalLinkPath\" Target=\"other.xlsx\" TargetMode=\"External\"/></Relationships>"});
  parts.push_back(
      {"docProps/custom.xml",
       "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" "
       "xmlns:vt=\"http://"
       "schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\"><property name=\"STP "
       "place\"><vt:lpwstr>leeds"
       "</vt:lpwstr></property></Properties>"});
  const auto workbook = Workbook::read(zip(parts), "book.xlsx");
  REQUIRE(workbook);
  REQUIRE(workbook->sheets().size() == 2);
  CHECK(workbook->sheets()[1].name == "Chart & more");
  CHECK(workbook->sheets()[1].kind == SheetKind::chart);
  CHECK(workbook->sheets()[1].visibility == Visibility::very_hidden);
  CHECK(workbook->cells(1)->cells.empty());
  REQUIRE(workbook->defined_names().size() == 2);
  CHECK(workbook->defined_names()[0].refers_to == "Data!$A$1");
  CHECK(workbook->defined_names()[0].sheet == -1);
  CHECK(workbook->defined_names()[1].sheet == 0);
  CHECK(workbook->defined_names()[1].hidden);
  REQUIRE(workbook->custom_properties().size() == 1);
  CHECK(workbook->custom_properties()[0].name == "STP place");
  CHECK(workbook->custom_properties()[0].value == "leeds");
  CHECK(workbook->external_links() == std::vector<std::string>{"other.xlsx"});
  CHECK(workbook->workbook_protected());
  CHECK_FALSE(workbook->has_macros());
}

TEST_CASE("zip64 and data descriptors are read") {
  auto parts = book_parts(sheet_xml("<row><c><v>5</v></c></row>"));
  CHECK(value(cells_of(zip(parts, {true})), "A1") == "5");
  for (auto& part : parts) part.descriptor = part.packed = true;
  CHECK(value(cells_of(zip(parts)), "A1") == "5");
  CHECK(value(cells_of(zip(parts, {true})), "A1") == "5");
}
