#include "service/report/rule_book.h"
#include "service/verbs/show_chosen.h"

namespace stp {

namespace {

// A line by its code, or all of a statement or section; all without either.
Result<Lines> chosen(const Template& form, const std::string& code) {
  Lines found;
  std::string statements;
  for (const auto& statement : form.statements)
    statements += (statements.empty() ? "" : ", ") + statement.code;
  for (LineIndex line{0}; line.value < form.lines.size(); ++line.value) {
    const Line& definition = form.lines[line.value];
    if (code.empty() || definition.code == code || definition.statement == code ||
        form.sections[definition.section.value].code == code)
      found.push_back(line);
  }
  if (!found.empty()) return found;
  return refuse({"line-unknown",
                 "Edition " + form.edition.code + " has no line or statement \"" + code + "\".", "",
                 "The statements are " + statements +
                     ". The line dictionary (stp lines; page Line dictionary) lists every line."});
}

Result<Answer> run(const Pipeline& pipeline, const Request& request) {
  return show_chosen<Lines>(pipeline, request,
                            {"lines", "code", chosen, lines_as_text, lines_as_json, lines_as_csv});
}

}  // namespace

Verb lines_verb() {
  using Kind = VerbOption::Kind;
  return {.name = "lines",
          .sentence = "Show the line dictionary: each line with its formula and its sentence",
          .inputs = {},
          .options = {{.kind = Kind::text,
                       .name = "code",
                       .sentence = "a line, a statement or a section; default: all",
                       .placed = true},
                      {.kind = Kind::text,
                       .name = "edition",
                       .sentence = "edition of the form; default: the newest"}},
          .formats = {formats::text(), formats::json(), formats::csv()},
          .run = run,
          .output_sentence = "where to write it; default: standard output"};
}

}  // namespace stp
