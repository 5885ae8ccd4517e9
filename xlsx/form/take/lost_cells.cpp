#include "xlsx/form/take/lost_cells.h"

#include "calc/formula/excel.h"
#include "xlsx/file/address.h"

namespace stp {

namespace {

constexpr std::string_view lost = "#REF!";

// Programs keep the address behind #REF! or drop it, and LibreOffice sets a point between: "#REF!.E95".
std::size_t end_of_address(std::string_view formula, std::size_t at) {
  while (at < formula.size() &&
         (formula[at] == '$' || formula[at] == ':' || formula[at] == '.' ||
          (formula[at] >= 'A' && formula[at] <= 'Z') || (formula[at] >= '0' && formula[at] <= '9') ||
          formula.substr(at, lost.size()) == lost))
    at += formula[at] == '#' ? lost.size() : 1;
  return at;
}

// `formula` with a bare #REF! for each reference that begins with `sheet`.
std::string without(const std::string& formula, std::string_view sheet) {
  std::string left;
  for (std::size_t at = 0; at < formula.size();) {
    const std::size_t next = formula.find(sheet, at);
    left += formula.substr(at, next - at);
    if (next == std::string::npos) break;
    left += lost;
    at = end_of_address(formula, next + sheet.size());
  }
  return left;
}

}  // namespace

bool lost_only(std::string_view held, std::string_view expected, const std::vector<std::string>& missing) {
  if (missing.empty() || held.find(lost) == std::string_view::npos) return false;
  std::string left(expected);
  for (const std::string& sheet : missing) left = without(left, xlsx::quoted_sheet(sheet) + "!");
  return same_formula(without(std::string(held), lost), left);
}

}  // namespace stp
