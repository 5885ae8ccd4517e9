#include <algorithm>
#include <nlohmann/json.hpp>

#include "service/web/answers.h"
#include "service/web/common.h"
#include "service/web/footprint/asked_total.h"
#include "service/web/footprint/footprint_parts.h"
#include "service/web/footprint/provisional.h"
#include "service/web/json_text.h"
#include "service/web/parts/parts.h"

namespace stp {

namespace {

using Json = nlohmann::json;
constexpr std::size_t most_shown = 100;

std::string what_changed(const Desk& desk, const Template& edition, const Json& change) {
  std::string words = organisation_name(desk, text(change, "organisation"));
  const auto add = [&](const std::string& more) {
    if (!more.empty()) words += (words.empty() ? "" : ", ") + more;
  };
  add(text(change, "label").empty() ? text(change, "line") : text(change, "label"));
  add(text(change, "table"));
  add(text(change, "row"));
  add(text(change, "column"));
  add(text(change, "year"));
  const auto scenario = edition.scenario(text(change, "scenario"));
  if (scenario) add(edition.scenarios[scenario.value].label);
  return words;
}

bool moves_it(const Json& change) {
  const std::string effect = text(change, "effect");
  return !effect.empty() && effect != "0";
}

Html figure_or(const std::string& amount, const char* nothing) {
  return amount.empty() ? span(nothing, "quiet") : escaped(grouped(amount));
}

// The largest first, as they come.
Html changes_table(const Desk& desk, const Template& edition, const std::string& caption,
                   const std::vector<const Json*>& changes, const std::string& unit) {
  ShownTable shown{caption,
                   {{"What"},
                    {"Before", true},
                    {"After", true},
                    {"Change", true},
                    {"Effect, " + unit, true},
                    {"Where it stands now"}}};
  for (const Json* one : changes) {
    if (shown.rows.size() == most_shown) break;
    shown.rows.push_back(
        {{escaped(what_changed(desk, edition, *one)), figure_or(text(*one, "before"), "nothing"),
          figure_or(text(*one, "after"), "nothing"), figure_or(text(*one, "difference"), ""),
          figure_or(text(*one, "effect"), ""), span(text(*one, "after_where"), "break")}});
  }
  Html all = table(shown);
  if (changes.size() > most_shown)
    all += paragraph("The " + std::to_string(most_shown) + " largest of " +
                     grouped(static_cast<std::int64_t>(changes.size())) + " are shown.");
  return all;
}

Html changes_shown(const Desk& desk, const Template& edition, const Json& changes, const std::string& unit) {
  std::vector<const Json*> moving, still;
  for (const Json& one : changes) (moves_it(one) ? moving : still).push_back(&one);
  Html all = moving.empty()
                 ? paragraph("No change of an entry moved this figure.")
                 : changes_table(desk, edition, "What moved it, largest effect first", moving, unit);
  if (still.empty()) return all;
  const auto count = static_cast<std::int64_t>(still.size());
  return all + details(plural(count, "other change", "other changes") + " without effect on this figure",
                       changes_table(desk, edition, "Changes without effect on this figure", still, unit));
}

// From the figure down to the first entry that has no figure, in words; "" where it is not found.
std::string why_unknown(const Desk& desk, const TotalState& total, const Json& comparison) {
  const auto answer = ask(
      desk, {"explain",
             {{"file", total.json}},
             {{"line", text(comparison, "headline")}, {"year", text(comparison, "year")}, {"depth", "24"}},
             {"json"}});
  if (!answer) return answer.error().sentence;
  const Json root = Json::parse(answer->front());
  const Json* node = &root;
  while (node->contains("parts")) {
    const auto& parts = node->at("parts");
    const auto next = std::find_if(parts.begin(), parts.end(),
                                   [](const Json& part) { return text(part, "value") == "unknown"; });
    if (next == parts.end()) break;
    node = &*next;
  }
  std::string words = text(*node, "label");
  if (!text(*node, "organisation").empty())
    words += ", " + organisation_name(desk, text(*node, "organisation"));
  words += ", " + text(*node, "year");
  if (!text(*node, "cell").empty())
    words +=
        ", in " + text(*node, "file") + ", sheet " + text(*node, "sheet") + ", cell " + text(*node, "cell");
  return words;
}

Html unknown_side(const Desk& desk, const TotalState& total, const Json& comparison) {
  return paragraph(
      escaped("In total " + grouped(total.number) +
              " it is not known, because an entry it needs is missing or cannot be read: " +
              why_unknown(desk, total, comparison) + ". ") +
      link(footprint_address("explain", total,
                             {{"line", text(comparison, "headline")}, {"year", text(comparison, "year")}}),
           "From figure to cell", "in total " + std::to_string(total.number)));
}

// With an unknown side nothing can be said of effects: which side it is, why, and what changed.
Html without_effects(const Desk& desk, const Template& edition, const TotalState& before,
                     const TotalState& after, const Json& comparison) {
  Html all = paragraph(line_label(edition, text(comparison, "headline")) + ", " + text(comparison, "year") +
                       ": what moved it cannot be told.");
  if (comparison.at("before").is_null()) all += unknown_side(desk, before, comparison);
  if (comparison.at("after").is_null()) all += unknown_side(desk, after, comparison);
  std::vector<const Json*> changes;
  for (const Json& one : comparison.at("changes")) changes.push_back(&one);
  if (changes.empty()) return inset(all);
  return inset(all) +
         changes_table(desk, edition, "What changed between the two totals", changes, "not known");
}

Html outcome(const Desk& desk, const Template& edition, const TotalState& before, const TotalState& after,
             const Json& comparison) {
  if (!comparison.value("known", true)) return without_effects(desk, edition, before, after, comparison);
  const std::string headline = text(comparison, "headline");
  const Unit* measured = unit_of(edition, headline);
  const std::string unit = measured == nullptr ? "" : measured->label;
  const std::string what = line_label(edition, headline) + ", " + text(comparison, "year") + ", " + unit;
  Html all =
      figures({{grouped(text(comparison, "before")), what + ", before"},
               {grouped(text(comparison, "after")), what + ", after"},
               {grouped(text(comparison, "move")), "the move, " + unit + ", all of it explained below"}});
  const std::string together = text(comparison, "interaction");
  if (!together.empty() && together != "0")
    all += paragraph(grouped(together) + " (" + unit + ") of it comes from changes that only work together.");
  return all + changes_shown(desk, edition, comparison.at("changes"), unit);
}

Field which(const Desk& desk, const std::string& round, const std::string& name, const std::string& label,
            std::int64_t chosen) {
  Field field{.kind = Field::Kind::choice, .name = name, .label = label, .value = std::to_string(chosen)};
  for (const auto& one : totals(desk, round))
    field.choices.push_back(
        {std::to_string(one.number), "Total " + std::to_string(one.number) + ", " + when(one.at)});
  return field;
}

}  // namespace

HttpAnswer compare_page(const Desk& desk, const HttpRequest& request) {
  const auto after = asked_total(desk, request);
  if (!after) return without_total(desk, request, after.error());
  const Template& edition = desk.form_of(after->round);
  Page shown = footprint_page(desk, *after, "Why did it move?");
  const auto asked = std::strtoll(request.one("before").c_str(), nullptr, 10);
  const std::int64_t number = asked > 0 ? asked : std::max<std::int64_t>(1, after->number - 1);
  const auto before = total(desk, after->round, number);
  if (!before) return refused(request, before.error());
  Form choose{.action = "/footprint/compare",
              .button = "Compare",
              .fields = {which(desk, after->round, "before", "Before", number),
                         which(desk, after->round, "number", "After", after->number),
                         line_field(edition, request.one("line")),
                         year_field(edition, chosen_year(edition, request)),
                         {.kind = Field::Kind::hidden, .name = "round", .label = "", .value = after->round}},
              .get = true};
  choose.fields[2].choices.insert(choose.fields[2].choices.begin(), {"", "The headline"});
  shown.body = block("choose", form(request, choose)) + how_far(desk, *after);
  if (number == after->number) {
    shown.body += paragraph("Choose two different totals.");
    return page(request, shown);
  }
  const auto answer = ask(desk, {"compare",
                                 {{"before", before->json}, {"after", after->json}},
                                 {{"line", request.one("line")}, {"year", chosen_year(edition, request)}},
                                 {"json"}});
  shown.body += answer ? outcome(desk, edition, *before, *after, Json::parse(answer->front()))
                       : inset(paragraph(answer.error().sentence + " " + answer.error().remedy));
  return page(request, shown);
}

}  // namespace stp
