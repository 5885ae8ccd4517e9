// Each departure from the form is understood and said, and nothing else is.
#include <filesystem>
#include <map>
#include <set>

#include "service/disk/files.h"
#include "tests/support/not_tried.h"
#include "tests/xlsx/form/filled.h"

using namespace stp;

namespace {

struct Book {
  NamedWorkbook file;
  std::vector<xlsx::CellEdit> edits;

  std::size_t sheet(const std::string& name) const {
    for (std::size_t i = 0; i < file.workbook.sheets().size(); ++i)
      if (file.workbook.sheets()[i].name == name) return i;
    throw std::runtime_error("no sheet " + name);
  }
  xlsx::SheetCells cells(const std::string& name) const { return *file.workbook.cells(sheet(name)); }
  // Row of a code on a sheet.
  std::uint32_t row(const std::string& name, const std::string& code) const {
    const xlsx::SheetCells all = cells(name);
    for (const xlsx::Cell& cell : all.cells)
      if (cell.at.column == 1 && cell.value == code) return cell.at.row;
    throw std::runtime_error("no code " + code);
  }
  void set(const std::string& name, const std::string& at, xlsx::CellEdit::Kind kind,
           const std::string& value) {
    edits.push_back({sheet(name), *xlsx::parse_address(at), kind, value});
  }
  Return taken(const std::string& called = "book.xlsx", const std::string& folder = "") const {
    xlsx::EditOptions how;
    how.overwrite_formulas = true;
    const auto bytes = file.workbook.edited(edits, how);
    if (!bytes) throw std::runtime_error(to_text(bytes.error()));
    NamedWorkbook changed = test::named(*bytes, called);
    changed.folder = folder;
    const auto filed = take_return({changed}, test::form());
    if (!filed) throw std::runtime_error(to_text(filed.error()));
    return *filed;
  }
};

Book leeds() { return {test::named(test::blank({"finance"})), {}}; }

std::multiset<std::string> kinds(const Return& filed) {
  std::multiset<std::string> all;
  for (const Observation& one : filed.observations) all.insert(one.kind);
  return all;
}
const Observation& only(const Return& filed, const std::string& kind) {
  INFO(test::told(filed.observations));
  REQUIRE(kinds(filed) == std::multiset<std::string>{kind});
  return filed.observations.front();
}
const Entry& entry(const Return& filed, const char* organisation, const char* line, const char* year) {
  const Template& form = test::form();
  const LineIndex index = form.line(line);
  ScenarioIndex scenario{0};
  while (!holds(form.lines[index.value].scenarios, scenario)) ++scenario.value;
  return filed.find(form.organisation(organisation))->entries.at(index, scenario, form.period(year));
}

const std::string ccg = "Leeds North CCG finance";
using Kind = xlsx::CellEdit::Kind;

std::string cell_at(const Book& book, char column, const char* code) {
  return column + std::to_string(book.row(ccg, code));
}

// The same workbook after a script that changes `text`, its part xl/workbook.xml.
NamedWorkbook with_book_part(const std::string& bytes, const std::string& script) {
  const std::string path =
      std::filesystem::temp_directory_path() / ("stp-names-" + std::to_string(::getpid()) + ".xlsx");
  const std::string program = path + ".py", part = "xl/workbook.xml";
  if (!write_file(path, bytes) ||
      !write_file(program, "import zipfile\np='" + path + "'\nz=zipfile.ZipFile(p)\n" +
                               "all={n: z.read(n) for n in z.namelist()}\ntext=all['" + part +
                               "'].decode()\n" + script + "\nall['" + part + "']=text.encode()\n" +
                               "with zipfile.ZipFile(p,'w',zipfile.ZIP_DEFLATED) as o:\n" +
                               "  for n in all: o.writestr(n, all[n])\n"))
    throw std::runtime_error("cannot write " + path);
  if (std::system(("/usr/bin/python3 " + program).c_str()) != 0) throw std::runtime_error("python3 failed");
  const auto changed = read_file(path, 1u << 26);
  std::remove(path.c_str());
  std::remove(program.c_str());
  return test::named(*changed);
}

// The same workbook after a script of openpyxl.
std::optional<NamedWorkbook> scripted(const std::string& bytes, const std::string& script) {
  if (std::system("/usr/bin/python3 -c 'import openpyxl' 2>/dev/null") != 0) return std::nullopt;
  const std::string path =
      std::filesystem::temp_directory_path() / ("stp-departure-" + std::to_string(::getpid()) + ".xlsx");
  if (!write_file(path, bytes)) throw std::runtime_error("cannot write " + path);
  const std::string program = path + ".py";
  if (!write_file(program, "import openpyxl\np=" + ("'" + path + "'") + "\nb=openpyxl.load_workbook(p)\n" +
                               script + "\nb.save(p)\n"))
    throw std::runtime_error("cannot write " + program);
  if (std::system(("/usr/bin/python3 -W ignore " + program).c_str()) != 0)
    throw std::runtime_error("openpyxl failed");
  const auto changed = read_file(path, 1u << 26);
  std::remove(path.c_str());
  std::remove(program.c_str());
  return test::named(*changed);
}
std::multiset<std::string> kinds_after(const std::string& script) {
  const auto changed = scripted(test::blank({"finance"}), script);
  if (!changed) return {"openpyxl missing"};
  const auto filed = take_return({*changed}, test::form());
  REQUIRE(filed);
  std::multiset<std::string> all = kinds(*filed);
  all.erase("saved-without-recalculation");
  return all;
}
bool openpyxl_missing() {
  if (std::system("/usr/bin/python3 -c 'import openpyxl' 2>/dev/null") == 0) return false;
  not_tried("openpyxl is not installed");
  return true;
}

}  // namespace

TEST_CASE("a typed number in a calculated cell is seen, with the formula it replaced") {
  Book book = leeds();
  book.set(ccg, cell_at(book, 'F', "F2310"), Kind::number, "77");
  const Return filed = book.taken();
  const Observation& one = only(filed, "formula-overwritten");
  CHECK(one.found == "77");
  CHECK(one.expected ==
        "=F" + std::to_string(book.row(ccg, "F2090")) + "-F" + std::to_string(book.row(ccg, "F2300")));
  CHECK(one.line == test::form().line("F2310"));
  CHECK(one.period == test::form().period("2016/17"));
  CHECK(one.organisation == test::form().organisation("02V"));
  CHECK_FALSE(entry(filed, "02V", "F2310", "2016/17").from_formula);
}

TEST_CASE("an altered and a removed formula are seen and blanks, case and $ are no alteration") {
  Book book = leeds();
  book.set(ccg, cell_at(book, 'F', "F2310"), Kind::formula, "F31-F51-1");
  CHECK(only(book.taken(), "formula-altered").found == "=F31-F51-1");
  Book removed = leeds();
  removed.set(ccg, cell_at(removed, 'G', "F2310"), Kind::blank, "");
  CHECK(only(removed.taken(), "formula-removed").expected.starts_with("=G"));
  Book same = leeds();
  same.set(ccg, cell_at(same, 'F', "F2310"), Kind::formula,
           "$f$" + std::to_string(same.row(ccg, "F2090")) + " - f" + std::to_string(same.row(ccg, "F2300")));
  for (const std::string& kind : kinds(same.taken())) CHECK(kind == "saved-without-recalculation");
}

TEST_CASE(
    "a formula that lost only the cells of a missing sheet is told by that sheet, and any other with its "
    "whole formula") {
  const std::string gone = "Leeds Community finance", summary = "Leeds summary";
  const auto with = [&](const std::string& formula) {
    Book book = leeds();
    std::string stamp(book.cells(gone).find({2, 1})->value);
    stamp.replace(stamp.find("finance"), 7, "guide");  // no longer the sheet of the organisation
    book.set(gone, "A2", Kind::text, stamp);
    book.set(summary, "E9", Kind::formula, formula);
    return book.taken();
  };
  const auto of_interest = [](const Return& filed) {
    std::multiset<std::string> all = kinds(filed);
    all.erase("sheet-repeated");  // there is a guide already
    return all;
  };
  const std::string whole(leeds().cells(summary).find({9, 5})->formula), theirs = "'" + gone + "'!";
  const std::size_t at = whole.find(theirs);
  REQUIRE(at != std::string::npos);
  const std::size_t end = std::min(whole.find('+', at), whole.size());
  const std::string address = whole.substr(at + theirs.size(), end - at - theirs.size());
  for (const std::string& left :
       std::vector<std::string>{"#REF!", "#REF!" + address, "#REF!." + address, "#REF!#REF!"})
    CHECK(of_interest(with(whole.substr(0, at) + left + whole.substr(end))) ==
          std::multiset<std::string>{"sheet-missing"});
  for (const std::string& altered :
       std::vector<std::string>{whole.substr(0, at) + "#REF!" + whole.substr(end) + "+500",
                                whole.substr(0, at) + "0" + whole.substr(end), "#REF!"}) {
    const Return filed = with(altered);
    CHECK(of_interest(filed) == std::multiset<std::string>{"formula-altered", "sheet-missing"});
    for (const Observation& one : filed.observations)
      if (one.kind == "formula-altered") CHECK(one.expected == "=" + whole);
  }
  Book there = leeds();
  there.set(summary, "E9", Kind::formula, whole.substr(0, at) + "#REF!" + whole.substr(end));
  CHECK(only(there.taken(), "formula-altered").expected == "=" + whole);
}

TEST_CASE("a name of the form that lost its missing sheet is told by that sheet, and any other is not") {
  const auto after = [](bool missing, const std::string& name) {
    Book book = leeds();
    const std::string sheet = "Leeds Community finance";
    std::string stamp(book.cells(sheet).find({2, 1})->value);
    if (missing) stamp.replace(stamp.find("finance"), 7, "guide");
    book.set(sheet, "A2", Kind::text, stamp);
    const auto bytes = book.file.workbook.edited(book.edits, {});
    REQUIRE(bytes);
    const auto filed =
        take_return({with_book_part(*bytes, "import re\ntext,n=re.subn('(name=.(?:" + name +
                                                ").[^>]*>)[^<]*','\\\\1#REF!',text)\nassert n==1")},
                    test::form());
    REQUIRE(filed);
    return kinds(*filed).count("broken-name");
  };
  CHECK(after(true, "finance_RY6") == 0);
  CHECK(after(true, "finance_RR8") == 1);
  CHECK(after(false, "finance_RY6") == 1);
}

TEST_CASE("formulas in cells to be typed in: own sheet, another sheet, another workbook") {
  for (const auto& [formula, kind] : {std::pair{"F10+1", "formula-in-input"},
                                      {"'Cover'!C8+1", "formula-outside-sheet"},
                                      {"[1]Sheet1!A1+1", "external-formula"}}) {
    Book book = leeds();
    book.set(ccg, cell_at(book, 'F', "F2010"), Kind::formula, formula);
    CHECK(only(book.taken(), kind).found == "=" + std::string(formula));
  }
}

TEST_CASE("unreadable entries keep their text and no reader complains twice") {
  Book book = leeds();
  book.set(ccg, cell_at(book, 'F', "F2010"), Kind::text, "£1.2m");
  const Return filed = book.taken();
  CHECK(filed.observations.empty());
  const Entry& one = entry(filed, "02V", "F2010", "2016/17");
  CHECK(one.kind == EntryKind::unreadable);
  CHECK(filed.texts.at(one.text) == "£1.2m");
}

TEST_CASE(
    "figures outside the form are seen: beside the table, below it, in cells not used, in rows without a "
    "code") {
  Book beside = leeds();
  beside.set(ccg, "P12", Kind::number, "5");
  CHECK(only(beside.taken(), "stray-cell").found == "5");
  Book below = leeds();
  below.set(ccg, "F400", Kind::number, "6");
  CHECK(only(below.taken(), "inserted-row").found == "1 figure");
  Book unused = leeds();
  unused.set(ccg, cell_at(unused, 'E', "F5020"), Kind::number, "7");
  CHECK(only(unused.taken(), "stray-cell").found == "7");
  Book heading = leeds();
  heading.set(ccg, "F6", Kind::number, "8");
  CHECK(kinds(heading.taken()) == std::multiset<std::string>{"inserted-row"});
}

TEST_CASE("codes: unknown, repeated, missing") {
  Book book = leeds();
  book.set(ccg, cell_at(book, 'A', "F2110"), Kind::text, "F2120");
  const Return filed = book.taken();
  CHECK(kinds(filed).count("code-repeated") == 1);
  CHECK(kinds(filed).count("code-missing") == 1);
  Book unknown = leeds();
  unknown.set(ccg, cell_at(unknown, 'A', "F2110"), Kind::text, "F9999");
  CHECK(kinds(unknown.taken()).count("code-unknown") == 1);
}

TEST_CASE("stamps: missing, altered, of another edition or issue") {
  Book missing = leeds();
  missing.set(ccg, "A2", Kind::blank, "");
  const Return filed = missing.taken();
  CHECK(only(filed, "stamp-missing").organisation == test::form().organisation("02V"));
  CHECK(filed.organisations.size() == leeds().taken().organisations.size());
  Book edition = leeds();
  edition.set(ccg, "A2", Kind::text, "STP | reference-2015.9 | finance | 02V | 0123456789ab");
  CHECK(only(edition.taken(), "edition-mismatch").found == "reference-2015.9");
  Book issue = leeds();
  issue.set(ccg, "A2", Kind::text, "STP | " + test::form().edition.code + " | finance | 02V | 0123456789ab");
  CHECK(only(issue.taken(), "template-hash-differs").found == "0123456789ab");
}

TEST_CASE("file and folder names that say another place, section or round are noticed") {
  CHECK(leeds().taken("leeds-finance-2016-04-15.xlsx", "leeds").observations.empty());
  CHECK(leeds().taken("Return v2 final.xlsx", "Inbox").observations.empty());
  CHECK(only(leeds().taken("wakefield-finance.xlsx"), "file-name-disagrees").found == "Wakefield");
  CHECK(only(leeds().taken("leeds-activity.xlsx"), "file-name-disagrees").found == "activity");
  CHECK(only(leeds().taken("leeds-2016-09-16.xlsx"), "file-name-disagrees").found == "2016-09-16");
  CHECK(only(leeds().taken("a.xlsx", "harrogate"), "folder-disagrees").found ==
        "Harrogate and Rural District");
}

TEST_CASE("inserted rows and columns, moved, renamed and re-ordered sheets are understood") {
  if (openpyxl_missing()) return;
  // openpyxl does not move references when it inserts, so only rows below every formula's reach are safe to
  // insert.
  CHECK(kinds_after("s=b['" + ccg + "']\ns.title='My CCG'").count("sheet-renamed") == 1);
  CHECK(kinds_after("b.move_sheet('" + ccg + "', offset=4)") == std::multiset<std::string>{"sheet-moved"});
  CHECK(kinds_after("s=b['" + ccg + "']\ns.row_dimensions[22].hidden=True\ns['F22']=5") ==
        std::multiset<std::string>{"hidden-row"});
  CHECK(kinds_after("s=b['" + ccg + "']\ns.column_dimensions['K'].hidden=True") ==
        std::multiset<std::string>{});
  CHECK(kinds_after("b['" + ccg + "'].sheet_state='hidden'") == std::multiset<std::string>{"hidden-sheet"});
  CHECK(kinds_after("b['" + ccg + "'].protection.sheet=False") ==
        std::multiset<std::string>{"protection-removed"});
  CHECK(kinds_after("b['" + ccg + "'].merge_cells('F22:G22')") == std::multiset<std::string>{"merged-cells"});
  CHECK(kinds_after("s=b.create_sheet('Workings')\ns['A1']=5") ==
        std::multiset<std::string>{"sheet-unknown"});
  CHECK(kinds_after("del b['Counterparties']") == std::multiset<std::string>{"sheet-missing"});
  CHECK(kinds_after("d=openpyxl.workbook.defined_name.DefinedName('gone', "
                    "attr_text='#REF!$A$1')\nb.defined_names.append(d) if hasattr(b.defined_names,'append') "
                    "else b.defined_names.add(d)") == std::multiset<std::string>{"broken-name"});
}

TEST_CASE("an empty column inserted before the notes is no departure, and the notes are found") {
  if (openpyxl_missing()) return;
  // openpyxl does not stretch the table's range, so the table goes first; no formula reads the column.
  const std::string insert = "s=b['" + ccg + "']\ns.tables.clear()\ns.insert_cols(11)\n";
  CHECK(kinds_after(insert) == std::multiset<std::string>{});
  CHECK(kinds_after(insert + "s['P12']=5") == std::multiset<std::string>{"stray-cell"});
}

TEST_CASE("one place in several files is one return and a sheet that comes twice is said") {
  const NamedWorkbook finance = test::named(test::blank({"finance"}), "leeds-finance.xlsx");
  const NamedWorkbook activity = test::named(test::blank({"activity"}), "leeds-activity.xlsx");
  const NamedWorkbook workforce = test::named(test::blank({"workforce"}), "leeds-workforce.xlsx");
  const auto filed = take_return({workforce, finance, activity}, test::form());
  REQUIRE(filed);
  INFO(test::told(filed->observations));
  CHECK(filed->observations.empty());
  CHECK(filed->sections == 7);
  CHECK(filed->files.size() == 3);
  const auto twice = take_return({finance, finance}, test::form());
  REQUIRE(twice);
  CHECK(kinds(*twice).count("sheet-repeated") > 5);
  const auto mixed =
      take_return({finance, test::named(test::blank({"activity"}, "WA"), "b.xlsx")}, test::form());
  REQUIRE(mixed);
  CHECK(kinds(*mixed).count("place-mismatch") == 1);
  CHECK(kinds(*mixed).count("organisation-elsewhere") > 0);
}

TEST_CASE("what is not a return is refused, with what to do") {
  BlankOptions options;
  options.sections = {"finance"};
  CHECK(blank_workbook(test::form(), options).error().code == "unknown-place");
  options.place = test::form().place("LE");
  options.sections = {"catering"};
  CHECK(blank_workbook(test::form(), options).error().code == "unknown-section");
  options.sections = {};
  CHECK(blank_workbook(test::form(), options).error().code == "no-section");
  options.sections = {"finance"};
  options.round = "2031-01-01";
  CHECK(blank_workbook(test::form(), options).error().code == "unknown-round");
  if (openpyxl_missing()) return;
  const auto other = scripted(test::blank({"finance"}), "b=openpyxl.Workbook()\nb.active['A1']='Budget'");
  CHECK(recognise(other->workbook).error().code == "not-a-return");
  const auto bare = scripted(test::blank({"finance"}),
                             "b.custom_doc_props.props.clear() if hasattr(b,'custom_doc_props') else None");
  const auto known = recognise(bare->workbook);
  REQUIRE(known);
  CHECK(known->place == "LE");
  CHECK(known->round == "2016-04-15");
  CHECK(known->sections == std::vector<std::string>{"finance"});
}
