#include "xlsx/form/sheets/front_sheets.h"
#include "xlsx/form/sheets/head.h"
#include "xlsx/form/sheets/looks.h"
#include "xlsx/form/sheets/words.h"
#include "xlsx/form/stamp.h"

namespace stp {

namespace {

constexpr std::uint16_t entry_column = 3, guidance_column = 4;
constexpr std::size_t longest_at_full_size = 48;

xlsx::Validation validation_of(const CoverField& field) {
  xlsx::Validation validation;
  validation.input_title = field.label;
  validation.input_message = field.guidance + (field.required ? " Required." : "");
  validation.error_title = field.label;
  if (field.type == ColumnType::choice || !field.choices.empty()) {
    validation.kind = xlsx::Validation::Kind::list;
    validation.choices = field.choices;
    validation.error_message = "Choose from the list. " + field.guidance;
  } else if (field.type == ColumnType::amount) {
    validation.kind = xlsx::Validation::Kind::decimal;
    validation.least = Decimal::of(-1'000'000'000);
    validation.most = Decimal::of(1'000'000'000);
    validation.error_message = "Type a number. " + field.guidance;
  } else {
    validation.kind = xlsx::Validation::Kind::length;
    validation.most = Decimal::of(2'000);
    validation.error_message = "At most 2,000 characters.";
  }
  return validation;
}

xlsx::Look amount_look() {
  xlsx::Look look = looks::input("General");
  look.align = xlsx::Align::left;
  look.indent = 1;
  return look;
}

void write_field(xlsx::SheetWriter& sheet, const BookPlan& plan, CoverIndex index, const std::string& entry) {
  const CoverField& field = plan.form().cover[index.value];
  const std::uint32_t row = plan.cover_row(index);
  xlsx::Look small = looks::label();
  small.size = 8;
  small.ink = 0x6B6B6B;
  xlsx::Look guidance = looks::label();
  guidance.wrap = true;
  sheet.text({row, 1}, field.code, small);
  sheet.text({row, 2}, field.label, field.required ? looks::strong_label() : looks::label());
  xlsx::Look look = field.prefilled ? looks::reference_text() : looks::input_text();
  if (entry.size() > longest_at_full_size) look.size = 7;
  const Parsed number = field.type == ColumnType::amount ? parse_decimal(entry) : Parsed{};
  if (number.outcome == Parse::ok)
    sheet.number({row, entry_column}, number.value, amount_look());
  else
    sheet.text({row, entry_column}, entry, field.type == ColumnType::amount ? amount_look() : look);
  sheet.text({row, guidance_column},
             field.guidance + (field.required && !field.prefilled ? " (required)" : ""), guidance);
  if (!field.prefilled) sheet.validate({{row, entry_column}, {row, entry_column}}, validation_of(field));
}

}  // namespace

void write_cover(xlsx::SheetWriter& sheet, const BookPlan& plan, const std::vector<CoverEntry>& entries,
                 const BookText& text) {
  const Template& form = plan.form();
  SheetHead head{text.title, sheet_kind::cover, form.places[plan.place().value].code, "", ""};
  write_head(sheet, form, head);
  if (!text.notice.empty()) sheet.text({grid::stamp_row, entry_column}, text.notice, looks::notice());
  sheet.text({grid::about_row, 1}, words::reconstructed, looks::notice());
  sheet.text({grid::key_row, 1},
             "Fill in the cells with a dotted edge. Bold fields are required. Start with the sheet \"" +
                 std::string(sheet_title::guide) + "\".",
             looks::note());
  const std::uint32_t last = grid::heading_row + static_cast<std::uint32_t>(form.cover.size());
  sheet.table({{grid::heading_row, 1}, {last, guidance_column}}, "table_cover",
              {words::field, words::what, words::entry, words::guidance}, looks::heading());
  for (CoverIndex c{0}; c.value < form.cover.size(); ++c.value)
    write_field(sheet, plan, c, c.value < entries.size() ? entries[c.value].text : std::string());
  sheet.column_width(1, 1, 16);
  sheet.column_width(2, 2, 48);
  sheet.column_width(entry_column, entry_column, 50);
  sheet.column_width(guidance_column, guidance_column, 78);
  sheet.row_height(grid::heading_row, 20);
  sheet.freeze({grid::first_row, 1});
  sheet.tab_colour(0x003087);
  sheet.protect();
  print_table(sheet, form);
  sheet.activate();
}

}  // namespace stp
