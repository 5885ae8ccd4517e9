#include "tests/calc/verbs/clean_return.h"

#include <bit>
#include <stdexcept>

#include "calc/calculation.h"
#include "calc/form/load.h"
#include "service/files/templates_folder.h"

namespace stp::test {
namespace {

Template load_first_edition() {
  const auto texts = read_templates(STP_SOURCE_DIR "/templates");
  if (!texts) throw std::runtime_error(to_text(texts.error()));
  auto loaded = load_templates(*texts);
  if (loaded) return std::move(loaded->front());
  std::string all = "the templates are refused:";
  for (const auto& trouble : loaded.error()) all += "\n" + to_text(trouble);
  throw std::runtime_error(all);
}

ScenarioIndex first_scenario(const Line& line) {
  return ScenarioIndex{static_cast<std::uint16_t>(std::countr_zero(line.scenarios))};
}

// Each line and year its own figure; years grow by about one in a hundred.
Decimal pattern(const Template& form, std::size_t line, std::size_t period, std::size_t scenario) {
  const auto l = static_cast<std::int64_t>(line), p = static_cast<std::int64_t>(period),
             s = static_cast<std::int64_t>(scenario);
  const Unit& unit = form.units[form.lines[line].unit.value];
  if (unit.as_percent) return Decimal::ratio(110 + l % 17 + 2 * p + s, 10'000);
  if (unit.wte == 1) return Decimal::ratio((100 + l % 53) * 10 + 13 * p - 3 * s * p, 10);
  return Decimal::of((unit.money == 1 ? 1000 : 20'000) + 37 * (l % 61) + (11 + l % 7) * p - 2 * s * p);
}

void fill_pattern(Return& filed, const Template& form) {
  std::uint16_t sheet = 0;
  for (auto& part : filed.organisations) {
    const TypeIndex type = form.organisations[part.organisation.value].type;
    for (LineIndex l{0}; l.value < form.lines.size(); ++l.value) {
      const Line& line = form.lines[l.value];
      if (!holds(line.types, type)) continue;
      for (ScenarioIndex s{0}; s.value < form.scenarios.size(); ++s.value)
        for (PeriodIndex p{0}; p.value < form.periods.size(); ++p.value) {
          if (!holds(line.scenarios, s) || !holds(line.periods, p)) continue;
          Entry& entry = part.entries.at(l, s, p);
          entry.at = {0, sheet, static_cast<std::uint32_t>(10 + 2 * l.value + s.value),
                      static_cast<std::uint16_t>(5 + p.value)};
          const bool asked = line.kind == LineKind::input ||
                             (line.kind == LineKind::reference && holds(line.input_periods, p));
          if (!asked) continue;
          entry.kind = EntryKind::value;
          entry.value = pattern(form, l.value, p.value, s.value);
        }
      if (line.note_required)
        part.notes[l.value * form.scenarios.size()] = "An extract, scaled by list size.";
    }
    filed.files[0].sheets.push_back(form.organisations[part.organisation.value].code);
    ++sheet;
  }
}

void fill_cover(Return& filed, const Template& form) {
  for (std::size_t field = 0; field < form.cover.size(); ++field) {
    const CoverField& definition = form.cover[field];
    CoverEntry& entry = filed.cover[field];
    entry.at = {0, 0, static_cast<std::uint32_t>(5 + field), 3};
    if (definition.required)
      entry.text = definition.choices.empty() ? "filled in" : definition.choices.front();
  }
}

constexpr const char* years[] = {"Y0", "Y1", "Y2", "Y3", "Y4", "Y5"};

// A CCG of plausible size; a trust whose costs are split as the national ones are.
void make_plausible(Planted& planted) {
  for (int y = 0; y < 6; ++y) {
    const auto grown = [&](std::int64_t base) { return to_text(Decimal::of(base + base * y / 100)); };
    planted.type("02T", "F2010", years[y], grown(290'000));
    planted.type("02T", "A9010", years[y], grown(215'000), "DN")
        .type("02T", "A9010", years[y], grown(215'000), "DS");
    const std::pair<const char*, std::int64_t> costs[] = {
        {"F3110", 196'000}, {"F3120", 17'000}, {"F3130", 16'000}, {"F3150", 28'600},
        {"F3160", 40'000},  {"F3180", 15'000}, {"F3190", 9'000},  {"F3200", 7'600},
        {"F3230", 8'990},   {"F3240", 5'000},  {"F3250", 2'660}};
    for (const auto& [line, cost] : costs) planted.type("RWY", line, years[y], grown(cost));
    for (const char* scenario : {"DN", "DS"}) {
      for (const char* organisation : {"02T", "RWY"}) {
        const auto fewer = scenario == std::string("DS") ? 7 * y : 0;
        planted.type(organisation, "A2040", years[y], to_text(Decimal::of(5000 + 31 * y - fewer)), scenario);
        planted.type(organisation, "A7320", years[y], to_text(Decimal::of(6000 + 37 * y - fewer)), scenario);
      }
      planted.type("02T", "A7220", years[y], to_text(Decimal::of(7000 + 41 * y)), scenario);
    }
  }
  for (const auto& part : planted.filed.organisations)
    for (int y = 1; y < 6; ++y) {
      const auto& organisation = checked_form().organisations[part.organisation.value];
      planted.type(organisation.code, "F5040", years[y], to_text(Decimal::of(-2000 - 17 * y)));
    }
}

Decimal figure(const CalculatedReturn& figures, const std::string& organisation, const char* line,
               const char* year) {
  const Template& form = checked_form();
  const LineIndex index = form.line(line);
  return figures
      .find(form.organisation(organisation), index, first_scenario(form.lines[index.value]),
            form.period(year))
      ->value;
}

// Local cost pressures take up what the other drivers leave of the bridge; the surplus is brought forward;
// £42k a WTE.
void make_agree(Planted& planted) {
  const Template& form = checked_form();
  for (int y = 1; y < 6; ++y) {
    auto figures = calculate(planted.filed, form);
    planted.type("02T", "F2060", years[y], to_text(figure(figures, "02T", "F2320", years[y - 1])));
    for (const auto& part : planted.filed.organisations) {
      const std::string& code = form.organisations[part.organisation.value].code;
      const Decimal left = figure(figures, code, "F5115", years[y]) -
                           figure(figures, code, "F5110", years[y]) +
                           figure(figures, code, "F5090", years[y]);
      planted.type(code, "F5090", years[y], to_text(left));
    }
  }
  const auto figures = calculate(planted.filed, form);
  for (const char* year : years)
    for (const char* scenario : {"DN", "DS"}) {
      const Figure* staff = figures.find(form.organisation("RWY"), form.line("W6010"),
                                         form.scenario(scenario), form.period(year));
      planted.type("RWY", "W8010", year, to_text(rounded(staff->value * Decimal::of(42), 0)), scenario);
    }
}

}  // namespace

const Template& checked_form() {
  static const Template form = load_first_edition();
  return form;
}

Decimal amount(const std::string& text) {
  const Parsed parsed = parse_decimal(text);
  if (parsed.outcome != Parse::ok) throw std::runtime_error(text + " is no number");
  return parsed.value;
}

Planted::Planted() {
  const Template& form = checked_form();
  filed.edition = form.edition.code;
  filed.round = form.rounds.front().code;
  filed.place = form.place("calderdale");
  filed.texts = {""};
  filed.files = {{"calderdale.xlsx", std::string(64, 'a'), {}}};
  filed.cover.resize(form.cover.size());
  filed.tables.resize(form.tables.size());
  filed.sections = (1u << form.sections.size()) - 1;
  for (OrganisationIndex o{0}; o.value < form.organisations.size(); ++o.value) {
    const auto& organisation = form.organisations[o.value];
    if (organisation.home == filed.place && organisation.returned && !organisation.summary)
      filed.organisations.push_back(blank_part(o, filed.sections, form));
  }
  fill_pattern(filed, form);
  fill_cover(filed, form);
  make_plausible(*this);
  make_agree(*this);
  restate();
}

Entry& Planted::entry(const std::string& organisation, const std::string& line, const std::string& year,
                      const std::string& scenario) {
  const Template& form = checked_form();
  const LineIndex index = form.line(line);
  if (!index) throw std::runtime_error("no line " + line);
  const ScenarioIndex in =
      scenario.empty() ? first_scenario(form.lines[index.value]) : form.scenario(scenario);
  for (auto& part : filed.organisations)
    if (form.organisations[part.organisation.value].code == organisation)
      return part.entries.at(index, in, form.period(year));
  throw std::runtime_error("the place does not return " + organisation);
}

Planted& Planted::type(const std::string& organisation, const std::string& line, const std::string& year,
                       const std::string& value, const std::string& scenario) {
  Entry& stands = entry(organisation, line, year, scenario);
  stands.kind = EntryKind::value;
  stands.value = amount(value);
  stands.from_formula = false;
  return *this;
}

Planted& Planted::text(const std::string& organisation, const std::string& line, const std::string& year,
                       const std::string& text, const std::string& scenario) {
  Entry& stands = entry(organisation, line, year, scenario);
  stands.kind = EntryKind::unreadable;
  stands.value = Decimal();
  stands.text = static_cast<std::uint32_t>(filed.texts.size());
  filed.texts.push_back(text);
  return *this;
}

Planted& Planted::blank(const std::string& organisation, const std::string& line, const std::string& year,
                        const std::string& scenario) {
  Entry& stands = entry(organisation, line, year, scenario);
  stands.kind = EntryKind::blank;
  stands.value = Decimal();
  return *this;
}

Planted& Planted::noticed(const std::string& kind, const std::string& organisation, const std::string& line,
                          const std::string& year, const std::string& found) {
  const Template& form = checked_form();
  Observation one;
  one.kind = kind;
  one.found = found;
  if (!organisation.empty()) one.organisation = form.organisation(organisation);
  if (!line.empty()) {
    one.line = form.line(line);
    one.scenario = first_scenario(form.lines[one.line.value]);
    one.period = form.period(year);
    one.at = entry(organisation, line, year).at;
  }
  filed.observations.push_back(std::move(one));
  return *this;
}

Planted& Planted::cover(const std::string& field, const std::string& text) {
  filed.cover[checked_form().cover_field(field).value].text = text;
  return *this;
}

Planted& Planted::register_row(const std::string& theme, const std::string& beneficiary,
                               const std::string& gross) {
  const TableIndex index = checked_form().table("register");
  const TableDefinition& table = checked_form().tables[index.value];
  TableRow row{std::vector<TableCell>(table.slots), {0, 3, 7, 1}};
  const auto put = [&](const std::string& code, const std::string& text) {
    TableCell& cell = row.cells[table.columns[table.column(code).value].first_slot];
    cell = {EntryKind::value, {}, text, {0, 3, 7, static_cast<std::uint16_t>(table.column(code).value + 1)}};
  };
  for (const auto& column : table.columns)
    if (column.required) put(column.code, column.choices.empty() ? "filled in" : column.choices.front());
  put("solution", "CA-01");
  put("theme", theme);
  put("lead", beneficiary);
  put("beneficiary", beneficiary);
  TableCell& cell = row.cells[table.slot(table.column("gross"), checked_form().period("Y5"))];
  cell.at = {0, 3, 7, 20};
  cell.text = gross;
  const Parsed parsed = parse_decimal(gross);
  cell.kind = parsed.outcome == Parse::ok ? EntryKind::value : EntryKind::unreadable;
  if (parsed.outcome == Parse::ok) cell.value = parsed.value;
  filed.tables[index.value].push_back(std::move(row));
  return *this;
}

Planted& Planted::restate() {
  const Template& form = checked_form();
  const CalculatedReturn figures = calculate(filed, form);
  for (auto& part : filed.organisations)
    for (LineIndex l{0}; l.value < form.lines.size(); ++l.value) {
      if (form.lines[l.value].kind != LineKind::calculated) continue;
      for (ScenarioIndex s{0}; s.value < form.scenarios.size(); ++s.value)
        for (PeriodIndex p{0}; p.value < form.periods.size(); ++p.value) {
          const Figure* figure = figures.find(part.organisation, l, s, p);
          Entry& entry = part.entries.at(l, s, p);
          entry.from_formula = figure->state == FigureState::known;
          entry.kind = entry.from_formula ? EntryKind::value : EntryKind::blank;
          entry.value = figure->value;
        }
    }
  return *this;
}

Findings Planted::check(const std::string& stage, const CalculatedReturn* earlier) const {
  return validate(calculate(filed, checked_form()), checked_form(), stage, earlier);
}

std::vector<std::string> briefly(const Findings& findings) {
  const auto or_dash = [](const std::string& text) { return text.empty() ? std::string("-") : text; };
  std::vector<std::string> brief;
  for (const auto& one : findings)
    brief.push_back(one.rule + " " + or_dash(one.organisation) + " " + or_dash(one.line) + " " +
                    or_dash(one.year) + " " + or_dash(one.cell));
  return brief;
}

std::vector<std::string> of_rule(const Findings& findings, const std::string& rule) {
  Findings chosen;
  for (const auto& one : findings)
    if (one.rule == rule) chosen.push_back(one);
  return briefly(chosen);
}

std::string all_messages(const Findings& findings) {
  std::string text;
  for (const auto& one : findings) text += one.rule + ": " + one.message + " | " + one.remedy + "\n";
  return text;
}

}  // namespace stp::test
