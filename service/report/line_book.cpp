#include <algorithm>

#include <nlohmann/json.hpp>

#include "calc/form/render.h"
#include "service/report/aligned_table.h"
#include "service/report/book_words.h"
#include "service/report/csv_text.h"
#include "service/report/rule_book.h"

namespace stp {
namespace {

using Json = nlohmann::ordered_json;

void add(std::string& text, const std::string& name, const std::string& value) {
  if (value.empty()) return;
  const std::size_t room = name.size() < 12 ? 12 - name.size() : 1;
  text += "  " + name + std::string(room, ' ') + value + "\n";
}

// Where a formula holds only for some organisations or years, it says so.
std::string holds_for(const FormulaCase& one, const Line& line, const Template& form) {
  std::string text;
  if (one.types != line.types) text += " for " + joined(types_in(one.types & line.types, form));
  if (one.periods != line.periods) text += " in " + joined(periods_in(one.periods & line.periods, form));
  return text;
}

std::vector<std::string> rules_about(LineIndex line, const Template& form) {
  std::vector<std::string> ids;
  for (const auto& rule : form.rules) {
    const auto& lines = rule.selector.lines;
    if (std::find(lines.begin(), lines.end(), line) != lines.end()) ids.push_back(rule.id);
  }
  return ids;
}

std::string formulas(const Line& line, const Template& form, bool words) {
  std::string text;
  for (const auto& one : line.formulas)
    text += (text.empty() ? "" : "; ") + (words ? in_words(one.formula, form) : one.text) +
            holds_for(one, line, form);
  return text;
}

std::string in_full(LineIndex index, const Template& form) {
  const Line& line = form.lines[index.value];
  std::string text = line.code + "  " + line.label + "\n\n";
  if (!line.meaning.empty()) text += "  " + line.meaning + "\n\n";
  add(text, "kind", kind_in_words(line.kind));
  add(text, "statement", line.statement + ", " + form.sections[line.section.value].label);
  add(text, "filled by", joined(types_in(line.types, form)));
  add(text, "unit", form.units[line.unit.value].label);
  add(text, "sign", sign_in_words(line.sign));
  add(text, "scenarios", joined(scenarios_in(line.scenarios, form)));
  add(text, "years", joined(periods_in(line.periods, form)));
  if (line.kind == LineKind::reference) add(text, "typed in", joined(periods_in(line.input_periods, form)));
  for (const auto& one : line.formulas) {
    add(text, "formula", one.text + holds_for(one, line, form));
    add(text, "in words", in_words(one.formula, form));
  }
  if (line.note_required) add(text, "note", "compulsory");
  add(text, "rules", joined(rules_about(index, form)));
  add(text, "source", line.source);
  add(text, "written in", "templates/" + line.at.file + ":" + std::to_string(line.at.line));
  return text;
}

Json json_of(LineIndex index, const Template& form) {
  const Line& line = form.lines[index.value];
  Json json{{"code", line.code},
            {"label", line.label},
            {"statement", line.statement},
            {"section", form.sections[line.section.value].code},
            {"types", types_in(line.types, form)},
            {"kind", kind_in_words(line.kind)},
            {"unit", form.units[line.unit.value].code},
            {"sign", sign_in_words(line.sign)},
            {"scenarios", scenarios_in(line.scenarios, form)},
            {"years", periods_in(line.periods, form)}};
  if (!line.meaning.empty()) json["meaning"] = line.meaning;
  for (const auto& one : line.formulas)
    json["formulas"].push_back({{"equation", one.text},
                                {"words", in_words(one.formula, form)},
                                {"types", types_in(one.types & line.types, form)},
                                {"years", periods_in(one.periods & line.periods, form)}});
  if (line.note_required) json["note_required"] = true;
  json["rules"] = rules_about(index, form);
  json["source"] = line.source;
  return json;
}

}  // namespace

std::string lines_as_text(const Lines& lines, const Template& form) {
  if (lines.size() == 1) return in_full(lines.front(), form);
  std::vector<std::vector<std::string>> rows;
  for (const auto index : lines) {
    const Line& line = form.lines[index.value];
    rows.push_back({line.code, line.label, kind_in_words(line.kind), form.units[line.unit.value].label,
                    joined(types_in(line.types, form))});
  }
  return aligned_table({{"Code"}, {"Line"}, {"Kind"}, {"Unit"}, {"Filled by"}}, rows) + "\n" +
         std::to_string(lines.size()) + " lines of edition " + form.edition.code +
         ". stp lines CODE shows one in full.\n";
}

std::string lines_as_json(const Lines& lines, const Template& form) {
  Json json{{"edition", form.edition.code}, {"lines", Json::array()}};
  for (const auto line : lines) json["lines"].push_back(json_of(line, form));
  return json.dump(2) + "\n";
}

std::string lines_as_csv(const Lines& lines, const Template& form) {
  std::string text =
      "code,label,statement,section,filled_by,kind,unit,sign,scenarios,years,formula,in_words,meaning,"
      "source\r\n";
  for (const auto index : lines) {
    const Line& line = form.lines[index.value];
    std::string row;
    for (const auto& cell :
         {line.code, line.label, line.statement, form.sections[line.section.value].code,
          joined(types_in(line.types, form)), kind_in_words(line.kind), form.units[line.unit.value].label,
          sign_in_words(line.sign), joined(scenarios_in(line.scenarios, form)),
          joined(periods_in(line.periods, form)), formulas(line, form, false), formulas(line, form, true),
          line.meaning, line.source})
      row += (row.empty() ? "" : ",") + csv_text(cell);
    text += row + "\r\n";
  }
  return text;
}

}  // namespace stp
