#include "service/figures/answers.h"

#include <algorithm>

#include "calc/validate.h"
#include "service/pipeline/choose.h"

namespace stp {

namespace {

using functions::Error;
using functions::Fault;
using Answered = functions::Value;

constexpr std::string_view says_incomplete = "incomplete: ";  // as a total's reasons begin
constexpr std::size_t most_named = 12, most_messages = 5;

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

// Capitals of the letters codes are made of.
std::string capitals(std::string_view text) {
  std::string large = trimmed(text);
  for (char& letter : large)
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  return large;
}

bool same(std::string_view a, std::string_view b) { return capitals(a) == capitals(b); }

Error unknown(const std::string& reason) { return {Fault::reference, reason}; }
Error missing(const std::string& reason) { return {Fault::missing, reason}; }

std::string listed(const std::vector<std::string>& names) {
  std::string list;
  for (std::size_t i = 0; i < names.size() && i < most_named; ++i) list += (i == 0 ? "" : ", ") + names[i];
  return names.size() > most_named ? list + " and " + std::to_string(names.size() - most_named) + " more"
                                   : list;
}

// What can be asked for by name in these figures.
std::vector<std::string> names_in(const ReadReturn& one) {
  std::vector<std::string> names;
  if (one.figures->filed.place) names.push_back(one.form->places[one.figures->filed.place.value].name);
  for (const auto& part : one.figures->filed.organisations)
    if (const auto& body = one.form->organisations[part.organisation.value]; !body.summary)
      names.push_back(body.code);
  return names;
}

struct Where {
  LineIndex line;
  PeriodIndex period;
  ScenarioIndex scenario;
};

std::string named(const Where& where, const Template& form, std::string_view of) {
  const Line& line = form.lines[where.line.value];
  return line.code + " (" + line.label + ") of " + std::string(of) + " in " +
         form.periods[where.period.value].label;
}

// "2020-21" as people type it where a stroke would divide.
std::string year_of(const std::string& text) {
  std::string year = trimmed(text);
  std::replace(year.begin(), year.end(), '-', '/');
  return year;
}

// A code, or the name people say: "do something".
std::string scenario_of(const Template& form, const std::string& text) {
  for (const auto& scenario : form.scenarios)
    if (same(scenario.code, text) || same(scenario.label, text)) return scenario.code;
  return trimmed(text);
}

Result<Where> where_of(const Template& form, const functions::FigureQuestion& asked) {
  const auto line = choose_line(form, capitals(asked.line));
  if (!line) return refuse(line.error());
  const auto period = choose_period(form, year_of(asked.year));
  if (!period) return refuse(period.error());
  const auto scenario = choose_scenario(form, *line, scenario_of(form, asked.scenario));
  if (!scenario) return refuse(scenario.error());
  const std::string named = scenario_of(form, asked.scenario);
  // A line of one scenario is not answered for another: its figure would be taken for the other's.
  if (*scenario && (named.empty() || form.scenarios[scenario->value].code == named))
    return Where{*line, *period, *scenario};
  return refuse({"scenario-lacking",
                 "The line " + form.lines[line->value].code + " is not asked in the scenario \"" +
                     trimmed(asked.scenario) + "\".",
                 "", "Leave the scenario out."});
}

Answered figure_of(const ReadReturn& one, OrganisationIndex organisation, const Where& where,
                   std::string_view of) {
  const Figure* figure = one.figures->find(organisation, where.line, where.scenario, where.period);
  const std::string name = named(where, *one.form, of);
  if (!figure || figure->state == FigureState::not_asked) return missing(name + " is not asked for.");
  if (figure->state == FigureState::blank) return missing(name + " is blank.");
  if (figure->state == FigureState::known) return figure->value;
  return missing(name +
                 " cannot be worked out: something it needs is missing or unreadable. Check the return.");
}

// Lines that a place has as a whole; the others stand once for each organisation.
Answered place_figure(const ReadReturn& one, const Where& where) {
  const Place& place = one.form->places[one.figures->filed.place.value];
  if (!one.form->lines[where.line.value].summary)
    return missing(named(where, *one.form, place.name) +
                   " stands once for each organisation. Name one: " + listed(names_in(one)) + ".");
  return figure_of(one, one.form->summary_of(one.figures->filed.place), where, place.name);
}

bool concerns(const ReadReturn& one, const Subject& subject) {
  if (subject.organisation) return one.figures->filed.find(subject.organisation) != nullptr;
  return one.figures->filed.place == subject.place;
}

Answered answer_in(const ReadReturn& one, const Subject& subject, const functions::FigureQuestion& asked) {
  const auto where = where_of(*one.form, asked);
  if (!where) return error_of(where.error());
  if (!subject.organisation) return place_figure(one, *where);
  return figure_of(one, subject.organisation, *where,
                   one.form->organisations[subject.organisation.value].code);
}

std::string all_names(const std::vector<ReadReturn>& returns) {
  std::vector<std::string> names;
  for (const auto& one : returns)
    for (auto& name : names_in(one)) names.push_back(std::move(name));
  return listed(names);
}

// The place view of a line; rates and ratios have none.
std::vector<const PlaceFigures*> views_of(const FootprintTotal& total, const Where& where) {
  std::vector<const PlaceFigures*> found;
  for (const auto& view : total.places)
    if (view.line == where.line && view.scenario == where.scenario && view.period == where.period)
      found.push_back(&view);
  return found;
}

std::string why_incomplete(const FootprintTotal& total) {
  std::string why;
  for (std::string_view reason : total.incomplete) {
    if (reason.starts_with(says_incomplete)) reason.remove_prefix(says_incomplete.size());
    why += (why.empty() ? "" : "; ") + std::string(reason);
  }
  return why.empty() ? "something it needs is missing or unreadable" : why;
}

Answered in_the_view(const FootprintTotal& total, const Template& form, PlaceIndex place,
                     const Where& where) {
  const auto views = views_of(total, where);
  const std::string name = named(where, form, form.places[place.value].name);
  if (views.empty()) return missing(name + " is no sum of organisations. Name one organisation.");
  if (views.size() > 1)
    return missing(name +
                   " stands for several kinds of organisation, which are compared, never added. Name one "
                   "organisation.");
  const PlaceFigures& view = *views.front();
  const bool whole = place == form.footprint();
  if (whole ? !view.known : !view.place_known(place.value))
    return missing(name + " is not known: " + why_incomplete(total) + ".");
  return whole ? view.organisations : view.by_place.at(place.value);
}

// In a total every place is judged.
bool judged_in(const ReadReturn& one, const Subject& subject) {
  return concerns(one, subject) || (one.figures->filed.total && subject.place);
}

// What is found in the whole file concerns everybody in it.
bool speaks_of(const Finding& finding, const ReadReturn& one, const Subject& subject) {
  const Template& form = *one.form;
  if (subject.organisation)
    return finding.organisation.empty() ||
           finding.organisation == form.organisations[subject.organisation.value].code;
  if (!subject.place || subject.place == one.figures->filed.place) return true;
  const auto body = form.organisation(finding.organisation);
  return body && form.organisations[body.value].home == subject.place;
}

}  // namespace

Error error_of(const Refusal& refusal) {
  std::string reason = refusal.sentence;
  if (!refusal.where.empty()) reason = refusal.where + ": " + reason;
  return unknown(refusal.remedy.empty() ? reason : reason + " " + refusal.remedy);
}

Subject subject_of(const Template& form, std::string_view text) {
  for (std::uint16_t i = 0; i < form.organisations.size(); ++i)
    if (const auto& one = form.organisations[i];
        !one.summary && (same(one.code, text) || same(one.name, text) || same(one.short_name, text)))
      return {OrganisationIndex{i}, {}};
  for (std::uint16_t i = 0; i < form.places.size(); ++i)
    if (const auto& one = form.places[i];
        same(one.code, text) || same(one.slug, text) || same(one.name, text))
      return {{}, PlaceIndex{i}};
  return {};
}

Answered answer_line(const std::vector<ReadReturn>& returns, const functions::FigureQuestion& asked) {
  if (trimmed(asked.organisation).empty()) {
    if (returns.size() == 1)
      return answer_in(returns.front(), {{}, returns.front().figures->filed.place}, asked);
    return unknown("There are " + std::to_string(returns.size()) +
                   " returns here. Name one of: " + all_names(returns) + ".");
  }
  const std::string name = "\"" + trimmed(asked.organisation) + "\"";
  bool known = false;
  std::vector<std::pair<const ReadReturn*, Subject>> having;
  for (const auto& one : returns) {
    const Subject subject = subject_of(*one.form, asked.organisation);
    known = known || subject;
    if (subject && concerns(one, subject)) having.emplace_back(&one, subject);
  }
  if (having.size() > 1)
    return unknown(name + " stands in " + std::to_string(having.size()) +
                   " returns here, of several rounds or versions. Name the folder or the file of one.");
  if (!having.empty()) return answer_in(*having.front().first, having.front().second, asked);
  if (known) return missing(name + " is not in these figures. In them are: " + all_names(returns) + ".");
  return unknown("There is no organisation or place " + name +
                 ". In these figures are: " + all_names(returns) + ".");
}

Answered answer_total(const FootprintTotal& total, const Template& form,
                      const functions::FigureQuestion& asked) {
  const bool unnamed = trimmed(asked.organisation).empty();
  const Subject subject = unnamed ? Subject{{}, form.footprint()} : subject_of(form, asked.organisation);
  const ReadReturn merged{&form, &total.merged};
  if (!subject)
    return unknown("There is no organisation or place \"" + trimmed(asked.organisation) +
                   "\". In this total are: " + listed(names_in(merged)) + ".");
  if (subject.organisation) return answer_line({merged}, asked);
  const auto where = where_of(form, asked);
  if (!where) return error_of(where.error());
  return in_the_view(total, form, subject.place, *where);
}

Result<const Rule*> rule_of(const Template& form, const std::string& id) {
  const auto rule = form.rule(capitals(id));
  if (!rule)
    return refuse({"rule-unknown", "There is no rule \"" + trimmed(id) + "\".", "",
                   "The rule book (stp rules; page Rule book) lists them all."});
  const Rule& found = form.rules[rule.value];
  if (found.status == "active") return &found;
  return refuse({"rule-off", "The rule " + found.id + " is switched off.", "", ""});
}

Answered answer_check(const std::vector<ReadReturn>& returns, const functions::CheckQuestion& asked) {
  const bool unnamed = trimmed(asked.organisation).empty();
  Findings found;
  bool there = false, judged = false;
  for (const auto& one : returns) {
    const auto rule = rule_of(*one.form, asked.rule);
    if (!rule) return error_of(rule.error());
    const Subject subject = unnamed ? Subject() : subject_of(*one.form, asked.organisation);
    if (!unnamed && !(subject && judged_in(one, subject))) continue;
    there = true;
    judged = judged || can_judge(*one.figures, *one.form, **rule, subject.organisation);
    for (const auto& finding : *one.findings)
      if (finding.rule == (*rule)->id && speaks_of(finding, one, subject)) found.push_back(finding);
  }
  if (there) return verdict(found, judged);
  return missing("\"" + trimmed(asked.organisation) +
                 "\" is not in these figures. In them are: " + all_names(returns) + ".");
}

Answered verdict(const Findings& findings, bool judged) {
  if (findings.empty()) return std::string(judged ? verdict_holds : verdict_not_judged);
  std::string text;
  for (std::size_t i = 0; i < findings.size() && i < most_messages; ++i) {
    const Finding& one = findings[i];
    if (i != 0) text += "; ";
    if (!one.cell.empty()) text += one.sheet + "!" + one.cell + ": ";
    text += one.message;
  }
  if (findings.size() > most_messages)
    text += "; and " + std::to_string(findings.size() - most_messages) + " more";
  return text;
}

}  // namespace stp
