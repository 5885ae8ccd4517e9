#include <algorithm>

#include "calc/form/judge.h"
#include "calc/form/message.h"
#include "calc/form/rule_reader.h"
#include "calc/formula/check.h"

namespace stp {

bool uses_this(const Expression& expression) {
  return expression.op == Operator::this_line ||
         std::any_of(expression.operands.begin(), expression.operands.end(), uses_this);
}

namespace {

const std::vector<std::string>& severity_words() {  // in the order of Severity
  static const std::vector<std::string> words{"information", "warning", "error"};
  return words;
}

void read_severity(FormDraft& draft, Fields& fields, Rule& rule) {
  const TextNode* node = fields.needed("severity");
  if (!node) return;
  if (node->kind != TextNode::Kind::map) {
    const auto severity = static_cast<Severity>(fields.one_of("severity", severity_words()));
    for (const std::string& stage : stage_names()) rule.severity_by_stage[stage] = severity;
    return;
  }
  Fields by_stage(*node, fields.file(), "severity", draft.troubles);
  for (const std::string& stage : stage_names())
    rule.severity_by_stage[stage] = static_cast<Severity>(by_stage.one_of(stage, severity_words()));
  by_stage.done();
}

class RuleReader {
 public:
  RuleReader(FormDraft& draft, Fields& fields) : draft_(draft), fields_(fields), reader_(draft, true) {}

  Rule read() {
    read_words();
    read_severity(draft_, fields_, rule_);
    rule_.when = expression("when");
    rule_.check = expression("check");
    rule_.expected = expression("expected");
    if (const TextNode* check = fields_.map().find("check")) rule_.check_text = check->text;
    read_observes();
    read_remedies();
    read_tolerance();
    read_parameters(draft_, fields_, rule_);
    for (const Word& rule : fields_.optional_words("yields_to")) rule_.yields_to.push_back(rule.text);
    rule_.selector = read_selector(draft_, fields_, rule_.check);
    check_meaning();
    check_holes("message");
    check_holes("remedy");
    read_examples(draft_, fields_, rule_);
    return std::move(rule_);
  }

 private:
  void read_words() {
    rule_.id = fields_.text("id");
    rule_.family = rule_.id.substr(0, rule_.id.find('-'));
    check_file();
    rule_.title = fields_.text("title");
    rule_.statement = fields_.text("statement");
    rule_.owner = fields_.text("owner");
    rule_.message = fields_.text("message");
    rule_.remedy = fields_.text("remedy");
    rule_.on_total = fields_.one_of("on", {"return", "total"}, 0) == 1;
    rule_.status = fields_.one_of("status", {"active", "off"}, 0) == 0 ? "active" : "off";
    rule_.source = draft_.source(fields_);
    rule_.at = fields_.at();
  }

  // rules/<family>.yaml
  void check_file() {
    const std::string file = "rules/" + rule_.family + ".yaml";
    if (!rule_.id.empty() && fields_.file() != file)
      add(fields_.place_of_key("id"), "wrong-file", "The rule " + rule_.id + " belongs into " + file + ".",
          "Move it, or give it an id of this family.");
  }

  std::optional<Expression> expression(const char* key) {
    if (!fields_.optional_word(key)) return {};
    auto parsed = reader_.parse(*fields_.map().find(key), fields_.file());
    return parsed;
  }

  void read_observes() {
    for (const Word& kind : fields_.optional_words("observes")) {
      rule_.observations.push_back(kind.text);
      if (draft_.form.observation_kinds.contains(kind.text)) continue;
      std::vector<std::string> known;
      for (const auto& [name, means] : draft_.form.observation_kinds) known.push_back(name);
      draft_.unknown(kind, "observation", known);
    }
    const bool checks = fields_.map().find("check") != nullptr;
    if (checks == rule_.observations.empty()) return;
    if (checks || !fields_.map().find("observes"))
      add(fields_.at(), "check-or-observes", "A rule has either a check or observations.",
          "Keep one of \"check\" and \"observes\".");
  }

  // A kind of observation that is mended in another way than the rule's others.
  void read_remedies() {
    const TextNode* node = fields_.find("remedy_of");
    if (!node) return;
    Fields remedies(*node, fields_.file(), "remedy_of", draft_.troubles);
    for (const auto& kind : rule_.observations)
      if (const TextNode* remedy = node->find(kind)) {
        rule_.remedy_of[kind] = remedies.text(kind);
        check_holes(remedy, "remedy");
      }
    remedies.done();
  }

  void read_tolerance() {
    rule_.tolerance_text = fields_.text_or("tolerance", rule_.check ? "derived" : "exact");
    if (rule_.tolerance_text == "exact")
      rule_.tolerance = Tolerance::exact;
    else if (rule_.tolerance_text == "derived")
      rule_.tolerance = Tolerance::derived;
    else {
      rule_.tolerance = Tolerance::stated;
      rule_.allowed = expression("tolerance");
    }
  }

  // Units and applicability of every expression, at each line the rule looks at.
  void check_meaning() {
    check_expression(rule_.when, "when", true);
    check_expression(rule_.check, "check", true);
    check_expression(rule_.expected, "expected", false);
    check_expression(rule_.allowed, "tolerance", false);
  }

  void check_expression(const std::optional<Expression>& expression, const char* key, bool must_be_truth) {
    if (!expression) return;
    const TextNode& node = *fields_.map().find(key);
    std::vector<Dimension> seen;
    for (const LineIndex index : rule_.selector.lines) {
      const Line& line = draft_.form.lines[index.value];
      const Selector part = part_of(rule_.selector, line);
      reader_.add(applicability(*expression, reader_.meanings(), part.types, part.periods, part.scenarios),
                  "does-not-apply", node, fields_.file());
      const Dimension of_this = reader_.meanings().line_dimension(index);
      if (std::find(seen.begin(), seen.end(), of_this) != seen.end()) continue;
      seen.push_back(of_this);
      check_dimension(*expression, node, of_this, must_be_truth);
    }
    if (rule_.selector.lines.empty() && !uses_this(*expression))
      check_dimension(*expression, node, {}, must_be_truth);
  }

  void check_dimension(const Expression& expression, const TextNode& node, std::optional<Dimension> of_this,
                       bool must_be_truth) {
    const auto found = reader_.dimension(expression, node, fields_.file(), of_this);
    if (found && found->truth != must_be_truth)
      add(fields_.place(node), "unlike-units",
          must_be_truth ? "This must be a condition, and it is " + in_words(*found) + "."
                        : "This must be a number, and it is a condition.",
          must_be_truth ? "Compare it with something: this >= 0." : "Write what the figure should be.");
  }

  void check_holes(const char* key) { check_holes(fields_.map().find(key), key); }

  void check_holes(const TextNode* node, const std::string& key) {
    if (!node || node->kind != TextNode::Kind::scalar) return;
    for (const Hole& hole : holes_in(node->text)) {
      const std::string reason = nothing_fills(hole.name);
      if (reason.empty()) continue;
      const auto column = static_cast<std::uint32_t>(hole.offset + 1);
      add(place_within(fields_.file(), draft_.texts.find(fields_.file())->second, *node, column),
          "unfilled-hole", "Nothing fills the hole {" + hole.name + "} of this " + key + ": " + reason + ".",
          suggest(hole.name, hole_names(), "Holes are " + joined(hole_names(), ", ") + "."));
    }
  }

  std::string nothing_fills(const std::string& hole) const {
    const auto& names = hole_names();
    if (std::find(names.begin(), names.end(), hole) == names.end()) return "there is no such hole";
    if (!fields_.map().find("check")) return "";
    if (hole == "detail") return "only what is observed has details";
    const bool of_comparison =
        hole == "found" || hole == "expected" || hole == "difference" || hole == "allowed";
    if (!of_comparison || !rule_.check || compares_numbers(*rule_.check)) return "";
    if (hole != "allowed" && rule_.expected) return "";
    return "the check compares no numbers";
  }

  void add(const SourceText& at, std::string code, std::string sentence, std::string remedy) {
    draft_.troubles.add(at, std::move(code), std::move(sentence), std::move(remedy));
  }

  FormDraft& draft_;
  Fields& fields_;
  FormulaReader reader_;
  Rule rule_;
};

// A rule may yield to any other, wherever it is written.
void check_yields(FormDraft& draft) {
  for (const Rule& rule : draft.form.rules)
    for (const std::string& id : rule.yields_to)
      if (std::none_of(draft.form.rules.begin(), draft.form.rules.end(),
                       [&](const Rule& one) { return one.id == id; }))
        draft.troubles.add(rule.at, "unknown-rule",
                           "The rule " + rule.id + " yields to \"" + id + "\", which is no rule.",
                           "Name a rule of rules/.");
}

}  // namespace

void read_rules(FormDraft& draft) {
  auto& rules = draft.form.rules;
  draft.each("rules", "rule", [&](Fields& fields) {
    Rule rule = RuleReader(draft, fields).read();
    if (draft.is_new(fields, rule.id, "id")) rules.push_back(std::move(rule));
  });
  std::sort(rules.begin(), rules.end(), [](const Rule& a, const Rule& b) { return a.id < b.id; });
  check_yields(draft);
}

}  // namespace stp
