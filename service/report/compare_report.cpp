#include "service/report/compare_report.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "service/report/aligned_table.h"
#include "service/report/bridge_amounts.h"
#include "service/report/csv_text.h"

namespace stp {
namespace {

template <class Items, class Position>
std::string code_of(const Items& items, Position position) {
  return position ? items[position.value].code : std::string();
}

std::string year_of(const Change& change, const Template& form) {
  return change.period ? form.periods[change.period.value].label : std::string();
}

std::string what(const Change& change) {
  std::string text;
  for (const auto& part : {change.table, change.row_key, change.code, change.label, change.column})
    if (!part.empty()) text += (text.empty() ? "" : " ") + part;
  if (change.kind == "added") text += " (new line)";
  if (change.kind == "retired") text += " (retired line)";
  return text;
}

std::string as_shown(const std::string& text) {
  const Parsed number = parse_decimal(text);
  return text.empty()                  ? "blank"
         : number.outcome == Parse::ok ? plain_amount(number.value)
                                       : shortened(text, 24);
}

std::string unknown_side(const ComparisonResult& comparison) {
  if (comparison.before_known == comparison.after_known)
    return comparison.before_known ? "as a move" : "on both sides";
  return comparison.before_known ? "on the later side" : "on the earlier side";
}

std::string summary(const ComparisonResult& comparison, const Template& form) {
  const Line& headline = form.lines[comparison.headline.value];
  const std::string name =
      headline.code + " " + headline.label + ", " + form.periods[comparison.period.value].label;
  const std::string count = fmt::format("{} {}", comparison.changes.size(),
                                        comparison.changes.size() == 1 ? "entry has" : "entries have");
  if (!comparison.known)
    return name + " is unknown " + unknown_side(comparison) + ", so effects on it cannot be told. " + count +
           " changed.\n";
  return fmt::format("{}: from {} to {} ({}), a move of {}. {} changed; together they explain {}.\n", name,
                     plain_amount(comparison.before), plain_amount(comparison.after),
                     form.units[headline.unit.value].label, signed_amount(comparison.move), count,
                     signed_amount(comparison.explained));
}

std::vector<std::string> row(const Change& change, const Template& form) {
  return {signed_amount(change.effect),
          code_of(form.organisations, change.organisation),
          shortened(what(change), 60),
          year_of(change, form),
          as_shown(change.before),
          as_shown(change.after),
          change.after_where.empty() ? change.before_where : change.after_where};
}

using Json = nlohmann::ordered_json;

Json as_json(const Change& change, const Template& form) {
  return {{"kind", change.kind},
          {"organisation", code_of(form.organisations, change.organisation)},
          {"line", change.code},
          {"label", change.label},
          {"scenario", code_of(form.scenarios, change.scenario)},
          {"year", year_of(change, form)},
          {"table", change.table},
          {"row", change.row_key},
          {"column", change.column},
          {"before", change.before},
          {"after", change.after},
          {"difference", to_text(change.difference)},
          {"effect", to_text(change.effect)},
          {"before_where", change.before_where},
          {"after_where", change.after_where}};
}

}  // namespace

std::string comparison_as_text(const ComparisonResult& comparison, const Template& form, std::size_t most) {
  std::string text = summary(comparison, form);
  if (comparison.before_edition != comparison.after_edition)
    text += "Editions differ: " + comparison.before_edition + ", then " + comparison.after_edition + ".\n";
  if (comparison.changes.empty()) return text;
  std::vector<std::vector<std::string>> rows;
  Decimal left_out;
  for (std::size_t i = 0; i < comparison.changes.size(); ++i) {
    if (i < most)
      rows.push_back(row(comparison.changes[i], form));
    else
      left_out += comparison.changes[i].effect;
  }
  if (comparison.changes.size() > most)
    rows.push_back(
        {signed_amount(left_out), "", fmt::format("{} smaller changes", comparison.changes.size() - most)});
  if (!comparison.interaction.is_zero())
    rows.push_back({signed_amount(comparison.interaction), "", "Not explained by single entries"});
  return text + "\n" +
         aligned_table({{"Effect", true},
                        {"Org", false},
                        {"What", false},
                        {"Year", false},
                        {"Before", true},
                        {"After", true},
                        {"Where", false}},
                       rows);
}

namespace {

Json known_amount(bool known, Decimal amount) { return known ? Json(to_text(amount)) : Json(nullptr); }

}  // namespace

std::string comparison_as_json(const ComparisonResult& comparison, const Template& form) {
  Json changes = Json::array();
  for (const auto& change : comparison.changes) changes.push_back(as_json(change, form));
  const Json whole = {{"headline", form.lines[comparison.headline.value].code},
                      {"year", form.periods[comparison.period.value].label},
                      {"known", comparison.known},
                      {"before_edition", comparison.before_edition},
                      {"after_edition", comparison.after_edition},
                      {"before", known_amount(comparison.before_known, comparison.before)},
                      {"after", known_amount(comparison.after_known, comparison.after)},
                      {"move", known_amount(comparison.known, comparison.move)},
                      {"explained", to_text(comparison.explained)},
                      {"interaction", to_text(comparison.interaction)},
                      {"changes", changes}};
  return whole.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string comparison_as_csv(const ComparisonResult& comparison, const Template& form) {
  std::string text =
      "effect,organisation,line,label,scenario,year,before,after,difference,kind,table,row,column,before_"
      "where,"
      "after_where\r\n";
  for (const auto& change : comparison.changes) {
    text += csv_number(to_text(change.effect));
    for (const auto& one :
         {code_of(form.organisations, change.organisation), change.code, change.label,
          code_of(form.scenarios, change.scenario), year_of(change, form), change.before, change.after})
      text += "," + csv_text(one);
    text += "," + csv_number(to_text(change.difference));
    for (const auto& one :
         {change.kind, change.table, change.row_key, change.column, change.before_where, change.after_where})
      text += "," + csv_text(one);
    text += "\r\n";
  }
  return text;
}

}  // namespace stp
