#include <CLI/CLI.hpp>

#include <memory>

#include "service/cli/commands.h"
#include "service/cli/io.h"
#include "service/report/rule_book.h"

namespace stp {

namespace {

struct Options {
  std::string code, edition, output;
  bool json = false, csv = false;
};

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
                 "The statements are " + statements + "; stp lines lists every line."});
}

int run(const Options& options) {
  auto pipeline = open_pipeline();
  if (!pipeline) return refused(pipeline.error());
  auto form = pipeline->edition(options.edition);
  if (!form) return refused(form.error());
  auto lines = chosen(**form, options.code);
  if (!lines) return refused(lines.error());
  const auto text = options.json  ? lines_as_json(*lines, **form)
                    : options.csv ? lines_as_csv(*lines, **form)
                                  : lines_as_text(*lines, **form);
  auto written = write_output(options.output, text);
  return written ? exits::done : refused(written.error());
}

}  // namespace

void declare_lines(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("lines", "Show the line dictionary: each line with its formula and its sentence");
  command->add_option("code", options->code, "a line, a statement or a section; default: all");
  command->add_option("--edition", options->edition, "edition of the form; default: the newest");
  auto* json = command->add_flag("--json", options->json, "as JSON");
  command->add_flag("--csv", options->csv, "as CSV")->excludes(json);
  command->add_option("-o,--output", options->output, "where to write it; default: standard output");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace stp
