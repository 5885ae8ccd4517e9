#include "xlsx/form/fill/filling.h"
#include "xlsx/form/roles.h"

namespace stp {

namespace {

struct Target {  // a cell of an organisation's sheet
  OrganisationReturn* part = nullptr;
  const FoundSheet* sheet = nullptr;
  LineIndex line;
  ScenarioIndex scenario;
  std::uint32_t row = 0;
};

OrganisationReturn* part_of(Filling& filling, OrganisationIndex organisation) {
  for (OrganisationReturn& part : filling.filed.organisations)
    if (part.organisation == organisation) return &part;
  return nullptr;
}

ScenarioIndex scenario_of(const Filling& filling, const Line& line, const std::string& said) {
  if (said.empty()) return only_scenario(line);
  const auto found = filling.words.scenarios.find(lower(said));
  return found != filling.words.scenarios.end() && holds(line.scenarios, found->second) ? found->second
                                                                                        : ScenarioIndex{};
}

// Everything but the year; says why not.
std::optional<Target> target_of(Filling& filling, const FillItem& item) {
  const Template& form = filling.form;
  const auto fail = [&](std::string reason, std::string remedy) {
    filling.unplaced(item, std::move(reason), std::move(remedy));
    return std::nullopt;
  };
  Target target;
  const OrganisationIndex organisation = form.organisation(item.organisation);
  if (!organisation)
    return fail("There is no organisation \"" + item.organisation + "\".",
                "Use the organisation's code, for example from the sheet Contents.");
  target.line = form.line(item.line);
  if (!target.line)
    return fail("There is no line \"" + item.line + "\" in this edition.", "Use the line's code.");
  const Line& line = form.lines[target.line.value];
  if (!applies_to(line, form.organisations[organisation.value].type))
    return fail("The line " + item.line + " is not asked of " + item.organisation + ".",
                "Leave the figure out, or give it to another organisation.");
  target.scenario = scenario_of(filling, line, item.scenario);
  if (!target.scenario)
    return fail(item.scenario.empty() ? "The line has several scenarios and none is named."
                                      : "The line has no scenario \"" + item.scenario + "\".",
                "Name one of the line's scenarios.");
  target.part = part_of(filling, organisation);
  target.sheet = filling.found.sheet(organisation, line.section);
  if (!target.part || !target.sheet)
    return fail("This workbook has no " + form.sections[line.section.value].label + " sheet of " +
                    item.organisation + ".",
                "Fill the workbook of the place and section that has it.");
  target.row = target.sheet->rows[note_position(form, target.line, target.scenario)];
  if (target.row == 0)
    return fail("The row of " + item.line + " is missing from the sheet.",
                "Put the row back, or start from a blank workbook.");
  return target;
}

void set_entry(Filling& filling, Entry& entry, Decimal value, const FoundSheet& sheet, xlsx::Address at) {
  entry = {};
  entry.kind = EntryKind::value;
  entry.value = value;
  entry.at = {filling.found.file, static_cast<std::uint16_t>(sheet.position), at.row, at.column};
  filling.edits.push_back({sheet.position, at, xlsx::CellEdit::Kind::number, to_text(value)});
}

// A cell that holds something is left alone unless told otherwise.
bool may_write(Filling& filling, const FillItem& item, const Entry& entry, const std::string& wanted) {
  if (entry.from_formula && !filling.options.overwrite) {
    filling.unplaced(item, "The cell holds a formula.",
                     "Replace the formula by its value, or fill with overwriting.");
    return false;
  }
  if (entry.kind == EntryKind::blank || filling.options.overwrite) return true;
  const std::string held =
      entry.kind == EntryKind::value ? to_text(entry.value) : filling.filed.texts.at(entry.text);
  filling.unplaced(item,
                   "The cell holds " + held + " and not " + wanted + "; what was typed is not overwritten.",
                   "Correct one of the two, or fill with overwriting.");
  return false;
}

void write_figure(Filling& filling, const FillItem& item, const Target& target, PeriodIndex period) {
  const std::uint16_t column = target.sheet->headings.periods[period.value];
  if (column == 0)
    return filling.unplaced(item, "The column of " + item.year + " is missing from the sheet.",
                            "Put the column back, or start from a blank workbook.");
  Entry& entry = target.part->entries.at(target.line, target.scenario, period);
  if (trimmed(item.value).empty()) {
    if (entry.kind == EntryKind::blank) return void(++filling.result.already);
    return filling.unplaced(item, "No value is given, and the cell is not blank.",
                            "Give the value, or leave the item out.");
  }
  const auto value = number_in(item.value);
  if (!value)
    return filling.unplaced(
        item, "\"" + item.value + "\" is not a number.",
        "Give a plain number without separators, and put markers such as n/a into the note.");
  if (entry.kind == EntryKind::value && entry.value == *value && !entry.from_formula)
    return void(++filling.result.already);
  if (!may_write(filling, item, entry, to_text(*value))) return;
  set_entry(filling, entry, *value, *target.sheet, {target.row, column});
  ++filling.result.written;
}

}  // namespace

std::optional<Decimal> number_in(std::string_view text) {
  text = trimmed(text);
  const bool percent = text.ends_with('%');
  if (percent) text = trimmed(text.substr(0, text.size() - 1));
  if (text.starts_with('+')) text.remove_prefix(1);
  const Parsed parsed = parse_decimal(text);
  if (parsed.outcome != Parse::ok) return std::nullopt;
  return percent ? parsed.value / Decimal::of(100) : parsed.value;
}

void place_entry(Filling& filling, const FillItem& item) {
  const auto target = target_of(filling, item);
  if (!target) return;
  const PeriodIndex period = filling.form.period(item.year);
  if (!period)
    return filling.unplaced(
        item, "There is no year \"" + item.year + "\" in this edition.",
        "Write the year as in the headings, for example " + filling.form.periods.front().label + ".");
  const Line& line = filling.form.lines[target->line.value];
  switch (role_of(line, filling.form.organisations[target->part->organisation.value].type, target->scenario,
                  period)) {
    case CellRole::not_applicable:
      return filling.unplaced(item, "The line " + item.line + " does not apply to " + item.year + ".",
                              "Leave the figure out.");
    case CellRole::calculated:
      return filling.unplaced(item, "The line " + item.line + " is calculated.",
                              "Fill the lines it is worked out from.");
    case CellRole::input:
    case CellRole::reference:
      return write_figure(filling, item, *target, period);
  }
}

void place_note(Filling& filling, const FillItem& item) {
  const auto target = target_of(filling, item);
  if (!target) return;
  const std::uint16_t column = target->sheet->headings.note;
  if (column == 0)
    return filling.unplaced(item, "The sheet has no column Note.",
                            "Put the column back, or start from a blank workbook.");
  std::string& note = target->part->notes[note_position(filling.form, target->line, target->scenario)];
  const std::string wanted(trimmed(item.value));
  if (note == wanted) return void(++filling.result.already);
  if (!note.empty() && !filling.options.overwrite)
    return filling.unplaced(item, "The note says something else: \"" + note + "\".",
                            "Join the two by hand, or fill with overwriting.");
  note = wanted;
  filling.edits.push_back(
      {target->sheet->position, {target->row, column}, xlsx::CellEdit::Kind::text, wanted});
  ++filling.result.written;
}

void fill_references(Filling& filling) {
  const Template& form = filling.form;
  for (const ReferenceValue& reference : form.references)
    for (OrganisationReturn& part : filling.filed.organisations) {
      if (reference.organisation && reference.organisation != part.organisation) continue;
      const Line& line = form.lines[reference.line.value];
      const FoundSheet* sheet = filling.found.sheet(part.organisation, line.section);
      for (ScenarioIndex s{0}; sheet && s.value < form.scenarios.size(); ++s.value) {
        const CellRole role =
            role_of(line, form.organisations[part.organisation.value].type, s, reference.period);
        if (role != CellRole::reference && role != CellRole::input) continue;
        Entry& entry = part.entries.at(reference.line, s, reference.period);
        const std::uint32_t row = sheet->rows[note_position(form, reference.line, s)];
        const std::uint16_t column = sheet->headings.periods[reference.period.value];
        if (entry.kind != EntryKind::blank || entry.from_formula || row == 0 || column == 0) continue;
        set_entry(filling, entry, reference.value, *sheet, {row, column});
        ++filling.result.references;
      }
    }
}

}  // namespace stp
