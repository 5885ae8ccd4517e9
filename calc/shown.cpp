#include "calc/shown.h"

namespace stp {

std::string shown(Decimal value, const Unit& unit) try {
  if (!unit.as_percent) return to_grouped_text(value, unit.decimals);
  return to_grouped_text(value * Decimal::of(100), unit.decimals) + "%";
} catch (const DecimalOverflow&) {
  return to_text(value);
}

std::string shown(const Figure& figure, const Unit& unit) {
  switch (figure.state) {
    case FigureState::known:
      return shown(figure.value, unit);
    case FigureState::blank:
      return "blank";
    case FigureState::unknown:
      return "unknown";
    case FigureState::not_asked:
      break;
  }
  return "not asked";
}

std::string cell_name(std::uint16_t column, std::uint32_t row) {
  std::string letters;
  for (unsigned rest = column; rest > 0; rest = (rest - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return letters + std::to_string(row);
}

CellText describe(const Return& filed, const CellPlace& at) {
  if (!at || at.file >= filed.files.size()) return {};
  const SourceFile& file = filed.files[at.file];
  const std::string sheet = at.sheet < file.sheets.size() ? file.sheets[at.sheet] : std::string();
  return {file.name, file.sha256, sheet, cell_name(at.column, at.row)};
}

}  // namespace stp
