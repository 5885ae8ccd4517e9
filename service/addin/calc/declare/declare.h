// What LibreOffice Calc must be told of the functions, made from their table: the interface it calls, the C++
// methods behind it, and the texts of its function wizard.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "calc/base/result.h"
#include "calc/form/load.h"
#include "calc/functions/function.h"

namespace stp::addin {

// The English texts of the table in another language; what is not there stays English.
struct Translation {
  std::string locale;  // "cy", "de-AT"
  std::map<std::string, std::string, std::less<>> texts;
};
Result<Translation> read_translation(const TemplateText& text);

// The function that tells why another gave an error. It belongs to the spreadsheet: the other doors say the
// reason beside the error.
functions::Function reason_function();

std::string interface_text(const functions::Functions& table);
std::string methods_text(const functions::Functions& table);
std::string wizard_text(const functions::Functions& table, const std::vector<Translation>& translations);

}  // namespace stp::addin
