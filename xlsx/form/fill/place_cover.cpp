#include <algorithm>

#include "xlsx/form/fill/filling.h"
#include "xlsx/form/take/read_tables.h"

namespace stp {

void place_cover(Filling& filling, const FillItem& item) {
  const CoverIndex index = filling.form.cover_field(item.field);
  if (!index)
    return filling.unplaced(item, "The cover has no field \"" + item.field + "\".",
                            "Use the code in the cover's first column.");
  const FoundSheet* sheet = filling.found.with_role(SheetRole::cover);
  const CoverPlaces places = sheet ? cover_places(*sheet, filling.form) : CoverPlaces{};
  if (!sheet || places.entry_column == 0 || places.rows[index.value] == 0)
    return filling.unplaced(item, "The field \"" + item.field + "\" is missing from the cover.",
                            "Put it back, or start from a blank workbook.");
  const CoverField& field = filling.form.cover[index.value];
  CoverEntry& entry = filling.filed.cover[index.value];
  const std::string wanted(trimmed(item.value));
  if (entry.text == wanted) return void(++filling.result.already);
  if (field.prefilled)
    return filling.unplaced(item,
                            "The field \"" + item.field + "\" is stamped: it says \"" + entry.text + "\".",
                            "Use the workbook that was issued for \"" + wanted + "\".");
  if (!field.choices.empty() &&
      std::find(field.choices.begin(), field.choices.end(), wanted) == field.choices.end())
    return filling.unplaced(item, "\"" + wanted + "\" is not in the list of \"" + item.field + "\".",
                            "Choose from the list of the cell.");
  if (!entry.text.empty() && !filling.options.overwrite)
    return filling.unplaced(item, "The field says something else: \"" + entry.text + "\".",
                            "Correct one of the two, or fill with overwriting.");
  const bool number = field.type == ColumnType::amount && number_in(wanted);
  entry.text = number ? to_text(*number_in(wanted)) : wanted;
  filling.edits.push_back({sheet->position,
                           {places.rows[index.value], places.entry_column},
                           number ? xlsx::CellEdit::Kind::number : xlsx::CellEdit::Kind::text,
                           entry.text});
  ++filling.result.written;
}

}  // namespace stp
