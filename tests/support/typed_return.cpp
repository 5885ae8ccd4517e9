#include "tests/support/typed_return.h"

#include <bit>
#include <stdexcept>

#include "calc/calculation.h"
#include "service/files/templates_folder.h"

namespace stp::test {
namespace {

std::vector<Template> load() {
  const auto texts = read_templates(STP_SOURCE_DIR "/templates");
  if (!texts) throw std::runtime_error(to_text(texts.error()));
  auto loaded = load_templates(*texts);
  if (loaded) return std::move(*loaded);
  std::string all = "the templates are refused:";
  for (const auto& trouble : loaded.error()) all += "\n" + to_text(trouble);
  throw std::runtime_error(all);
}

ScenarioIndex scenario_of(const Template& form, LineIndex line, const std::string& code) {
  if (!code.empty()) return form.scenario(code);
  return ScenarioIndex{static_cast<std::uint16_t>(std::countr_zero(form.lines[line.value].scenarios))};
}

std::string known(const std::string& code, bool found) {
  if (!found) throw std::runtime_error("the test names " + code + ", which the template lacks");
  return code;
}

}  // namespace

const std::vector<Template>& editions() {
  static const std::vector<Template> loaded = load();
  return loaded;
}

Decimal number(const std::string& text) {
  const Parsed parsed = parse_decimal(text);
  if (parsed.outcome != Parse::ok) throw std::runtime_error(text + " is no number");
  return parsed.value;
}

Typed::Typed(const Template& form, const std::string& place) : form_(form) {
  filed_.edition = form.edition.code;
  filed_.round = form.rounds.empty() ? "" : form.rounds.front().code;
  filed_.place = form.place(known(place, static_cast<bool>(form.place(place))));
  filed_.texts = {""};
  filed_.files = {{place + ".xlsx", std::string(64, 'a'), {"Sheet"}}};
  filed_.cover.resize(form.cover.size());
  filed_.tables.resize(form.tables.size());
  filed_.sections = (1u << form.sections.size()) - 1;
  for (OrganisationIndex o{0}; o.value < form.organisations.size(); ++o.value) {
    const auto& organisation = form.organisations[o.value];
    if (organisation.home == filed_.place && organisation.returned && !organisation.summary)
      filed_.organisations.push_back(blank_part(o, filed_.sections, form));
  }
}

OrganisationReturn& Typed::part(const std::string& organisation) {
  for (auto& part : filed_.organisations)
    if (form_.organisations[part.organisation.value].code == organisation) return part;
  throw std::runtime_error("the place does not return " + organisation);
}

Entry& Typed::entry(const std::string& organisation, const std::string& line, const std::string& year,
                    const std::string& scenario) {
  const LineIndex index = form_.line(known(line, static_cast<bool>(form_.line(line))));
  return part(organisation).entries.at(index, scenario_of(form_, index, scenario), form_.period(year));
}

Typed& Typed::type(const std::string& organisation, const std::string& line, const std::string& year,
                   const std::string& value, const std::string& scenario) {
  Entry& stands = entry(organisation, line, year, scenario);
  stands.kind = EntryKind::value;
  stands.value = number(value);
  const auto row = static_cast<std::uint32_t>(form_.line(line).value + 10);
  stands.at = {0, 0, row, static_cast<std::uint16_t>(form_.period(year).value + 4)};
  return *this;
}

Typed& Typed::type_all(const std::string& organisation, const std::string& year,
                       std::initializer_list<std::pair<const char*, const char*>> figures) {
  for (const auto& [line, value] : figures) type(organisation, line, year, value);
  return *this;
}

Typed& Typed::unreadable(const std::string& organisation, const std::string& line, const std::string& year,
                         const std::string& text) {
  Entry& stands = entry(organisation, line, year, "");
  stands.kind = EntryKind::unreadable;
  stands.text = static_cast<std::uint32_t>(filed_.texts.size());
  filed_.texts.push_back(text);
  return *this;
}

Typed& Typed::blank(const std::string& organisation, const std::string& line, const std::string& year) {
  entry(organisation, line, year, "") = Entry{};
  return *this;
}

Typed& Typed::row(const std::string& table, const std::map<std::string, std::string>& cells) {
  const TableIndex index = form_.table(known(table, static_cast<bool>(form_.table(table))));
  const TableDefinition& definition = form_.tables[index.value];
  TableRow row{std::vector<TableCell>(definition.slots), {}};
  for (const auto& [name, value] : cells) {
    const auto blank_at = name.find(' ');
    const ColumnIndex column = definition.column(name.substr(0, blank_at));
    known(name, static_cast<bool>(column));
    const bool yearly = blank_at != std::string::npos;
    const std::size_t slot = yearly ? definition.slot(column, form_.period(name.substr(blank_at + 1)))
                                    : definition.columns[column.value].first_slot;
    TableCell& cell = row.cells[slot];
    const bool readable = !yearly || parse_decimal(value).outcome == Parse::ok;
    cell.kind = readable ? EntryKind::value : EntryKind::unreadable;
    if (yearly && readable)
      cell.value = number(value);
    else
      cell.text = value;
    cell.at = {0, 0, static_cast<std::uint32_t>(100 + filed_.tables[index.value].size()),
               static_cast<std::uint16_t>(slot + 1)};
  }
  filed_.tables[index.value].push_back(std::move(row));
  return *this;
}

Typed& Typed::without_section(const std::string& organisation, const std::string& section) {
  part(organisation).sections &= ~set_of(form_.section(section));
  return *this;
}

std::string figure(const CalculatedReturn& figures, const Template& form, const std::string& organisation,
                   const std::string& line, const std::string& year, const std::string& scenario) {
  const LineIndex index = form.line(known(line, static_cast<bool>(form.line(line))));
  const Figure* found = figures.find(form.organisation(organisation), index,
                                     scenario_of(form, index, scenario), form.period(year));
  if (!found) return "no such organisation";
  switch (found->state) {
    case FigureState::known:
      return to_text(found->value);
    case FigureState::blank:
      return "blank";
    case FigureState::unknown:
      return "unknown";
    case FigureState::not_asked:
      break;
  }
  return "not asked";
}

}  // namespace stp::test
