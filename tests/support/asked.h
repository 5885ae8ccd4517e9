// Requests for the tests of verbs and cages, and files to send with them: blank workbooks.
#pragma once

#include "service/verbs/verbs.h"

namespace stp::test {

const Pipeline& pipeline();  // over templates/ as it stands

// A blank workbook of one section of a place.
InputFile blank_of(const std::string& section, const std::string& place, const std::string& round = "");
// Every place's blank workbooks of all sections, and the programmes'.
std::vector<InputFile> blank_footprint();

Request asked(const std::string& verb, const std::string& input, std::vector<InputFile> files,
              std::vector<std::string> formats = {},
              std::map<std::string, std::vector<std::string>> options = {});

}  // namespace stp::test
