#include "service/demo/plant.h"

#include "service/files/csv.h"

namespace stp::demo {

namespace {

Refusal nowhere(const PlantedMistake& one) {
  return {"mistake-nowhere", "The workbook has no cell for this figure.",
          one.organisation + " " + one.line + " " + one.year, "Name a line of one of its organisations."};
}

const Entry* entry_of(const Return& filed, const Template& form, const PlantedMistake& one) {
  const auto organisation = form.organisation(one.organisation);
  const auto line = form.line(one.line);
  const auto scenario = form.scenario(one.scenario);
  const auto period = form.period(one.year);
  const auto* part = organisation ? filed.find(organisation) : nullptr;
  if (!part || !line || !scenario || !period) return nullptr;
  const Entry& entry = part->entries.at(line, scenario, period);
  return entry.at ? &entry : nullptr;
}

Decimal or_else(const std::string& text, Decimal otherwise) {
  const auto parsed = parse_decimal(text);
  return parsed.outcome == Parse::ok ? parsed.value : otherwise;
}

// What stands in the cell after the slip.
void slip(xlsx::CellEdit& edit, const PlantedMistake& one, Decimal figure) {
  constexpr std::string_view mark = "typed:";
  using Kind = xlsx::CellEdit::Kind;
  if (std::string_view(one.typed).substr(0, mark.size()) == mark) {
    edit.value = one.typed.substr(mark.size());
    edit.kind = edit.value.empty() ? Kind::blank : Kind::text;
    return;
  }
  edit.kind = Kind::number;
  edit.value = to_text(figure * or_else(one.times, Decimal::of(1)) + or_else(one.plus, Decimal()));
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

Result<Planted> plant(const NamedWorkbook& file, const Template& form, const std::vector<PlantedMistake>& mistakes) {
  auto filed = take_return({file}, form);
  if (!filed) return refuse(filed.error());
  Planted planted;
  std::vector<xlsx::CellEdit> edits;
  for (const auto& one : mistakes) {
    const Entry* entry = entry_of(*filed, form, one);
    if (!entry) return refuse(nowhere(one));
    xlsx::CellEdit edit;
    edit.sheet = entry->at.sheet;
    edit.at = {entry->at.row, entry->at.column};
    slip(edit, one, entry->value);
    planted.told.push_back(file.workbook.sheets()[edit.sheet].name + " " + to_text(edit.at) + ": " + one.what);
    edits.push_back(std::move(edit));
  }
  xlsx::EditOptions options;
  options.overwrite_formulas = true;
  auto bytes = file.workbook.edited(edits, options);
  if (!bytes) return refuse(bytes.error());
  planted.bytes = std::move(*bytes);
  return planted;
}

}  // namespace stp::demo
