// Writes what LibreOffice Calc must be told of the functions into a folder. Run by the build:
// declare_calc_addin TEMPLATES FOLDER [TRANSLATION...]
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "service/addin/calc/declare/declare.h"
#include "service/files/read_functions.h"

namespace {

using namespace stp;

int complain(const Refusal& refusal) {
  std::fprintf(stderr, "declare_calc_addin: %s\n", to_text(refusal).c_str());
  return 1;
}

TemplateText read(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return {path, text.str()};
}

// What says the same already is left alone, so that a new translation compiles nothing.
void write(const std::filesystem::path& path, const std::string& text) {
  if (std::filesystem::exists(path) && read(path.string()).text == text) return;
  std::ofstream file(path, std::ios::binary);
  if (!(file << text << std::flush)) throw std::runtime_error("cannot write " + path.string());
}

// Names become methods of an interface, which know no other letters.
bool can_be_method(const functions::Function& function) {
  static const std::regex letters("[A-Z](_?[A-Z0-9])*");
  return std::regex_match(function.name, letters) && function.name != addin::reason_function().name;
}

int declare(const std::string& templates, const std::filesystem::path& folder,
            const std::vector<std::string>& translation_files) {
  const auto table = read_functions(templates);
  if (!table) return complain(table.error());
  for (const auto& function : table->all)
    if (!can_be_method(function))
      return complain({"function-name", "This name cannot be a spreadsheet function here.", function.name,
                       "Use capitals and digits, beginning with a capital; REASON is taken."});
  std::vector<addin::Translation> translations;
  for (const auto& file : translation_files) {
    auto translation = addin::read_translation(read(file));
    if (!translation) return complain(translation.error());
    translations.push_back(std::move(*translation));
  }
  write(folder / "functions.idl", addin::interface_text(*table));
  write(folder / "functions_methods.inc", addin::methods_text(*table));
  write(folder / "CalcAddIns.xcu", addin::wizard_text(*table, translations));
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::fprintf(stderr, "declare_calc_addin TEMPLATES FOLDER [TRANSLATION...]\n");
    return 64;
  }
  return declare(arguments[1], arguments[2], {arguments + 3, arguments + count});
}
