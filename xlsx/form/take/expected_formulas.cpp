#include "xlsx/form/take/expected_formulas.h"

#include <mutex>
#include <unordered_map>

#include "calc/form/render.h"

namespace stp {

namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr std::size_t most_layouts = 64;

// Layouts seen by this process. Only texts that follow from the key stand in it, so sharing it changes no
// result.
struct Remembered {
  std::mutex guard;
  std::unordered_map<std::string, std::shared_ptr<const Rows>> by_layout;
};
Remembered& remembered() {
  static Remembered all;
  return all;
}

void append(std::string& text, std::uint32_t number) {
  text.append(reinterpret_cast<const char*>(&number), sizeof number);
}
void append(std::string& text, std::string_view word) {
  append(text, static_cast<std::uint32_t>(word.size()));
  text += word;
}

std::string layout_of(const FoundFile& file, const FoundCells& cells, const Template& form) {
  std::string layout = form.hash;
  append(layout, cells.issued().place().value);
  for (const SectionIndex section : cells.issued().sections()) append(layout, section.value);
  for (const FoundSheet& sheet : file.sheets) {
    append(layout, static_cast<std::uint32_t>(sheet.role) * 2 + (sheet.repeated ? 1 : 0));
    append(layout, sheet.name);
    append(layout, (std::uint32_t{sheet.organisation.value} << 16) | sheet.section.value);
    append(layout, (std::uint32_t{sheet.table.value} << 16) | sheet.headings.code);
    for (const std::uint16_t column : sheet.headings.periods) append(layout, column);
    for (const std::uint32_t row : sheet.rows) append(layout, row);
    for (const std::uint16_t column : sheet.columns.slots) append(layout, column);
    append(layout, sheet.columns.first_row);
    append(layout, sheet.columns.last_row);
    if (sheet.role == SheetRole::organisation)
      append(layout, cells.organisation_key(sheet.organisation, sheet.section));
  }
  for (CoverIndex field{0}; field.value < form.cover.size(); ++field.value)
    append(layout, cells.cover(field));
  return layout;
}

bool letter(char c) { return c >= 'A' && c <= 'Z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }
bool joins(char c) {
  return letter(c) || digit(c) || (c >= 'a' && c <= 'z') || c == '_' || c == '.' || c == '$';
}

// "E12": where the letters end, or 0 when no cell reference stands at `at`.
std::size_t letters_of_reference(std::string_view formula, std::size_t at, std::size_t& end) {
  std::size_t i = at;
  while (i < formula.size() && letter(formula[i])) ++i;
  const std::size_t letters = i - at;
  while (i < formula.size() && digit(formula[i])) ++i;
  end = i;
  const bool reference = letters >= 1 && letters <= 3 && i > at + letters &&
                         (i == formula.size() || (!joins(formula[i]) && formula[i] != '('));
  return reference ? letters : 0;
}

}  // namespace

std::string moved_right(std::string_view formula, int columns) {
  std::string moved;
  for (std::size_t i = 0; i < formula.size();) {
    if (formula[i] == '\'' || formula[i] == '"') {  // a sheet's name or a text
      const std::size_t close = formula.find(formula[i], i + 1);
      if (close == std::string_view::npos) return {};
      moved += formula.substr(i, close + 1 - i);
      i = close + 1;
      continue;
    }
    if (!joins(formula[i])) {
      moved += formula[i++];
      continue;
    }
    std::size_t end = i;
    const std::size_t letters = letters_of_reference(formula, i, end);
    if (letters == 0) {
      while (i < formula.size() && joins(formula[i])) moved += formula[i++];
      continue;
    }
    const auto at = xlsx::parse_address(formula.substr(i, end - i));
    if (!at || at->column + columns < 1 || at->column + columns > xlsx::Address::last_column) return {};
    moved += xlsx::column_text(static_cast<std::uint16_t>(at->column + columns));
    moved += formula.substr(i + letters, end - i - letters);
    i = end;
  }
  return moved;
}

ExpectedFormulas::ExpectedFormulas(const FoundFile& file, const BookPlan& issued)
    : file_(file), form_(issued.form()), cells_(file, issued), layout_(layout_of(file, cells_, form_)) {
  const std::lock_guard hold(remembered().guard);
  const auto known = remembered().by_layout.find(layout_);
  if (known != remembered().by_layout.end()) remembered_ = known->second;
  rows_.reserve(4096);
  sheets_.reserve(file.sheets.size());  // like_ points into it
}

ExpectedFormulas::~ExpectedFormulas() {
  if (remembered_ || rows_.empty()) return;
  const std::lock_guard hold(remembered().guard);
  if (remembered().by_layout.size() >= most_layouts) remembered().by_layout.clear();
  remembered().by_layout.emplace(std::move(layout_), std::make_shared<const Rows>(std::move(rows_)));
}

void ExpectedFormulas::next_sheet(const FoundSheet& sheet) {
  if (remembered_) return;
  like_ = nullptr;
  for (const Sheet& earlier : sheets_) {
    const bool alike = earlier.found->role == sheet.role && earlier.found->section == sheet.section &&
                       form_.organisations[earlier.found->organisation.value].type ==
                           form_.organisations[sheet.organisation.value].type;
    if (alike && earlier.found->rows == sheet.rows &&
        earlier.found->headings.periods == sheet.headings.periods)
      like_ = &earlier;
  }
  sheets_.push_back({&sheet, rows_.size()});
}

std::string ExpectedFormulas::rendered(LineIndex line, ScenarioIndex scenario, PeriodIndex period) const {
  const OrganisationIndex organisation = sheets_.back().found->organisation;
  const FormulaCase* formula =
      form_.lines[line.value].formula_for(form_.organisations[organisation.value].type, period);
  return excel_formula(formula->formula, {organisation, line, scenario, period}, form_, cells_);
}

// An earlier sheet's formula as it would stand here; "" when it speaks of more than that sheet, tables and
// the cover.
std::string ExpectedFormulas::in_this_sheet(const std::string& formula) const {
  if (formula.find('!') == std::string::npos) return formula;
  const std::string theirs = xlsx::quoted_sheet(like_->found->name) + "!",
                    ours = xlsx::quoted_sheet(sheets_.back().found->name) + "!";
  std::string here;
  for (std::size_t i = 0; i < formula.size();) {
    if (formula[i] != '\'') {
      if (formula[i] == '!') return {};  // a sheet's name without quotes: not as we write it
      here += formula[i++];
      continue;
    }
    if (formula.compare(i, theirs.size(), theirs) == 0) {
      here += ours;
      i += theirs.size();
      continue;
    }
    bool shared = false;
    for (const FoundSheet& sheet : file_.sheets) {
      if (sheet.role != SheetRole::table && sheet.role != SheetRole::cover) continue;
      const std::string name = xlsx::quoted_sheet(sheet.name) + "!";
      if (formula.compare(i, name.size(), name) != 0) continue;
      here += name;
      i += name.size();
      shared = true;
      break;
    }
    if (!shared) return {};
  }
  return here;
}

bool ExpectedFormulas::carried_from_sheet(std::vector<std::string>& row,
                                          const std::vector<std::string_view>& held) const {
  if (!like_) return false;
  const std::size_t position = like_->first_row + rows_.size() - sheets_.back().first_row;
  if (position >= rows_.size() || rows_[position].size() != held.size()) return false;
  for (std::size_t i = 0; i < held.size(); ++i) {
    row.push_back(in_this_sheet(rows_[position][i]));
    if (row.back() != held[i]) return false;  // to be sure, it is rendered before it is called altered
  }
  return true;
}

// The first and the last are rendered; if the last is the first moved to the right, so are those between.
bool ExpectedFormulas::carried_along(std::vector<std::string>& row, LineIndex line, ScenarioIndex scenario,
                                     const std::vector<PeriodIndex>& periods,
                                     const std::vector<std::string_view>& held) const {
  if (periods.size() < 3) return false;
  const auto& columns = sheets_.back().found->headings.periods;
  const auto offset = [&](std::size_t i) {
    return int{columns[periods[i].value]} - int{columns[periods[0].value]};
  };
  const std::string first = rendered(line, scenario, periods.front()),
                    last = rendered(line, scenario, periods.back());
  if (moved_right(first, offset(periods.size() - 1)) != last) return false;
  row.push_back(first);
  for (std::size_t i = 1; i + 1 < periods.size(); ++i) {
    row.push_back(moved_right(first, offset(i)));
    if (row.back() != held[i]) return false;
  }
  row.push_back(last);
  return true;
}

const std::vector<std::string>& ExpectedFormulas::next_row(LineIndex line, ScenarioIndex scenario,
                                                           const std::vector<PeriodIndex>& periods,
                                                           const std::vector<std::string_view>& held) {
  if (remembered_ && asked_ < remembered_->size()) return (*remembered_)[asked_++];
  std::vector<std::string> row;
  row.reserve(periods.size());
  if (!carried_from_sheet(row, held)) {
    row.clear();
    if (!carried_along(row, line, scenario, periods, held)) {
      row.clear();
      for (const PeriodIndex period : periods) row.push_back(rendered(line, scenario, period));
    }
  }
  rows_.push_back(std::move(row));
  return rows_.back();
}

}  // namespace stp
