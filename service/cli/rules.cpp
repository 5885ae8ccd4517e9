#include <CLI/CLI.hpp>

#include <memory>

#include "service/cli/commands.h"
#include "service/cli/io.h"
#include "service/report/rule_book.h"

namespace stp {

namespace {

struct Options {
  std::string id, edition, output;
  bool json = false, csv = false;
};

// A rule by its id, or a family by the letters before the dash; all without either.
Result<Rules> chosen(const Template& form, const std::string& id) {
  Rules found;
  std::string families;
  for (const auto& rule : form.rules) {
    if (families.find(rule.family) == std::string::npos)
      families += (families.empty() ? "" : ", ") + rule.family;
    if (id.empty() || rule.id == id || rule.family == id) found.push_back(&rule);
  }
  if (!found.empty()) return found;
  return refuse({"rule-unknown", "Edition " + form.edition.code + " has no rule or family \"" + id + "\".",
                 "", "The families are " + families + "; stp rules lists every rule."});
}

int run(const Options& options) {
  auto pipeline = open_pipeline();
  if (!pipeline) return refused(pipeline.error());
  auto form = pipeline->edition(options.edition);
  if (!form) return refused(form.error());
  auto rules = chosen(**form, options.id);
  if (!rules) return refused(rules.error());
  const auto text = options.json  ? rules_as_json(*rules, **form)
                    : options.csv ? rules_as_csv(*rules, **form)
                                  : rules_as_text(*rules, **form);
  auto written = write_output(options.output, text);
  return written ? exits::done : refused(written.error());
}

}  // namespace

void declare_rules(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("rules", "Show the rule book: each rule as an equation and as a sentence");
  command->add_option("id", options->id, "a rule or a family of rules; default: all");
  command->add_option("--edition", options->edition, "edition of the form; default: the newest");
  auto* json = command->add_flag("--json", options->json, "as JSON");
  command->add_flag("--csv", options->csv, "as CSV")->excludes(json);
  command->add_option("-o,--output", options->output, "where to write it; default: standard output");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace stp
