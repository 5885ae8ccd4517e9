// Kirklees' finance workbook of the demonstration: right, it gives no finding; with the mistakes typed in,
// each is found.
#include <catch2/catch.hpp>
#include <set>
#include <sstream>

#include "calc/form/load.h"
#include "calc/validate.h"
#include "service/demo/csv_files.h"
#include "service/demo/plant.h"
#include "service/files/templates_folder.h"

using namespace stp;

namespace {

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> all(1);
  bool in_quotes = false;
  for (const char letter : line)
    if (letter == '"')
      in_quotes = !in_quotes;
    else if (letter == ',' && !in_quotes)
      all.emplace_back();
    else
      all.back() += letter;
  return all;
}

std::vector<std::vector<std::string>> rows(const std::string& text) {
  std::vector<std::vector<std::string>> all;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) all.push_back(cells(line));
  return all;
}

FillItem entry(const std::vector<std::string>& row) {
  FillItem item;
  item.organisation = row[0];
  item.line = row[1];
  item.scenario = row[2];
  item.year = row[3];
  item.value = row[4];
  return item;
}

void add_items(const demo::CsvFile& file, std::vector<FillItem>& items) {
  const std::string name =
      file.path.substr(file.path.rfind('/') + 1, file.path.rfind('.') - file.path.rfind('/') - 1);
  const auto all = rows(file.text);
  for (std::size_t at = 1; at < all.size(); ++at) {
    FillItem item;
    if (name == "finance") {
      items.push_back(entry(all[at]));
      if (all[at][5].empty()) continue;
      item = entry(all[at]);
      item.kind = FillItem::Kind::note;
      item.value = all[at][5];
    } else if (name == "cover") {
      item.kind = FillItem::Kind::cover;
      item.field = all[at][0];
      item.value = all[at][1];
    } else if (name == "register" || name == "counterparties" || name == "shares") {
      item.kind = FillItem::Kind::row;
      item.table = name;
      for (std::size_t column = 0; column < all[0].size(); ++column)
        item.columns.push_back({all[0][column], all[at][column]});
    } else {
      continue;
    }
    items.push_back(item);
  }
}

struct Book {
  std::vector<Template> editions;
  const Template* form = nullptr;
  demo::Profile profile;
  std::string bytes;
  std::vector<demo::PlantedMistake> mistakes;
};

const Book& kirklees() {
  static const Book made = [] {
    Book book;
    const std::string folder = std::string(STP_SOURCE_DIR) + "/templates";
    book.editions = load_templates(read_templates(folder).value()).value();
    book.form = *choose_edition(book.editions, demo::demo_edition(folder + "/demo").value());
    book.profile = demo::read_profile(folder + "/demo", *book.form).value();
    const demo::RoundPlan& plan = book.profile.rounds.front();
    std::vector<FillItem> items;
    for (const demo::CsvFile& file : demo::csv_files(
             book.profile, *book.form, plan, demo::figures_of(book.profile, *book.form, plan).value()))
      if (file.path.find("/kirklees/") != std::string::npos) add_items(file, items);
    const auto blank =
        blank_workbook(*book.form, {{"finance"}, book.form->place("kirklees"), plan.round, true});
    const NamedWorkbook file{xlsx::Workbook::read(blank.value(), "kirklees-finance.xlsx").value(),
                             "kirklees-finance.xlsx", "", "0"};
    book.bytes = fill_workbook(file, *book.form, items, {}).value().bytes;
    const demo::CsvFile list = demo::mistakes_file(book.profile, *book.form,
                                                   demo::figures_of(book.profile, *book.form, plan).value());
    book.mistakes = demo::read_mistakes(list.text, list.path).value();
    return book;
  }();
  return made;
}

NamedWorkbook named(const std::string& bytes) {
  return {xlsx::Workbook::read(bytes, "kirklees-finance.xlsx").value(), "kirklees-finance.xlsx", "", "0"};
}

// "DAT-01 E08000034 F4130 2016/17" of findings that are not about sections that are not in this file.
std::set<std::string> found(const std::string& bytes) {
  const Template& form = *kirklees().form;
  std::set<std::string> all;
  for (const Finding& finding :
       validate(calculate(take_return({named(bytes)}, form).value(), form), form, "national"))
    if (!finding.line.empty())
      all.insert(finding.rule + " " + finding.organisation + " " + finding.line + " " + finding.year);
  return all;
}

}  // namespace

TEST_CASE("the right workbook takes all of the data and gives no finding") {
  REQUIRE_FALSE(kirklees().bytes.empty());
  CHECK(found(kirklees().bytes).empty());
}

TEST_CASE("each mistake is found at its cell, with what follows from it in the totals that people compare") {
  const auto spoiled = demo::plant(named(kirklees().bytes), *kirklees().form, kirklees().mistakes);
  REQUIRE(spoiled);
  CHECK(spoiled->told.size() == 6);
  const std::set<std::string> all = found(spoiled->bytes);
  for (const char* mistake :
       {"UNI-01 03A F2180 2017/18", "DAT-01 E08000034 F4130 2016/17", "STR-05 03J F2300 2019/20",
        "SGN-01 03J F2190 2018/19", "ARI-02 03A F5110 2019/20", "DAT-02 E08000034 F4110 2020/21"}) {
    INFO(mistake);
    CHECK(all.count(mistake) == 1);
  }
  std::set<std::string> elsewhere =
      all;  // nothing but bridges and balances brought forward follows from them
  std::erase_if(elsewhere, [](const std::string& finding) {
    return finding.find("F5110") != std::string::npos || finding.find("F2060") != std::string::npos;
  });
  elsewhere.erase("ARI-01 03J F2300 2019/20");
  CHECK(elsewhere.size() == 5);
}

TEST_CASE("a mistake that the workbook has no cell for is refused") {
  const auto blank =
      blank_workbook(*kirklees().form, {{"finance"}, kirklees().form->place("leeds"), "2016-09-16", true});
  const auto nowhere = demo::plant(named(blank.value()), *kirklees().form, kirklees().mistakes);
  REQUIRE_FALSE(nowhere);
  CHECK(nowhere.error().code == "mistake-nowhere");
}
