// The texts of the function wizard, as LibreOffice's configuration of add-in functions.
#include <fmt/format.h>

#include "calc/functions/read_argument.h"
#include "service/addin/calc/declare/declare.h"
#include "service/report/markup.h"

namespace stp::addin {

namespace {

using functions::Function;
using functions::Functions;
using Translations = std::vector<Translation>;

std::string in_locale(const Translation& translation, const std::string& english) {
  const auto found = translation.texts.find(english);
  return found == translation.texts.end() ? english : found->second;
}

// A text made of parts of the table, each translated by itself.
std::string property(std::string_view name, const std::vector<std::string>& parts,
                     const Translations& translations) {
  const auto value = [&](std::string_view locale, auto word) {
    std::string joined;
    for (const auto& part : parts) joined += word(part);
    return fmt::format("<value xml:lang=\"{}\">{}</value>", locale, markup_escaped(joined));
  };
  std::string values = value("en", [](const std::string& english) { return english; });
  for (const auto& one : translations)
    values += value(one.locale, [&](const std::string& english) { return in_locale(one, english); });
  return fmt::format("<prop oor:name=\"{}\">{}</prop>\n", name, values);
}

std::string parameter_text(const Functions& table, const functions::Parameter& parameter,
                           std::size_t position, const Translations& translations) {
  std::vector<std::string> sentence{parameter.sentence};
  if (const std::string unit(table.label_of_unit(parameter.unit)); !unit.empty())
    sentence.insert(sentence.end(), {"; ", unit});
  const std::string otherwise = argument_text(functions::grid_of(parameter.otherwise), parameter);
  if (!otherwise.empty()) sentence.insert(sentence.end(), {" (", otherwise, " when left out)"});
  return fmt::format("<node oor:name=\"argument{}\" oor:op=\"replace\">\n{}{}</node>\n", position,
                     property("DisplayName", {parameter.name}, translations),
                     property("Description", sentence, translations));
}

// LibreOffice has one category for all add-ins; ours leads the sentence.
std::vector<std::string> description(const Functions& table, const Function& function) {
  for (const auto& category : table.categories)
    if (category.code == function.category) return {category.label, ": ", function.sentence};
  return {function.sentence};
}

std::string function_text(const Functions& table, const Function& function,
                          const Translations& translations) {
  std::string text = fmt::format("<node oor:name=\"{}\" oor:op=\"replace\">\n", function.command());
  text += property("DisplayName", {"STP.", function.name}, {});
  text += property("Description", description(table, function), translations);
  text += "<prop oor:name=\"Category\"><value>Add-In</value></prop>\n";
  text += property("CompatibilityName", {"STP.", function.name}, {});
  text += "<node oor:name=\"Parameters\">\n";
  for (std::size_t i = 0; i < function.parameters.size(); ++i)
    text += parameter_text(table, function.parameters[i], i + 1, translations);
  return text + "</node>\n</node>\n";
}

}  // namespace

std::string wizard_text(const Functions& table, const Translations& translations) {
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<oor:component-data xmlns:oor=\"http://openoffice.org/2001/registry\" "
      "xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" oor:name=\"CalcAddIns\" "
      "oor:package=\"org.openoffice.Office\">\n"
      "<node oor:name=\"AddInInfo\">\n<node oor:name=\"STP\" oor:op=\"replace\">\n"
      "<node oor:name=\"AddInFunctions\">\n";
  for (const auto& function : table.all) text += function_text(table, function, translations);
  text += function_text(table, reason_function(), translations);
  return text + "</node>\n</node>\n</node>\n</oor:component-data>\n";
}

}  // namespace stp::addin
