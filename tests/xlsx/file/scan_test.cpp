// The hand-written scan and the XML parser must agree, and typical workbooks must take the hand-written way.
#include <catch2/catch.hpp>

#include "tests/xlsx/file/corpus.h"
#include "tests/xlsx/file/recorder.h"
#include "tests/xlsx/file/same_cells.h"
#include "tests/xlsx/file/small_book.h"
#include "xlsx/file/read_cells.h"

using namespace stp;
using namespace stp::xlsx;

namespace {

std::shared_ptr<const Workbook::Inner> inner_of(const Workbook& workbook) { return workbook.inner(); }

bool is_scanned_by_hand(const std::string& sheet) {
  test::Recorder sink;
  std::pmr::monotonic_buffer_resource memory;
  const auto frame = scan_sheet(sheet, "sheet", Limits{}, sink, memory);
  return frame && frame->was_scanned;
}

}  // namespace

TEST_CASE("both ways of scanning give the same cells for the whole collection") {
  for (const auto& path : test::corpus()) {
    const auto workbook = Workbook::read(test::bytes_of(path), path.filename().string());
    if (!workbook) continue;
    for (std::size_t sheet = 0; sheet < workbook->sheets().size(); ++sheet) {
      INFO(path.string() << " sheet " << sheet);
      if (const auto text = workbook->part(workbook->sheets()[sheet].part); text && text->size() < 300'000) {
        CHECK((test::record(*text, ScanWith::either) == test::record(*text, ScanWith::parser_only)));
      }
      const auto by_hand = read_cells(inner_of(*workbook), sheet, ScanWith::either);
      const auto by_parser = read_cells(inner_of(*workbook), sheet, ScanWith::parser_only);
      REQUIRE(by_hand.has_value() == by_parser.has_value());
      if (by_hand) CHECK(test::difference(*by_hand, *by_parser) == "");
    }
  }
}

TEST_CASE("what spreadsheet applications usually write is scanned by hand") {
  using test::sheet_xml;
  CHECK(is_scanned_by_hand(sheet_xml(
      "<row r=\"1\" spans=\"1:2\" ht=\"15\" customHeight=\"1\"><c r=\"A1\" s=\"1\" t=\"s\"><v>0</v></c>"
      "<c r=\"B1\"><f t=\"shared\" ref=\"B1:B2\" si=\"0\">A1&amp;\"\xc3\xa9\"</f><v>1</v></c></row>")));
  CHECK(is_scanned_by_hand(
      sheet_xml("<row><c t=\"inlineStr\"><is><t xml:space=\"preserve\"> a </t></is></c></row>\n")));
}

TEST_CASE("what the scan does not know goes to the parser") {
  using test::sheet_xml;
  for (const char* rows :
       {"<row r='1'/>", "<!-- note --><row/>", "<row><c><![CDATA[x]]></c></row>", "<row r=\"1\" r=\"2\"/>",
        "<row><c t=\"inlineStr\"><is><r><t>a</t></r></is></c></row>", "<row><c><v>1</v><extLst/></c></row>",
        "<row><c><v>&unknown;</v></c></row>", "<row><c><v>a]]>b</v></c></row>",
        "<row x14ac:dyDescent=\"1\"/>", "<row><c r=\"A1\"r=\"B1\"/></row>", "<row><c><v>1</w></c></row>",
        "<row>", "<x:row/>", "<row><c><v>\x01</v></c></row>", "<row><c><v>\xff</v></c></row>",
        "<row><c><v>&#1;</v></c></row>", "<row><c><v>&#xD800;</v></c></row>"}) {
    INFO(rows);
    CHECK_FALSE(is_scanned_by_hand(sheet_xml(rows)));
  }
  // A comment that looks like the table must not be taken for it.
  CHECK_FALSE(
      is_scanned_by_hand("<worksheet xmlns=\"" + test::sheet_space +
                         "\"><!--<sheetData><row/></sheetData>--><sheetData></sheetData></worksheet>"));
}
