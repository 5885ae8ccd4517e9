#include <algorithm>
#include <bit>

#include "calc/form/example_figures.h"
#include "calc/form/judge.h"
#include "calc/form/rule_reader.h"

namespace stp {
namespace {

struct Observed {
  std::string kind;
  std::optional<Decimal> difference;
};

std::uint16_t last_of(std::uint32_t set) { return static_cast<std::uint16_t>(std::bit_width(set) - 1); }

class ExampleReader {
 public:
  ExampleReader(FormDraft& draft, const Rule& rule, Fields& rule_fields)
      : draft_(draft), rule_(rule), rule_fields_(rule_fields), reader_(draft, true) {}

  std::optional<RuleExample> read(const TextNode& node) {
    Fields fields(node, rule_fields_.file(), "example", draft_.troubles);
    const TextNode* passes = fields.find("passes");
    const TextNode* fails = fields.find("fails");
    fields.done();
    const TextNode* map = passes ? passes : fails;
    if (!map || (passes && fails) || map->kind != TextNode::Kind::map || map->entries.empty()) {
      add(fields.at(), "wrong-type", "An example says either what passes or what fails.",
          "Write {passes: {CODE: 5}} or {fails: {CODE: -5}}, CODE being a line.");
      return {};
    }
    RuleExample example{written(*map), passes != nullptr};
    if (rule_.check || !rule_.observations.empty()) run(*map, example);
    return example;
  }

 private:
  static std::string written(const TextNode& map) {
    std::vector<std::string> parts;
    for (const TextEntry& entry : map.entries) parts.push_back(entry.key + ": " + entry.value.text);
    return joined(parts, ", ");
  }

  void run(const TextNode& map, const RuleExample& example) {
    const auto observed = read_observed(map);
    std::vector<ExampleFigure> given;
    std::vector<SourceText> places;
    if (!observed || !read_figures(map, given, places)) return;
    const auto base = position(given, places);
    if (!base) return;
    ExampleFigures figures(draft_.form, *base);
    for (std::size_t i = 0; i < given.size(); ++i)
      if (!figures.give(given[i]))
        add(places[i], "example-figure", "An example cannot give this figure, or gives it twice.",
            "Give a line, previous(..), in(..), stated(..), earlier(..), organisations(..: a line), a "
            "constant, cover(..), rows(..) or places(..).");
    judge_it(map, example, *base, figures, *observed);
  }

  void judge_it(const TextNode& map, const RuleExample& example, const Position& base,
                const ExampleFigures& figures, const Observed& observed) {
    const bool fired = rule_.check ? fires(rule_, base, figures)
                                   : fires_on(rule_, observed.kind, observed.difference, base, figures);
    if (fired != example.passes) return;
    const bool unknown = rule_.check && !judge(rule_, base, figures).known;
    add(rule_fields_.place(map), "example-wrong",
        "The rule " + rule_.id +
            (fired ? " fails on this example, which says that it passes."
                   : " passes this example, which says that it fails.") +
            (unknown ? " Something the rule reads is unknown in it." : ""),
        "Correct the example, or the rule.");
  }

  static bool is_of_observation(std::string_view key) {
    return key == "observed" || key == "found" || key == "expected" || key == "detail" || key == "difference";
  }

  std::optional<Observed> read_observed(const TextNode& map) {
    if (rule_.check) return Observed{};
    Observed observed;
    const TextNode* kind = map.find("observed");
    if (!kind) {
      add(rule_fields_.place(map), "missing-key", "An example of a rule that observes says what is observed.",
          "Write {fails: {observed: " + rule_.observations.front() + "}}.");
      return {};
    }
    observed.kind = kind->text;
    if (!draft_.form.observation_kinds.contains(kind->text)) {
      std::vector<std::string> known;
      for (const auto& [name, means] : draft_.form.observation_kinds) known.push_back(name);
      draft_.unknown({kind->text, rule_fields_.place(*kind)}, "observation", known);
      return {};
    }
    observed.difference = difference_of(map);
    return observed;
  }

  std::optional<Decimal> difference_of(const TextNode& map) {
    if (const TextNode* stated = map.find("difference"))
      return read_number({stated->text, rule_fields_.place(*stated)}, draft_.troubles);
    const TextNode* found = map.find("found");
    const TextNode* expected = map.find("expected");
    if (!found || !expected) return {};
    const Parsed left = parse_decimal(found->text), right = parse_decimal(expected->text);
    if (left.outcome != Parse::ok || right.outcome != Parse::ok) return {};
    return left.value - right.value;
  }

  bool read_figures(const TextNode& map, std::vector<ExampleFigure>& given, std::vector<SourceText>& places) {
    bool whole = true;
    for (const TextEntry& entry : map.entries) {
      if (!rule_.check && is_of_observation(entry.key)) continue;
      auto figure = read_figure(entry);
      whole = whole && figure.has_value();
      if (!figure) continue;
      given.push_back(std::move(*figure));
      places.push_back({rule_fields_.file(), entry.line, entry.column});
    }
    return whole;
  }

  std::optional<ExampleFigure> read_figure(const TextEntry& entry) {
    TextNode key;
    key.kind = TextNode::Kind::scalar;
    key.text = entry.key;
    key.line = entry.line;
    key.column = entry.column;
    key.offset =
        draft_.texts.find(rule_fields_.file())->second.size();  // its troubles point at the key's start
    auto parsed = parse_key(key);
    if (!parsed) return {};
    ExampleFigure figure{std::move(*parsed), entry.value.text, {}, entry.value.text == "blank"};
    if (figure.blank || figure.text == "unreadable" || figure.key.op == Operator::cover) return figure;
    figure.number = read_number({figure.text, rule_fields_.place(entry.value)}, draft_.troubles);
    if (!figure.number) return {};
    return figure;
  }

  std::optional<Expression> parse_key(const TextNode& key) {
    auto parsed = parse_formula(key.text, TemplateNames(draft_.form), {true});
    if (parsed) return std::move(*parsed);
    for (const FormulaTrouble& trouble : parsed.error())
      add(rule_fields_.place(key), "formula", trouble.sentence, trouble.remedy);
    return {};
  }

  // `this` is the line of the first figure; the year the last one the rule looks at; so is the scenario.
  std::optional<Position> position(const std::vector<ExampleFigure>& given,
                                   const std::vector<SourceText>& places) {
    const auto& selected = rule_.selector.lines;
    Position base;
    base.organisation = OrganisationIndex{0};
    if (!selected.empty()) base.line = selected.front();
    const LineIndex first =
        given.empty() ? LineIndex{} : ExampleFigures::line_of(given.front().key, base.line);
    if (first && !selected.empty() && std::find(selected.begin(), selected.end(), first) == selected.end()) {
      add(places.front(), "example-figure",
          "The rule does not look at " + draft_.form.lines[first.value].code +
              ", the first figure of this example.",
          "Begin with a line the rule looks at.");
      return {};
    }
    if (first) base.line = first;
    Selector part = rule_.selector;
    if (base.line) part = part_of(rule_.selector, draft_.form.lines[base.line.value]);
    if (part.periods == 0) part.periods = 1u << (draft_.form.periods.size() - 1);
    if (part.scenarios == 0) part.scenarios = 1u << (draft_.form.scenarios.size() - 1);
    base.period = PeriodIndex{last_of(part.periods)};
    base.scenario = ScenarioIndex{last_of(part.scenarios)};
    return base;
  }

  void add(const SourceText& at, std::string code, std::string sentence, std::string remedy) {
    draft_.troubles.add(at, std::move(code), std::move(sentence), std::move(remedy));
  }

  FormDraft& draft_;
  const Rule& rule_;
  Fields& rule_fields_;
  FormulaReader reader_;
};

}  // namespace

void read_examples(FormDraft& draft, Fields& fields, Rule& rule) {
  ExampleReader reader(draft, rule, fields);
  for (const TextNode* node : fields.maps("examples"))
    if (auto example = reader.read(*node)) rule.examples.push_back(std::move(*example));
  const auto passing = std::count_if(rule.examples.begin(), rule.examples.end(),
                                     [](const RuleExample& example) { return example.passes; });
  const auto failing = static_cast<std::ptrdiff_t>(rule.examples.size()) - passing;
  if (passing == 0 || failing == 0)
    draft.troubles.add(fields.at(), "example-missing",
                       std::string("This rule has no example that ") + (passing == 0 ? "passes." : "fails."),
                       "Every rule shows what it lets pass and what it finds.");
}

}  // namespace stp
