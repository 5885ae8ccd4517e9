#include "xlsx/form/take/reading.h"

namespace stp {

const FoundSheet* FoundFile::sheet(OrganisationIndex organisation, SectionIndex section) const {
  for (const FoundSheet& sheet : sheets) {
    if (sheet.organisation != organisation || sheet.repeated) continue;
    if (sheet.role == SheetRole::summary ||
        (sheet.role == SheetRole::organisation && sheet.section == section))
      return &sheet;
  }
  return nullptr;
}

const FoundSheet* FoundFile::with_role(SheetRole role) const {
  for (const FoundSheet& sheet : sheets)
    if (sheet.role == role && !sheet.repeated) return &sheet;
  return nullptr;
}

Words::Words(const Template& words_of) : form(words_of) {
  lines.reserve(form.lines.size() * 2);
  for (LineIndex l{0}; l.value < form.lines.size(); ++l.value) lines.emplace(form.lines[l.value].code, l);
  for (PeriodIndex p{0}; p.value < form.periods.size(); ++p.value)
    periods.emplace(form.periods[p.value].label, p);
  for (ScenarioIndex s{0}; s.value < form.scenarios.size(); ++s.value) {
    scenarios.emplace(lower(form.scenarios[s.value].label), s);
    scenarios.emplace(lower(form.scenarios[s.value].code), s);
  }
}

std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  for (;;) {
    if (!text.empty() && is_space(text.front()))
      text.remove_prefix(1);
    else if (!text.empty() && is_space(text.back()))
      text.remove_suffix(1);
    else if (text.starts_with("\xC2\xA0"))  // no-break space
      text.remove_prefix(2);
    else if (text.ends_with("\xC2\xA0"))
      text.remove_suffix(2);
    else
      return text;
  }
}

std::string lower(std::string_view text) {
  std::string small(trimmed(text));
  for (char& c : small)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return small;
}

std::string_view shown(const xlsx::Cell& cell) {
  if (cell.type == xlsx::CellType::boolean) return cell.value == "1" ? "TRUE" : "FALSE";
  return cell.type == xlsx::CellType::blank ? std::string_view() : trimmed(cell.value);
}

Parsed number_in(const xlsx::Cell& cell) {
  constexpr int significant = 15;
  Parsed parsed = parse_decimal(cell.value);
  if (cell.has_formula || cell.value.size() <= significant || parsed.outcome != Parse::ok) return parsed;
  int whole_digits = 0;
  for (Wide rest = absolute(parsed.value).units() / Decimal::one_in_units; rest != 0; rest /= 10)
    ++whole_digits;
  if (significant - whole_digits < Decimal::places)
    parsed.value = rounded(parsed.value, significant - whole_digits);
  return parsed;
}

}  // namespace stp
