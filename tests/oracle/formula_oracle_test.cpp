// Two renderings of the same formula must agree: our own figure, and what LibreOffice works out from the
// spreadsheet formula we write. Random formulas over filled and blank cells, in one flat file, one run.
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "tests/calc/formula/small_book.h"
#include "tests/calc/formula/small_figures.h"
#include "tests/support/not_tried.h"

using namespace small_form;

namespace {

constexpr int formulas_tried = 600;
constexpr int years = 3;
constexpr int formula_column = 12;  // to the right of the figures

class RandomFormula {
 public:
  explicit RandomFormula(unsigned seed) : random_(seed) {}
  std::size_t below(std::size_t limit) { return random_() % limit; }

  std::string any(int depth) {
    if (depth == 0) return leaf();
    const std::string a = any(depth - 1), b = any(depth - 1);
    switch (below(16)) {
      case 0:
        return "(" + a + ") + (" + b + ")";
      case 1:
        return "(" + a + ") - (" + b + ")";
      case 2:
        return "(" + a + ") * (" + leaf() + ")";
      case 3:
        return "(" + a + ") / (" + b + ")";
      case 4:
        return "ratio(" + a + ", " + b + ")";
      case 5:
        return "-(" + a + ")";
      case 6:
        return "min(" + a + ", " + b + ")";
      case 7:
        return "max(" + a + ", " + b + ", " + leaf() + ")";
      case 8:
        return "abs(" + a + ")";
      case 9:
        return "round(" + leaf() + " * 2.5, 0)";
      case 10:
        return "if(" + a + " > " + b + ", " + leaf() + ", " + leaf() + ")";
      case 11:
        return "if(" + leaf() + " = " + leaf() + " and not " + leaf() + " < 1 or 1 = 2, " + a + ", " + b +
               ")";
      case 12:
        return "previous(" + leaf() + " - " + leaf() + ")";
      case 13:
        return "sum(F10:F30, F50, 1 * (" + a + "))";
      case 14:
        return "organisations(C, P: F10 - F50)";
      default:
        return "in(DS, A10) - A10 * 2.1%";
    }
  }

 private:
  std::string leaf() {
    static const std::vector<std::string> leaves{"F10", "F20", "F30",           "F40",
                                                 "F50", "A10", "A20",           "this",
                                                 "0",   "7.5", "sum(F10, F50)", "previous(F20)"};
    return leaves[below(leaves.size())];
  }
  std::mt19937 random_;
};

std::string escaped(const std::string& text) {
  std::string made;
  for (const char c : text)
    made += c == '&'   ? "&amp;"
            : c == '<' ? "&lt;"
            : c == '>' ? "&gt;"
            : c == '"' ? "&quot;"
                       : std::string(1, c);
  return made;
}

// Cells of one sheet by row and column (A is 1), each a ready XML attribute list and content.
using Grid = std::map<int, std::map<int, std::string>>;
std::string number_cell(const std::string& value) {
  return "<table:table-cell office:value-type=\"float\" office:value=\"" + value + "\"/>";
}
std::string text_cell(const std::string& text) {
  return "<table:table-cell office:value-type=\"string\"><text:p>" + escaped(text) +
         "</text:p></table:table-cell>";
}
std::string formula_cell(const std::string& formula) {
  return "<table:table-cell table:formula=\"msoxl:=" + escaped(formula) + "\"/>";
}

std::string sheet_xml(const std::string& name, const Grid& grid) {
  std::string xml = "<table:table table:name=\"" + escaped(name) + "\">";
  int row = 1;
  for (const auto& [number, cells] : grid) {
    if (number > row)
      xml += "<table:table-row table:number-rows-repeated=\"" + std::to_string(number - row) +
             "\"><table:table-cell/></table:table-row>";
    xml += "<table:table-row>";
    int column = 1;
    for (const auto& [position, cell] : cells) {
      if (position > column)
        xml +=
            "<table:table-cell table:number-columns-repeated=\"" + std::to_string(position - column) + "\"/>";
      xml += cell;
      column = position + 1;
    }
    xml += "</table:table-row>";
    row = number + 1;
  }
  return xml + "</table:table>";
}

// The same inputs in both worlds: some cells are left blank.
void fill(SmallFigures& figures, std::map<std::string, Grid>& sheets, const SmallBook& book,
          RandomFormula& random) {
  const Vocabulary vocabulary;
  for (std::uint16_t organisation = 0; organisation < 3; ++organisation)
    for (std::uint16_t l = 0; l < rows.size(); ++l)
      for (std::uint16_t scenario = 0; scenario < 2; ++scenario)
        for (std::uint16_t year = 0; year < years; ++year) {
          const OrganisationIndex o{organisation};
          const auto row = book.row(o, LineIndex{l}, ScenarioIndex{scenario});
          if (row == 0 || (rows[l].input && random.below(4) == 0) ||
              !holds(rows[l].periods, PeriodIndex{year}))
            continue;
          const std::string value =
              to_text(Decimal::ratio(static_cast<int>(random.below(81)) - 40, 10) * Decimal::of(5));
          figures.say(rows[l].code, value, year, organisation, scenario);
          sheets[book.sheet_of(o, vocabulary.line_section(LineIndex{l}))][static_cast<int>(row)][5 + year] =
              number_cell(value);
        }
}

struct Tried {
  std::string text, excel;
  Value ours;
};

// A register of five rows, and formulas over it whose sums were added up by hand.
void fill_register(std::map<std::string, Grid>& sheets, const SmallBook& book, const Position& home,
                   std::vector<Tried>& tried) {
  const std::vector<std::array<std::string, 4>> entries{{"F40", "RR9", "10", "tbc"},
                                                        {"F40", "RR9", "2.5", ""},
                                                        {"F40", "RR8", "100", "TBC"},
                                                        {"F10", "RR9", "7", ">5*?~"},
                                                        {"F10", "RR8", "3", ">5ab~"}};
  int row = 6;
  for (const auto& [theme, beneficiary, gross, kind] : entries) {
    sheets["Register"][row++] = {
        {1, text_cell(theme)}, {2, text_cell(beneficiary)}, {4, number_cell(gross)}, {8, text_cell(kind)}};
  }
  Grid& sheet = sheets[book.sheet_of(home.organisation, SectionIndex{0})];
  sheet[static_cast<int>(book.row(home.organisation, home.line, home.scenario))][1] = text_cell("F40");
  sheet[3][2] = text_cell("RR9");
  const std::vector<std::pair<std::string, std::string>> sums{
      {"rows(register.gross)", "122.5"},
      {"rows(register.gross, theme: line, beneficiary: organisation)", "12.5"},
      {"rows(register.gross, beneficiary: organisation)", "19.5"},
      {"rows(register.gross, kind: \"tbc\")", "110"},
      {"rows(register.gross, kind: \">5*?~\")", "7"},
      {"rows(register.gross, kind: \"none\")", "0"}};
  for (const auto& [text, expected] : sums)
    tried.push_back({text, excel_formula(parsed(text), home, Vocabulary(), book), {number(expected)}});
}

std::string field(const std::string& line, int column) {
  std::istringstream fields(line);
  std::string one;
  for (int i = 0; i < column && std::getline(fields, one, ','); ++i) {
    if (i + 1 == column) return one;
  }
  return "";
}

// Runs LibreOffice once and gives the lines of the first sheet as CSV.
std::vector<std::string> recalculated(const std::string& document) {
  namespace files = std::filesystem;
  const files::path folder =
      files::temp_directory_path() / ("stp-formula-oracle-" + std::to_string(std::random_device{}()));
  files::create_directories(folder);
  std::ofstream(folder / "formulas.fods") << document;
  const std::string command =
      "soffice --headless -env:UserInstallation=file://" + (folder / "profile").string() +
      " --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false' --outdir " +
      folder.string() + " " + (folder / "formulas.fods").string() + " >/dev/null 2>&1";
  REQUIRE(std::system(command.c_str()) == 0);
  std::vector<std::string> lines;
  std::ifstream csv(folder / "formulas.csv");
  for (std::string line; std::getline(csv, line);) lines.push_back(line);
  files::remove_all(folder);
  return lines;
}

bool agrees(const Value& ours, const std::string& theirs) {
  char* end = nullptr;
  const double number = std::strtod(theirs.c_str(), &end);
  const bool is_number = !theirs.empty() && *end == '\0';
  if (!ours.known) return !is_number;  // #DIV/0!
  const double expected = to_double(ours.number);
  return is_number && std::fabs(number - expected) <= 1e-9 * std::max(1.0, std::fabs(expected));
}

}  // namespace

TEST_CASE("our figure and LibreOffice's agree on random formulas over filled and blank cells") {
  if (std::system("command -v soffice >/dev/null 2>&1") != 0) {
    not_tried("LibreOffice is not installed");
    return;
  }
  RandomFormula random(20161118);
  SmallFigures figures;
  const SmallBook book;
  const Vocabulary vocabulary;
  std::map<std::string, Grid> sheets;
  fill(figures, sheets, book, random);

  // Formulas stand beside the figures of the provider, one a row.
  const Position home = here(1, "F40", 2);
  const std::string home_sheet = book.sheet_of(home.organisation, SectionIndex{0});
  std::vector<Tried> tried;
  fill_register(sheets, book, home, tried);
  while (tried.size() < formulas_tried) {
    const std::string text = random.any(3);
    const small_form::Names names;
    const auto parsed_formula = parse_formula(text, names, {true});
    if (!parsed_formula) continue;
    tried.push_back({text, excel_formula(*parsed_formula, home, vocabulary, book),
                     evaluate(*parsed_formula, home, figures)});
  }
  for (std::size_t i = 0; i < tried.size(); ++i)
    sheets[home_sheet][static_cast<int>(i) + 1][formula_column] = formula_cell(tried[i].excel);

  std::string document =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document office:version=\"1.2\" "
      "office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\" "
      "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
      "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
      "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
      "xmlns:msoxl=\"http://schemas.microsoft.com/office/excel/formula\"><office:body><office:spreadsheet>"
      "<table:calculation-settings table:use-wildcards=\"true\" table:use-regular-expressions=\"false\"/>";
  document += sheet_xml(home_sheet, sheets[home_sheet]);
  for (const auto& [name, grid] : sheets)
    if (name != home_sheet) document += sheet_xml(name, grid);
  document += "</office:spreadsheet></office:body></office:document>";

  const auto lines = recalculated(document);
  REQUIRE(lines.size() >= tried.size());
  std::size_t known = 0;
  for (std::size_t i = 0; i < tried.size(); ++i) {
    const std::string theirs = field(lines[i], formula_column);
    CAPTURE(tried[i].text, tried[i].excel, theirs, to_text(tried[i].ours.number), tried[i].ours.known);
    CHECK(agrees(tried[i].ours, theirs));
    known += tried[i].ours.known ? 1 : 0;
  }
  CHECK(known > formulas_tried / 2);
  CHECK(known < formulas_tried);  // divisions by zero were among them
}
