#include "xlsx/file/trouble.h"

namespace stp::xlsx {

Refusal damaged(std::string where, std::string_view what) {
  return {"damaged-file", "The file is damaged: " + std::string(what) + ".", std::move(where),
          "Open it in the spreadsheet application, save it as a new .xlsx file and send that."};
}

Refusal too_large(std::string where, std::string_view what) {
  return {"file-too-large", "The file holds more than this program takes: " + std::string(what) + ".",
          std::move(where),
          "Remove what is not needed (old sheets, pictures, formatted empty rows) and save it again."};
}

Refusal not_a_workbook(std::string where, std::string_view what) {
  return {"not-a-workbook", "This is not an Excel workbook (.xlsx or .xlsm): " + std::string(what) + ".",
          std::move(where), "Send the workbook itself, saved as .xlsx."};
}

// A damaged file's names may be of any length; a message stays one line.
std::string in_part(std::string_view file, std::string_view part) {
  constexpr std::size_t most = 100;
  return std::string(file) + ", part " + std::string(part.substr(0, most)) +
         (part.size() > most ? "..." : "");
}

}  // namespace stp::xlsx
