// Figures of returns and totals read from files, as a spreadsheet's cells ask for them.
#include "service/figures/file_figures.h"

#include <catch2/catch.hpp>

#include "calc/functions/function.h"
#include "service/files/read_functions.h"
#include "service/files/read_pipeline.h"
#include "tests/doors/demo_returns.h"

using namespace stp;
namespace fs = std::filesystem;

namespace {

const Pipeline& pipeline() {
  static const Pipeline read = read_pipeline(STP_SOURCE_DIR "/templates").value();
  return read;
}
const functions::Functions& table() {
  static const functions::Functions read = read_functions(STP_SOURCE_DIR "/templates").value();
  return read;
}

const fs::path& data() { return scenarios::demo_data().path(); }
FileFiguresOptions in_demo() {
  scenarios::have_footprint();
  FileFiguresOptions options;
  options.folder = data().string();
  return options;
}

std::string line(const functions::Figures& figures, const std::string& organisation, const std::string& code,
                 const std::string& source, const std::string& year = "2020/21",
                 const std::string& scenario = "") {
  return to_text(figures.line({organisation, code, year, scenario, source}));
}
std::string total(const functions::Figures& figures, const std::string& organisation, const std::string& code,
                  const std::string& source) {
  return to_text(figures.total({organisation, code, "2020/21", "", source}));
}

const std::string leeds = std::string("returns/leeds/") + scenarios::round;

const std::string whole = "total/west-yorkshire.json";
void have_total() {
  scenarios::have_footprint();
  scenarios::run("mkdir -p total; [ -f " + whole + " ] || \"$STP\" consolidate returns/*/" +
                 scenarios::round + " --json -o " + whole +
                 "; [ -f total/west-yorkshire.xlsx ] || \"$STP\" consolidate returns/*/" + scenarios::round +
                 " -o total/west-yorkshire.xlsx");
}

}  // namespace

TEST_CASE("every example that needs a file comes out as it says, over the returns of the demonstration") {
  have_total();
  const FileFigures figures(pipeline(), in_demo());
  std::size_t tried = 0;
  for (const auto& function : table().all)
    for (const auto& example : function.examples) {
      if (example.runnable) continue;
      ++tried;
      functions::Grid found = functions::call(function, example.arguments, &figures);
      if (const auto* error = std::get_if<functions::Error>(&found.cells[0]))
        found = functions::grid_of(std::string(to_text(error->fault)));
      CHECK(function.name + " " + to_text(found) == function.name + " " + to_text(example.result));
    }
  CHECK(tried >= 6);
}

TEST_CASE("a figure is the one that explaining it shows, of a return and of a total in either form") {
  have_total();
  const FileFigures figures(pipeline(), in_demo());
  const auto explained = [](const std::string& of, const std::string& code, const std::string& organisation) {
    return scenarios::json_of("\"$STP\" explain " + of + " " + code + " 2020/21 --depth 0 --json " +
                              (organisation.empty() ? "" : "--organisation " + organisation))
        .at("amount")
        .get<std::string>();
  };
  for (const char* code : {"F3290", "F8170", "W6070"})
    CHECK(line(figures, "RR8", code, leeds) == explained(leeds, code, "RR8"));
  CHECK(line(figures, "", "F8330", leeds) == explained(leeds, "F8330", ""));
  for (const char* one : {"total/west-yorkshire.json", "total/west-yorkshire.xlsx"}) {
    CHECK(total(figures, "", "F8330", one) == explained(one, "F8330", ""));
    CHECK(total(figures, "RR8", "F3290", one) == explained(one, "F3290", "RR8"));
    CHECK(line(figures, "rr8", "f3290", one) == explained(one, "F3290", "RR8"));
  }
}

TEST_CASE("organisations, places, years and scenarios may be named as people name them") {
  const FileFigures figures(pipeline(), in_demo());
  const std::string position = line(figures, "RR8", "F3290", leeds);
  for (const char* name : {"rr8", " RR8 ", "Leeds Teaching Hospitals NHS Trust"})
    CHECK(line(figures, name, "F3290", leeds) == position);
  CHECK(line(figures, "RR8", "F3290", leeds, "2020-21") == position);
  CHECK(line(figures, "RR8", "F3290", leeds, "Y5", "do nothing") == position);
  const std::string place = line(figures, "Leeds", "F8260", leeds);
  for (const char* name : {"LE", "leeds", ""}) CHECK(line(figures, name, "F8260", leeds) == place);
  CHECK(line(figures, "RR8", "A5030", leeds, "2020/21", "do something") !=
        line(figures, "RR8", "A5030", leeds, "2020/21", "DN"));
}

TEST_CASE("places' shares and what lies outside add up to the footprint") {
  have_total();
  const FileFigures figures(pipeline(), in_demo());
  Decimal places;
  for (const char* place : {"BD", "CA", "HA", "KI", "LE", "WA"})
    places += parse_decimal(total(figures, place, "F8270", whole)).value;
  const auto view = scenarios::json_of("cat " + whole);
  for (const auto& one : view.at("places"))
    if (one.at("line") == "F8270" && one.at("year") == "2020/21")
      CHECK(places + parse_decimal(one.at("outside").get<std::string>()).value ==
            parse_decimal(total(figures, "", "F8270", whole)).value);
}

TEST_CASE("what is not there is an error that says what there is") {
  have_total();
  const FileFigures figures(pipeline(), in_demo());
  const auto starts = [](const std::string& text, const std::string& start) {
    CAPTURE(text);
    CHECK(text.starts_with(start));
  };
  starts(line(figures, "RZZ", "F3290", leeds),
         "#REF! There is no organisation or place \"RZZ\". In these figures are: Leeds, ");
  starts(line(figures, "RAE", "F3290", leeds), "#N/A \"RAE\" is not in these figures. In them are: Leeds, ");
  starts(line(figures, "RR8", "F0000", leeds), "#REF! Edition ");
  starts(line(figures, "RR8", "F3290", leeds, "2035/36"),
         "#REF! There is no year \"2035/36\". The years are: ");
  starts(line(figures, "RR8", "F3290", leeds, "2020/21", "perhaps"),
         "#REF! There is no scenario \"perhaps\".");
  starts(line(figures, "RR8", "F3290", leeds, "2020/21", "DS"),
         "#REF! The line F3290 is not asked in the scenario \"DS\".");
  starts(line(figures, "RR8", "F2110", leeds), "#N/A F2110 (");    // not asked of a provider
  starts(line(figures, "Leeds", "F3290", leeds), "#N/A F3290 (");  // once for each organisation
  starts(line(figures, "", "F8260", "returns"), "#REF! There are 7 returns here. Name one of: ");
  starts(line(figures, "RR8", "F3290", ""), "#REF! No file is named.");
  starts(line(figures, "RR8", "F3290", "nowhere.xlsx"), "#REF! ");
  starts(total(figures, "", "F8260", leeds), "#N/A F8260 (");  // places are missing
  starts(total(figures, "", "W6070", whole), "#N/A W6070 (");  // a rate is no sum
}

TEST_CASE("of two rounds in one folder none is taken without a word") {
  have_total();
  scenarios::have_return("leeds", scenarios::earlier);
  fs::create_directories(data() / "both");
  fs::copy(data() / leeds, data() / "both/later", fs::copy_options::recursive);
  fs::rename(data() / ("returns/leeds/" + std::string(scenarios::earlier)), data() / "both/earlier");
  const FileFigures figures(pipeline(), in_demo());
  CHECK(line(figures, "RR8", "F3290", "both").starts_with("#REF! \"RR8\" stands in 2 returns here"));
  CHECK(line(figures, "RR8", "F3290", "both/later").starts_with("-"));
}

TEST_CASE("a folder too large for figures is not walked to its end") {
  FileFiguresOptions options = in_demo();
  options.limits = {2, 10'000};
  CHECK(line(FileFigures(pipeline(), options), "RR8", "F3290", leeds).find("more than 2 workbooks") !=
        std::string::npos);
  options = in_demo();
  options.most_bytes = 1000;
  CHECK(line(FileFigures(pipeline(), options), "RR8", "F3290", leeds).find("too large") != std::string::npos);
}

TEST_CASE("a thousand cells read a file once, and a changed file is read again") {
  scenarios::have_return("leeds");
  const doors::Folder folder;
  fs::copy(data() / leeds, folder.path() / "leeds");
  FileFiguresOptions options;
  options.folder = folder.path().string();
  const FileFigures figures(pipeline(), options);
  const std::string before = line(figures, "RR8", "F3260", "leeds");
  for (int i = 0; i < 1000; ++i) CHECK(line(figures, "RR8", "F3260", "leeds") == before);
  CHECK(figures.readings() == 1);
  const std::string finance = std::string("leeds/leeds-finance-") + scenarios::round + ".xlsx";
  const auto stated =
      scenarios::json_of("\"$STP\" explain " + leeds + " F3260 2020/21 --organisation RR8 --json");
  const auto set =
      doors::run("\"$STP\" set " + finance + " \"'" + stated.at("sheet").get<std::string>() + "'!" +
                     stated.at("cell").get<std::string>() + "=4321\" -o new.xlsx && mv new.xlsx " + finance,
                 folder);
  REQUIRE(set.exit_code == 0);
  CHECK(line(figures, "RR8", "F3260", "leeds") == "4321");
  CHECK(figures.readings() == 2);
  fs::remove_all(folder.path() / "leeds");
  CHECK(line(figures, "RR8", "F3260", "leeds").starts_with("#REF! "));
}

TEST_CASE("only so many sources are kept at a time") {
  FileFiguresOptions options = in_demo();
  options.most_sources = 1;
  const FileFigures figures(pipeline(), options);
  const std::string wakefield = std::string("returns/wakefield/") + scenarios::round;
  for (int i = 0; i < 3; ++i) {
    line(figures, "", "F8260", leeds);
    line(figures, "", "F8260", wakefield);
  }
  CHECK(figures.readings() == 6);
}

TEST_CASE("a rule's verdict is that it holds, or what is wrong and in which cell") {
  have_total();
  scenarios::run(std::string("mkdir -p with-mistakes; cp returns/kirklees/") + scenarios::round +
                 "/*.xlsx with-mistakes; \"$STP\" plant with-mistakes/kirklees-finance-" + scenarios::round +
                 ".xlsx --from data/" + scenarios::round +
                 "/kirklees/mistakes.csv -o with-mistakes/kirklees-finance-" + scenarios::round + ".xlsx");
  const FileFigures figures(pipeline(), in_demo());
  const auto verdict = [&](const std::string& rule, const std::string& organisation,
                           const std::string& source) {
    return to_text(figures.check({rule, organisation, source}));
  };
  const std::string wrong =
      "Gtr Huddersfield CCG finance!I53: NHS Greater Huddersfield CCG, 2019/20: the bridge";
  for (const char* organisation : {"03A", "Kirklees", ""})
    CHECK(verdict("ari-02", organisation, "with-mistakes").starts_with(wrong));
  CHECK(verdict("ARI-02", "03J", "with-mistakes") == "holds");
  // A rule of commissioners has nothing to say of a council; nor one of two sections where one came.
  CHECK(verdict("UNI-02", "03A", "with-mistakes") == "holds");
  CHECK(verdict("UNI-02", "E08000034", "with-mistakes") == "not judged");
  const std::string finance =
      "returns/leeds/" + std::string(scenarios::round) + "/leeds-finance-" + scenarios::round + ".xlsx";
  CHECK(verdict("UNI-05", "RR8", leeds) == "holds");
  CHECK(verdict("UNI-05", "RR8", finance) == "not judged");
  CHECK(verdict("ARI-02", "RR8", "with-mistakes").starts_with("#N/A \"RR8\" is not in these figures."));
  CHECK(verdict("CON-01", "", whole) == "holds");
  CHECK(verdict("CON-01", "", leeds).find("Kirklees") != std::string::npos);
  CHECK(verdict("ARI-02", "", whole)
            .starts_with("#REF! The rule ARI-02 is looked at in the return of a place"));
  CHECK(line(figures, "E08000034", "F4110", "with-mistakes").ends_with(" in 2020/21 is blank."));
  CHECK(line(figures, "E08000034", "F4190", "with-mistakes", "2016/17").find("cannot be worked out") !=
        std::string::npos);
}

TEST_CASE("a file that cannot be read is named where the answer may have stood in it") {
  scenarios::have_return("leeds");
  const doors::Folder folder;
  fs::copy(data() / leeds, folder.path() / "leeds");
  doors::write(folder.path() / "leeds/broken.xlsx", "PK\3\4 no more than that");
  FileFiguresOptions options;
  options.folder = folder.path().string();
  const FileFigures figures(pipeline(), options);
  CHECK(line(figures, "RR8", "F3290", "leeds").starts_with("-"));
  CHECK(line(figures, "RAE", "F3290", "leeds").starts_with("#REF! broken.xlsx: "));
  CHECK(to_text(figures.check({"ARI-02", "", "leeds"})).starts_with("#REF! broken.xlsx: "));
  CHECK(line(figures, "RR8", "F3290", "leeds/broken.xlsx").starts_with("#REF! broken.xlsx: "));
}
