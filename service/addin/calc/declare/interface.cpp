#include <fmt/format.h>

#include "service/addin/calc/declare/declare.h"

namespace stp::addin {

namespace {

// Any value or range, or none: every argument may be left out for LibreOffice, and the function says what it
// misses.
std::string arguments_of(const functions::Function& function) {
  std::string text;
  for (std::size_t i = 0; i < function.parameters.size(); ++i)
    text += fmt::format("{}[in] any argument{}", i == 0 ? "" : ", ", i + 1);
  return text;
}

// LibreOffice gives the workbook that asks, where an argument is of this type; a person sees nothing of it.
constexpr std::string_view workbook = "[in] com::sun::star::beans::XPropertySet workbook, ";

}  // namespace

std::string interface_text(const functions::Functions& table) {
  std::string text = "module stp { module spreadsheet {\ninterface XFunctions {\n";
  for (const auto& function : table.all)
    text += fmt::format("  any {}({}{});\n", function.command(),
                        function.computation.reads_figures ? workbook : "", arguments_of(function));
  text += fmt::format("  any {}({}[in] any argument1, [in] sequence<any> argument2);\n",
                      reason_function().command(), workbook);
  return text + "};\n}; };\n";
}

std::string methods_text(const functions::Functions& table) {
  std::string text;
  for (const auto& function : table.all) {
    const bool reads = function.computation.reads_figures;
    std::string taken = reads ? "const Workbook& workbook, " : "", given;
    for (std::size_t i = 1; i <= function.parameters.size(); ++i) {
      taken += fmt::format("{}const Any& argument{}", i == 1 ? "" : ", ", i);
      given += fmt::format("{}&argument{}", i == 1 ? "" : ", ", i);
    }
    text += fmt::format(
        "Any SAL_CALL {}({}) override {{\n  static const Function* const function = find_function(\"{}\");\n"
        "  return {}(function, {}{{{}}});\n}}\n",
        function.command(), taken, function.name, reads ? "answer_from_files" : "answer",
        reads ? "workbook, " : "", given);
  }
  return text;
}

}  // namespace stp::addin
