#include "service/demo/plant.h"

#include <set>

#include "calc/calculation.h"
#include "service/files/csv.h"

namespace stp::demo {

namespace {

Refusal nowhere(const PlantedMistake& one) {
  return {"mistake-nowhere", "The workbook has no cell for this figure.",
          one.organisation + " " + one.line + " " + one.year, "Name a line of one of its organisations."};
}

Entry* entry_of(Return& filed, const Template& form, const PlantedMistake& one) {
  const auto organisation = form.organisation(one.organisation);
  const auto line = form.line(one.line);
  const auto scenario = form.scenario(one.scenario);
  const auto period = form.period(one.year);
  if (!organisation || !line || !scenario || !period) return nullptr;
  for (OrganisationReturn& part : filed.organisations) {
    if (part.organisation != organisation) continue;
    Entry& entry = part.entries.at(line, scenario, period);
    return entry.at ? &entry : nullptr;
  }
  return nullptr;
}

Decimal or_else(const std::string& text, Decimal otherwise) {
  const auto parsed = parse_decimal(text);
  return parsed.outcome == Parse::ok ? parsed.value : otherwise;
}

// What stands in the cell after the slip; the entry becomes what a spreadsheet's sum counts it as.
xlsx::CellEdit slip(Entry& entry, const PlantedMistake& one) {
  constexpr std::string_view mark = "typed:";
  using Kind = xlsx::CellEdit::Kind;
  entry.from_formula = false;
  xlsx::CellEdit edit{entry.at.sheet, {entry.at.row, entry.at.column}, Kind::number, {}};
  if (std::string_view(one.typed).substr(0, mark.size()) == mark) {
    edit.value = one.typed.substr(mark.size());
    edit.kind = edit.value.empty() ? Kind::blank : Kind::text;
    entry.kind = EntryKind::blank;
    entry.value = Decimal();
    return edit;
  }
  entry.value = entry.value * or_else(one.times, Decimal::of(1)) + or_else(one.plus, Decimal());
  edit.value = to_text(entry.value);
  return edit;
}

// Works every formula out again over what now stands in the cells, totals that were typed over included.
void renew_results(const Return& filed, const Template& form, std::vector<xlsx::CellEdit>& edits) {
  CalculatedReturn figures = calculate(filed, form);
  const ReturnFigures world(figures, form);
  for (std::uint16_t period = 0; period < form.periods.size(); ++period)
    for (const Template::Step& step : form.order)
      for (std::size_t part = 0; part < figures.figures.size(); ++part) {
        const Position at{figures.filed.organisations[part].organisation, step.line, step.scenario,
                          PeriodIndex{period}};
        const Entry& entry = figures.filed.organisations[part].entries.at(at.line, at.scenario, at.period);
        Figure& figure = figures.figures[part].at(at.line, at.scenario, at.period);
        if (figure.state == FigureState::not_asked || !entry.at) continue;
        figure =
            entry.from_formula ? calculated_figure(form, world, at) : Figure{entry.value, FigureState::known};
        if (figure.state == FigureState::known && entry.from_formula && figure.value != entry.value)
          edits.push_back({entry.at.sheet,
                           {entry.at.row, entry.at.column},
                           xlsx::CellEdit::Kind::cached_number,
                           to_text(figure.value)});
      }
}

}  // namespace

Result<std::vector<PlantedMistake>> read_mistakes(std::string_view csv, const std::string& name) {
  auto rows = read_csv(csv, name);
  if (!rows) return refuse(rows.error());
  std::vector<PlantedMistake> mistakes;
  for (std::size_t i = 1; i < rows->size(); ++i) {
    auto& f = (*rows)[i].fields;
    if (f.size() != 8)
      return refuse({"mistakes-broken", "A row of mistakes has eight fields.",
                     name + " line " + std::to_string((*rows)[i].line), "See templates/demo."});
    mistakes.push_back({f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7]});
  }
  return mistakes;
}

Result<Planted> plant(const NamedWorkbook& file, const Template& form,
                      const std::vector<PlantedMistake>& mistakes) {
  auto filed = take_return({file}, form);
  if (!filed) return refuse(filed.error());
  Planted planted;
  std::vector<xlsx::CellEdit> edits;
  for (const auto& one : mistakes) {
    Entry* entry = entry_of(*filed, form, one);
    if (!entry) return refuse(nowhere(one));
    xlsx::CellEdit edit = slip(*entry, one);
    planted.told.push_back(file.workbook.sheets()[edit.sheet].name + " " + to_text(edit.at) + ": " +
                           one.what);
    edits.push_back(std::move(edit));
  }
  renew_results(*filed, form, edits);
  xlsx::EditOptions options;
  options.overwrite_formulas = true;
  options.recalculate_on_load = true;  // the sheet of checks
  auto bytes = file.workbook.edited(edits, options);
  if (!bytes) return refuse(bytes.error());
  planted.bytes = std::move(*bytes);
  return planted;
}

}  // namespace stp::demo
