// The cover: fields left blank, choices that are in no list, the unit, and the figure quoted elsewhere.
#include <algorithm>

#include "calc/detect/detectors.h"
#include "calc/detect/meant_number.h"

namespace stp::detect {
namespace {

// A return that brought no cover at all is told so once, by its reader.
bool has_cover(const Ground& ground) {
  const auto& cover = ground.calculated.filed.cover;
  return std::any_of(cover.begin(), cover.end(),
                     [](const CoverEntry& entry) { return entry.at || !entry.text.empty(); });
}

Observation at_field(const Ground& ground, std::string_view kind, std::size_t field) {
  const CoverEntry& entry = ground.calculated.filed.cover[field];
  Observation noticed;
  noticed.kind = kind;
  noticed.at = entry.at;
  noticed.label = ground.form.cover[field].label;
  noticed.found = entry.text;
  return noticed;
}

std::string list(const std::vector<std::string>& choices) {
  std::string text;
  for (const auto& choice : choices) text += (text.empty() ? "" : ", ") + choice;
  return text;
}

std::string without_full_stop(std::string sentence) {
  if (sentence.ends_with('.')) sentence.pop_back();
  return sentence;
}

template <class Visit>
void each_field(const Ground& ground, Visit visit) {
  if (!has_cover(ground)) return;
  const std::size_t fields = std::min(ground.form.cover.size(), ground.calculated.filed.cover.size());
  for (std::size_t field = 0; field < fields; ++field)
    visit(field, ground.form.cover[field], plain_text(ground.calculated.filed.cover[field].text));
}

}  // namespace

void cover_fields(const Ground& ground, const Rule& rule, Observations& out) {
  const auto* leave_out = parameters(rule, "leave_out");
  each_field(ground, [&](std::size_t field, const CoverField& definition, const std::string& text) {
    if (named(leave_out, definition.code)) return;
    if (text.empty() && definition.required) {
      out.push_back(at_field(ground, "cover-field-missing", field));
      out.back().expected = without_full_stop(definition.guidance);
    }
    const auto& choices = definition.choices;
    if (text.empty() || choices.empty() || std::find(choices.begin(), choices.end(), text) != choices.end())
      return;
    out.push_back(at_field(ground, "cover-choice-unknown", field));
    out.back().expected = list(choices);
  });
}

void missing_basis(const Ground& ground, const Rule& rule, Observations& out) {
  const auto* fields = parameters(rule, "fields");
  each_field(ground, [&](std::size_t field, const CoverField& definition, const std::string& text) {
    if (!text.empty() || !named(fields, definition.code)) return;
    out.push_back(at_field(ground, "basis-missing", field));
    out.back().expected = list(definition.choices);
  });
}

void other_units(const Ground& ground, const Rule& rule, Observations& out) {
  const auto* fields = parameters(rule, "units_field");
  const auto* units = parameters(rule, "units");
  each_field(ground, [&](std::size_t field, const CoverField& definition, const std::string& text) {
    if (!named(fields, definition.code) || named(units, text)) return;
    out.push_back(at_field(ground, "units-differ", field));
    out.back().expected = parameter_text(rule, "units");
  });
}

void published_total(const Ground& ground, const Rule& rule, Observations& out) {
  const LineIndex line = ground.form.line(parameter_text(rule, "line"));
  const PeriodIndex period = ground.form.period(parameter_text(rule, "period"));
  const OrganisationIndex summary = ground.form.summary_of(ground.calculated.filed.place);
  if (!line || !period || !summary) return;
  const Value total = ground.figures.line(line, {summary, line, ScenarioIndex{0}, period});
  const auto* fields = parameters(rule, "published_field");
  each_field(ground, [&](std::size_t field, const CoverField& definition, const std::string& text) {
    const Parsed published = parse_decimal(text);
    if (!named(fields, definition.code) || published.outcome != Parse::ok || !total.known) return;
    const Decimal quoted =
        absolute(published.value) * parameter(rule, "thousands_per_published", Decimal::of(1000));
    const Decimal found = absolute(total.number);
    const Decimal allowed = parameter(rule, "relative", Decimal()) * quoted;
    if (absolute(found - quoted) <= allowed) return;
    Observation noticed = at_field(ground, "published-total-differs", field);
    noticed.organisation = summary;
    noticed.line = line;
    noticed.period = period;
    noticed.found = exactly_shown(found, unit_of(ground, ground.form.lines[line.value]));
    noticed.expected = exactly_shown(quoted, unit_of(ground, ground.form.lines[line.value]));
    noticed.difference = found - quoted;
    noticed.allowed = allowed;
    out.push_back(std::move(noticed));
  });
}

}  // namespace stp::detect
