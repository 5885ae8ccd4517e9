// The add-in in a real LibreOffice Calc without windows, installed from its one file.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "service/addin/calc/declare/declare.h"
#include "service/files/read_functions.h"
#include "tests/doors/shell.h"

namespace {

using namespace stp;
using nlohmann::json;

// As Calc has it: yes and no are 1 and 0.
json value_json(const functions::Value& value) {
  if (const auto* number = std::get_if<Decimal>(&value)) return {{"number", to_text(*number)}};
  if (const auto* text = std::get_if<std::string>(&value)) return {{"text", *text}};
  if (const auto* error = std::get_if<functions::Error>(&value)) return {{"text", to_text(error->fault)}};
  if (const auto* yes = std::get_if<bool>(&value)) return {{"number", *yes ? "1" : "0"}};
  return nullptr;
}

json rows_json(const functions::Grid& grid) {
  json rows = json::array();
  for (std::size_t i = 0; i < grid.rows; ++i) {
    rows.push_back(json::array());
    for (std::size_t j = 0; j < grid.columns; ++j)
      rows.back().push_back(value_json(grid.cells[i * grid.columns + j]));
  }
  return rows;
}

const functions::Functions& table() {
  static const auto read = read_functions(STP_SOURCE_DIR "/templates");
  return read.value();
}

json every_example() {
  json all = json::array();
  for (const auto& function : table().all)
    for (const auto& example : function.examples) {
      if (!example.runnable) continue;
      json arguments = json::array();
      for (const auto& argument : example.arguments) arguments.push_back(rows_json(argument));
      all.push_back({{"function", function.name},
                     {"arguments", arguments},
                     {"result", rows_json(functions::call(function, example.arguments))}});
    }
  return all;
}

json every_text() {
  json all = json::array();
  for (const auto& function : table().all) {
    json arguments = json::array();
    for (const auto& parameter : function.parameters)
      arguments.push_back({{"name", parameter.name}, {"sentence", parameter.sentence}});
    const auto category = std::find_if(table().categories.begin(), table().categories.end(),
                                       [&](const auto& one) { return one.code == function.category; });
    all.push_back({{"name", function.name},
                   {"category", category->label},
                   {"sentence", function.sentence},
                   {"arguments", arguments}});
  }
  return all;
}

// A script of this folder in LibreOffice's Python, with the folder and the extension as its first arguments.
doors::Ran office(const doors::Folder& folder, const std::string& script) {
  const auto ran =
      doors::run("PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 $SOURCE/tests/addin/" + script, folder, 300);
  UNSCOPED_INFO(ran.out << ran.err);
  return ran;
}
const std::string place = " $PWD " STP_OXT " ";

}  // namespace

TEST_CASE("installed from one file, every example of every function comes out in LibreOffice Calc") {
  const doors::Folder folder;
  doors::write(folder.path() / "examples.json", every_example().dump());
  const auto ran = office(folder, "examples.py" + place + "$PWD/examples.json");
  CHECK(ran.exit_code == 0);
}

TEST_CASE(
    "the menu checks, fills, calculates, compares, consolidates and submits, and one undo takes it back") {
  const doors::Folder folder;
  doors::make_demonstration(folder);
  const auto ran = doors::run(
      doors::serve_and("--demo demo") +
          "key=$(PYTHONPATH=$SOURCE/tests/clients/python python3 -c \"from people import key_of; "
          "print(key_of('$base', 'kirklees.lead', [('roles-KI', 'preparer')]))\") || exit 9\n"
          "/usr/bin/python3 $SOURCE/tests/addin/menu.py" +
          place +
          "demo/with-mistakes/kirklees-finance-2016-09-16.xlsx "
          "demo/returns/kirklees/2016-09-16/kirklees-finance-2016-09-16.xlsx demo/returns $base $key KI",
      folder, 300);
  INFO(ran.out << ran.err << doors::run("tail -20 log", folder).out);
  CHECK(ran.exit_code == 0);
}

TEST_CASE("a person clicks: the findings are shown, and work that takes long can be given up") {
  const doors::Folder folder;
  doors::make_demonstration(folder);
  const auto ran =
      office(folder, "clicks.py" + place + "demo/with-mistakes/kirklees-finance-2016-09-16.xlsx");
  CHECK(ran.exit_code == 0);
}

TEST_CASE("saved as xlsx or ods, opened without the extension and saved again, the formulas are kept") {
  const doors::Folder folder;
  CHECK(office(folder, "saving.py" + place).exit_code == 0);
}

TEST_CASE("figures of returns and totals come from files beside the workbook, each read once") {
  const doors::Folder folder;
  doors::make_demonstration(folder);
  CHECK(office(folder, "figures.py" + place + "$PWD/demo").exit_code == 0);
}

TEST_CASE("ranges go in and arrays come out, and each error has its reason") {
  const doors::Folder folder;
  CHECK(office(folder, "cells.py" + place).exit_code == 0);
}

TEST_CASE("removed by unopkg nothing is left but the formulas, it comes back, and over an earlier version") {
  const doors::Folder folder;
  CHECK(office(folder, "uninstalling.py" + place).exit_code == 0);
}

TEST_CASE("the libraries in the extension need nothing that LibreOffice Calc's packages do not bring") {
  const doors::Folder folder;
  CHECK(office(folder, "libraries.py" + place).exit_code == 0);
}

TEST_CASE("the function wizard shows what the table of functions says") {
  const doors::Folder folder;
  doors::write(folder.path() / "functions.json", every_text().dump());
  CHECK(office(folder, "wizard.py" + place + "$PWD/functions.json").exit_code == 0);
}

TEST_CASE("a file of translated texts is another language of the wizard, what it lacks stays English") {
  const auto translation = addin::read_translation(
      {"cy.yaml",
       "locale: cy\ntexts:\n  - {english: the amount to begin with, translated: y swm <i ddechrau>}\n"});
  REQUIRE(translation);
  const std::string text = addin::wizard_text(table(), {*translation});
  CHECK(text.find("<value xml:lang=\"en\">the amount to begin with; any unit, the same throughout</value>"
                  "<value xml:lang=\"cy\">y swm &lt;i ddechrau&gt;; any unit, the same throughout</value>") !=
        std::string::npos);
  CHECK(text.find("<value xml:lang=\"en\">the growth a year, for example 2.1%; %</value>"
                  "<value xml:lang=\"cy\">the growth a year, for example 2.1%; %</value>") !=
        std::string::npos);
  CHECK_FALSE(addin::read_translation({"cy.yaml", "locale: cy\ntexts:\n  - {english: one}\n"}));
  CHECK_FALSE(addin::read_translation({"cy.yaml", "texts: []\n"}));
}
