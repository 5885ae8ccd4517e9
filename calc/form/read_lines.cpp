#include <algorithm>

#include "calc/form/draft.h"

namespace stp {
namespace {

const std::vector<std::string>& kind_words() {  // in the order of LineKind
  static const std::vector<std::string> words{"input", "calculated", "reference"};
  return words;
}
const std::vector<std::string>& sign_words() {  // in the order of Sign
  static const std::vector<std::string> words{"magnitude", "either", "surplus"};
  return words;
}

// lines/finance/F2.yaml holds the lines of statement F2 of the section finance.
void read_statement(FormDraft& draft, const Fields& fields, Line& line) {
  const std::string& file = fields.file();
  const std::size_t slash = file.rfind('/');
  const std::size_t dot = file.rfind('.');
  const Word name{file.substr(slash + 1, dot - slash - 1), {file, 0, 0}};
  const auto& statements = draft.form.statements;
  const auto found = std::find_if(statements.begin(), statements.end(),
                                  [&](const Statement& statement) { return statement.code == name.text; });
  if (found == statements.end()) {
    draft.unknown(name, "statement", codes_of(statements));
    return;
  }
  line.statement = found->code;
  line.section = found->section;
  if (!line.section) return;
  const std::string folder = "lines/" + draft.form.sections[line.section.value].code + "/";
  if (!file.starts_with(folder))
    draft.troubles.add(name.at, "wrong-folder",
                       "The statement " + name.text + " belongs into the folder " + folder + ".",
                       "Move the file, or change the statement's section.");
}

bool is_line_code(std::string_view code) {
  return !code.empty() && code[0] >= 'A' && code[0] <= 'Z' &&
         std::all_of(code.begin(), code.end(),
                     [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

void read_kind(FormDraft& draft, Fields& fields, Line& line) {
  const Template& form = draft.form;
  line.kind = static_cast<LineKind>(fields.one_of("kind", kind_words()));
  line.unit = named<UnitIndex>(draft, fields.word("unit"), form.units, "unit");
  line.sign = static_cast<Sign>(fields.one_of("sign", sign_words()));
  line.note_required = fields.yes("note_required", false);
  line.input_periods =
      named_set<PeriodIndex>(draft, fields.optional_words("input_periods"), form.periods, "period");
  const SourceText at = fields.place_of_key("input_periods");
  if (line.input_periods != 0 && line.kind != LineKind::reference)
    draft.troubles.add(at, "not-a-reference", "Only a reference line has \"input_periods\".",
                       "Remove them, or make it a reference line.");
  if ((line.input_periods & ~line.periods) != 0)
    draft.troubles.add(at, "does-not-apply", "\"input_periods\" names a period the line does not have.",
                       "Name periods of the line only.");
  const bool calculated = line.kind == LineKind::calculated;
  const bool has_formula = fields.find("formula") != nullptr;
  if (calculated && !has_formula)
    draft.troubles.add(fields.at(), "missing-formula",
                       "The calculated line " + line.code + " has no formula.",
                       "Give it one, or make it an input line.");
  if (!calculated && has_formula)
    draft.troubles.add(fields.place_of_key("formula"), "unwanted-formula",
                       "The line " + line.code + " is not calculated and has a formula.",
                       "Remove the formula, or say `kind: calculated`.");
}

// The consolidator works out a summary line; it is asked of nobody.
void read_summary(FormDraft& draft, const Fields& fields, Line& line) {
  TypeSet summaries = 0;
  const auto& types = draft.form.types;
  for (std::size_t i = 0; i < types.size(); ++i)
    if (types[i].summary) summaries |= 1u << i;
  line.summary = (line.types & summaries) != 0;
  if (line.summary && ((line.types & ~summaries) != 0 || line.kind != LineKind::calculated))
    draft.troubles.add(fields.place_of_key("types"), "summary-type",
                       "A summary line is calculated, and has summary types only.",
                       "Define one line for organisations and another for the summary.");
}

Line read_line(FormDraft& draft, Fields& fields) {
  const Template& form = draft.form;
  Line line;
  const Word code = fields.word("code");
  line.code = code.text;
  if (!is_line_code(code.text) && !code.text.empty())
    draft.troubles.add(code.at, "not-a-name", in_quotes(code.text) + " is not a line code.",
                       "Use capital letters and digits only, a letter first.");
  line.label = fields.text("label");
  line.meaning = fields.text_or("meaning", "");
  line.guidance = fields.text_or("guidance", "");
  line.types = named_set<TypeIndex>(draft, fields.words("types"), form.types, "type");
  line.scenarios = named_set<ScenarioIndex>(draft, fields.words("scenarios"), form.scenarios, "scenario");
  line.periods = named_set<PeriodIndex>(draft, fields.words("periods"), form.periods, "period");
  read_kind(draft, fields, line);
  read_summary(draft, fields, line);
  read_statement(draft, fields, line);
  line.source = draft.source(fields);
  line.at = fields.at();
  return line;
}

}  // namespace

void read_lines(FormDraft& draft) {
  auto& lines = draft.form.lines;
  draft.each("lines", "line", [&](Fields& fields) {
    Line line = read_line(draft, fields);
    if (!draft.is_new(fields, line.code)) return;
    draft.line_definitions.emplace(line.code, Definition{&fields.map(), &fields.file()});
    lines.push_back(std::move(line));
  });
  std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.code < b.code; });
  for (std::size_t i = 0; i < lines.size(); ++i)
    draft.form.line_by_code.emplace(lines[i].code, static_cast<std::uint16_t>(i));
}

}  // namespace stp
