#include "service/report/rule_book.h"

#include <nlohmann/json.hpp>

#include "calc/finding.h"
#include "calc/form/render.h"
#include "service/report/aligned_table.h"
#include "service/report/book_words.h"
#include "service/report/csv_text.h"

namespace stp {
namespace {

using Json = nlohmann::ordered_json;

std::string words_of(const std::optional<Expression>& expression, const Template& form) {
  return expression ? in_words(*expression, form) : std::string();
}

void add(std::string& text, const std::string& name, const std::string& value) {
  if (value.empty()) return;
  const std::size_t room = name.size() < 12 ? 12 - name.size() : 1;
  text += "  " + name + std::string(room, ' ') + value + "\n";
}

std::string in_full(const Rule& rule, const Template& form) {
  std::string text = rule.id + "  " + rule.title + "\n\n  " + rule.statement + "\n\n";
  add(text, "severity", severity_in_words(rule));
  add(text, "looks at", looks_at(rule, form));
  add(text, "only where", words_of(rule.when, form));
  add(text, "holds when", rule.check_text);
  add(text, "in words", words_of(rule.check, form));
  for (const auto& kind : rule.observations)
    add(text, "observes", kind + ": " + form.observation_kinds.at(kind));
  for (const auto& [name, values] : rule.with) add(text, "with", name + " = " + joined(values));
  add(text, "tolerance", tolerance_in_words(rule));
  add(text, "message", rule.message);
  add(text, "remedy", rule.remedy);
  for (const auto& [kind, remedy] : rule.remedy_of) add(text, "remedy", kind + ": " + remedy);
  for (const auto& example : rule.examples) add(text, example.passes ? "passes" : "fails", example.text);
  add(text, "asked on", rule.on_total ? "the footprint total" : "each return");
  add(text, "owner", rule.owner);
  add(text, "source", rule.source);
  if (rule.status != "active") add(text, "status", rule.status);
  add(text, "written in", "templates/" + rule.at.file + ":" + std::to_string(rule.at.line));
  return text;
}

Json json_of(const Rule& rule, const Template& form) {
  Json json{{"id", rule.id}, {"title", rule.title}, {"statement", rule.statement}, {"owner", rule.owner}};
  for (const auto& [stage, severity] : rule.severity_by_stage) json["severity"][stage] = to_text(severity);
  for (const auto line : rule.selector.lines) json["lines"].push_back(form.lines[line.value].code);
  if (rule.selector.types != 0) json["types"] = types_in(rule.selector.types, form);
  if (rule.when) json["when"] = words_of(rule.when, form);
  if (rule.check) json["check"] = {{"equation", rule.check_text}, {"words", words_of(rule.check, form)}};
  if (!rule.observations.empty()) json["observes"] = rule.observations;
  for (const auto& [name, values] : rule.with) json["with"][name] = values;
  json["tolerance"] = tolerance_in_words(rule);
  json["message"] = rule.message;
  json["remedy"] = rule.remedy;
  for (const auto& [kind, remedy] : rule.remedy_of) json["remedy_of"][kind] = remedy;
  for (const auto& example : rule.examples)
    json["examples"].push_back({{"outcome", example.passes ? "passes" : "fails"}, {"text", example.text}});
  json["on"] = rule.on_total ? "total" : "return";
  json["status"] = rule.status;
  json["source"] = rule.source;
  return json;
}

}  // namespace

std::string rules_as_text(const Rules& rules, const Template& form) {
  if (rules.size() == 1) return in_full(*rules.front(), form);
  std::vector<std::vector<std::string>> rows;
  for (const Rule* rule : rules) rows.push_back({rule->id, severity_in_words(*rule), rule->title});
  return aligned_table({{"Rule"}, {"Severity"}, {"What must hold"}}, rows) + "\n" +
         std::to_string(rules.size()) + " rules of edition " + form.edition.code +
         ". stp rules ID shows one in full.\n";
}

std::string rules_as_json(const Rules& rules, const Template& form) {
  Json json{{"edition", form.edition.code}, {"rules", Json::array()}};
  for (const Rule* rule : rules) json["rules"].push_back(json_of(*rule, form));
  return json.dump(2) + "\n";
}

std::string rules_as_csv(const Rules& rules, const Template& form) {
  std::string text =
      "rule,title,statement,severity,looks_at,equation,in_words,observes,tolerance,message,remedy,on,"
      "source\r\n";
  for (const Rule* rule : rules) {
    std::string row;
    for (const auto& cell : {rule->id, rule->title, rule->statement, severity_in_words(*rule),
                             looks_at(*rule, form), rule->check_text, words_of(rule->check, form),
                             joined(rule->observations), tolerance_in_words(*rule), rule->message,
                             rule->remedy, std::string(rule->on_total ? "total" : "return"), rule->source})
      row += (row.empty() ? "" : ",") + csv_text(cell);
    text += row + "\r\n";
  }
  return text;
}

}  // namespace stp
