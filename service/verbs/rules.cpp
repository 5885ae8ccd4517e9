#include "service/report/rule_book.h"
#include "service/verbs/show_chosen.h"

namespace stp {

namespace {

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
  return refuse(
      {"rule-unknown", "Edition " + form.edition.code + " has no rule or family \"" + id + "\".", "",
       "The families are " + families + ". The rule book (stp rules; page Rule book) lists every rule."});
}

Result<Answer> run(const Pipeline& pipeline, const Request& request) {
  return show_chosen<Rules>(pipeline, request,
                            {"rules", "id", chosen, rules_as_text, rules_as_json, rules_as_csv});
}

}  // namespace

Verb rules_verb() {
  using Kind = VerbOption::Kind;
  return {.name = "rules",
          .sentence = "Show the rule book: each rule as an equation and as a sentence",
          .inputs = {},
          .options = {{.kind = Kind::text,
                       .name = "id",
                       .sentence = "a rule or a family of rules; default: all",
                       .placed = true},
                      {.kind = Kind::text,
                       .name = "edition",
                       .sentence = "edition of the form; default: the newest"}},
          .formats = {formats::text(), formats::json(), formats::csv()},
          .run = run,
          .output_sentence = "where to write it; default: standard output"};
}

}  // namespace stp
