#include "calc/form/draft.h"
#include "calc/model/tables.h"

namespace stp {
namespace {

const std::vector<std::string>& column_types() {  // in the order of ColumnType
  static const std::vector<std::string> names{"text",   "choice", "organisation", "line",
                                              "amount", "year",   "yes_no"};
  return names;
}

std::vector<std::string> read_choices(FormDraft& draft, Fields& fields, ColumnType type) {
  std::vector<std::string> choices;
  for (const Word& word : fields.optional_words("choices")) choices.push_back(word.text);
  if ((type == ColumnType::choice) == choices.empty())
    draft.troubles.add(fields.at(), "choices",
                       choices.empty() ? "A choice must say what there is to choose from."
                                       : "Only a choice has \"choices\".",
                       "Write `type: choice` and `choices: [a, b]`, or neither.");
  return choices;
}

Column read_column(FormDraft& draft, Fields& fields) {
  const Template& form = draft.form;
  Column column;
  column.code = fields.text("code");
  column.label = fields.text("label");
  column.guidance = fields.text_or("guidance", "");
  column.type = static_cast<ColumnType>(fields.one_of("type", column_types()));
  column.choices = read_choices(draft, fields, column.type);
  column.required = fields.yes("required", false);
  column.periods = named_set<PeriodIndex>(draft, fields.optional_words("periods"), form.periods, "period");
  if (column.type == ColumnType::amount)
    column.unit = named<UnitIndex>(draft, fields.word("unit"), form.units, "unit");
  return column;
}

int slots_of(const Column& column) { return column.periods == 0 ? 1 : __builtin_popcount(column.periods); }

void read_columns(FormDraft& draft, Fields& table_fields, TableDefinition& table) {
  int slots = 0;
  for (const TextNode* node : table_fields.maps("columns")) {
    Fields fields(*node, table_fields.file(), "column", draft.troubles);
    Column column = read_column(draft, fields);
    fields.done();
    column.first_slot = static_cast<std::uint16_t>(slots);
    slots += slots_of(column);
    const auto same = table.column(column.code);
    if (same)
      draft.troubles.add(fields.place_of_key("code"), "defined-twice",
                         "The column " + in_quotes(column.code) + " stands in this table twice.",
                         "Keep one of the two.");
    else
      table.columns.push_back(std::move(column));
  }
  table.slots = static_cast<std::uint16_t>(slots);
}

// The columns consolidation itself reads (calc/model/tables.h).
void check_needed_columns(FormDraft& draft, const Fields& fields, const TableDefinition& table) {
  using namespace tables;
  static const std::map<std::string, std::vector<std::string>> needed{
      {counterparties, {payer, payee, nature, payer_figure, payee_figure, agreed, comment}},
      {shares, {organisation, measure, destination, share}},
      {registered, {solution, beneficiary}}};
  const auto found = needed.find(table.code);
  if (found == needed.end()) return;
  for (const std::string& code : found->second)
    if (!table.column(code))
      draft.troubles.add(fields.at(), "missing-column",
                         "The table " + in_quotes(table.code) + " lacks the column " + in_quotes(code) +
                             ", which consolidation reads.",
                         "Add it.");
}

}  // namespace

void read_tables(FormDraft& draft) {
  draft.each("tables", "table", [&](Fields& fields) {
    TableDefinition table;
    constexpr int most_rows = 10000;
    table.code = fields.text("code");
    table.label = fields.text("label");
    table.sheet = fields.text("sheet");
    table.guidance = fields.text_or("guidance", "");
    table.section = named<SectionIndex>(draft, fields.word("section"), draft.form.sections, "section");
    table.blank_rows = fields.whole("blank_rows", 0, most_rows);
    draft.source(fields);
    read_columns(draft, fields, table);
    check_needed_columns(draft, fields, table);
    if (draft.is_new(fields, table.code)) draft.form.tables.push_back(std::move(table));
  });
}

void read_cover(FormDraft& draft) {
  draft.each("cover", "cover field", [&](Fields& fields) {
    CoverField field;
    field.code = fields.text("code");
    field.label = fields.text("label");
    field.guidance = fields.text_or("guidance", "");
    field.type = static_cast<ColumnType>(fields.one_of("type", column_types()));
    field.choices = read_choices(draft, fields, field.type);
    field.required = fields.yes("required", false);
    field.prefilled = fields.yes("prefilled", false);
    draft.source(fields);
    if (draft.is_new(fields, field.code)) draft.form.cover.push_back(std::move(field));
  });
}

}  // namespace stp
