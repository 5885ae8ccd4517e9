#include <algorithm>

#include "xlsx/form/sheets/back_sheets.h"
#include "xlsx/form/sheets/head.h"
#include "xlsx/form/sheets/looks.h"
#include "xlsx/form/sheets/words.h"
#include "xlsx/form/stamp.h"

namespace stp {

namespace {

constexpr std::size_t longest_inline_list = 255;  // what a validation can hold itself

// Does this expression sum rows whose `column` names the line in hand?
bool keyed_by(const Expression& expression, TableIndex table, ColumnIndex column) {
  if (expression.op == Operator::rows && expression.table == table)
    for (const RowFilter& filter : expression.filters)
      if (filter.column == column && filter.key == RowFilter::Key::this_line) return true;
  return std::any_of(expression.operands.begin(), expression.operands.end(),
                     [&](const Expression& operand) { return keyed_by(operand, table, column); });
}

bool keyed_by(const Line& line, TableIndex table, ColumnIndex column) {
  return std::any_of(line.formulas.begin(), line.formulas.end(),
                     [&](const FormulaCase& formula) { return keyed_by(formula.formula, table, column); });
}

// The lines whose formula picks rows by this column; where no formula does, every line.
CodeList line_list(const Template& form, TableIndex table, ColumnIndex column) {
  CodeList keyed{"Lines for " + form.tables[table.value].columns[column.value].label, {}, {}};
  CodeList all{"Lines", {}, {}};
  for (const Line& line : form.lines) {
    if (keyed_by(line, table, column)) keyed.codes.emplace_back(line.code, line.label);
    all.codes.emplace_back(line.code, line.label);
  }
  return keyed.codes.empty() ? all : keyed;
}

CodeList organisation_list(const Template& form) {
  CodeList list{"Organisations", {}, {}};
  for (const Organisation& organisation : form.organisations)
    if (!organisation.summary) list.codes.emplace_back(organisation.code, organisation.name);
  return list;
}

std::size_t length_of(const std::vector<std::string>& choices) {
  std::size_t length = choices.size();
  for (const std::string& choice : choices) length += choice.size();
  return length;
}

}  // namespace

CodeLists::CodeLists(const BookPlan& plan) {
  const Template& form = plan.form();
  for (const TablePlan& layout : plan.tables()) {
    const TableDefinition& table = form.tables[layout.table.value];
    for (ColumnIndex c{0}; c.value < table.columns.size(); ++c.value) {
      const Column& column = table.columns[c.value];
      if (column.type == ColumnType::line)
        by_column_[{layout.table, c}] = add(line_list(form, layout.table, c));
      else if (column.type == ColumnType::organisation)
        by_column_[{layout.table, c}] = add(organisation_list(form));
      else if (length_of(column.choices) > longest_inline_list) {
        CodeList list{column.label, {}, {}};
        for (const std::string& choice : column.choices) list.codes.emplace_back(choice, "");
        by_column_[{layout.table, c}] = add(std::move(list));
      }
    }
  }
  std::uint32_t row = grid::first_row;
  for (CodeList& list : lists_) {
    const std::uint32_t last =
        row + static_cast<std::uint32_t>(std::max<std::size_t>(1, list.codes.size())) - 1;
    list.codes_at = {{row, 2}, {last, 2}};
    row = last + 1;
  }
}

std::size_t CodeLists::add(CodeList list) {
  for (std::size_t i = 0; i < lists_.size(); ++i)
    if (lists_[i].title == list.title && lists_[i].codes == list.codes) return i;
  lists_.push_back(std::move(list));
  return lists_.size() - 1;
}

const CodeList* CodeLists::of(TableIndex table, ColumnIndex column) const {
  const auto found = by_column_.find({table, column});
  return found == by_column_.end() ? nullptr : &lists_[found->second];
}

void write_codes(xlsx::SheetWriter& sheet, const BookPlan& plan, const CodeLists& lists,
                 const BookText& text) {
  const Template& form = plan.form();
  write_head(sheet, form, {sheet_title::codes, sheet_kind::codes, "", "", text.notice});
  sheet.text({grid::about_row, 1},
             "The codes that the drop-down lists of the tables offer, and what they mean.", looks::note());
  std::uint32_t row = grid::heading_row;
  for (const CodeList& list : lists.lists())
    for (const auto& [code, meaning] : list.codes) {
      ++row;
      sheet.text({row, 1}, list.title, looks::label());
      sheet.text({row, 2}, code, looks::label());
      sheet.text({row, 3}, meaning, looks::label());
    }
  sheet.table({{grid::heading_row, 1}, {std::max(row, grid::first_row), 3}}, "table_codes",
              {"List", words::code, "Meaning"}, looks::heading());
  sheet.column_width(1, 1, 28);
  sheet.column_width(2, 2, 16);
  sheet.column_width(3, 3, 80);
  sheet.row_height(grid::heading_row, 20);
  sheet.freeze({grid::first_row, 1});
  sheet.protect();
  print_table(sheet, form);
}

}  // namespace stp
