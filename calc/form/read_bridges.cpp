#include "calc/form/draft.h"

namespace stp {
namespace {

// F5115 or previous(F5115): where the bridge starts.
LineIndex read_opening(FormDraft& draft, Word word, bool& previous) {
  constexpr std::string_view before = "previous(";
  previous = word.text.starts_with(before) && word.text.ends_with(')');
  if (previous) word.text = word.text.substr(before.size(), word.text.size() - before.size() - 1);
  return named_line(draft, word);
}

BridgeStep read_step(FormDraft& draft, Fields& fields) {
  BridgeStep step;
  step.label = fields.text("label");
  step.lines = named_lines(draft, fields.words("lines"));
  step.subtract = fields.yes("subtract", false);
  step.total = fields.yes("total", false);
  return step;
}

// What is added up must be alike.
void check_units(FormDraft& draft, const Fields& fields, const Bridge& bridge) {
  const auto unit_of = [&](LineIndex line) { return draft.form.lines[line.value].unit; };
  if (!bridge.opening || !bridge.closing) return;
  bool alike = unit_of(bridge.opening) == unit_of(bridge.closing);
  for (const BridgeStep& step : bridge.steps)
    for (const LineIndex line : step.lines) alike = alike && unit_of(line) == unit_of(bridge.opening);
  if (!alike)
    draft.troubles.add(fields.at(), "unlike-units", "This bridge adds lines of different units.",
                       "Use lines in the unit of the opening line.");
}

}  // namespace

void read_bridges(FormDraft& draft) {
  draft.each("bridges", "bridge", [&](Fields& fields) {
    Bridge bridge;
    bridge.code = fields.text("code");
    bridge.title = fields.text("title");
    bridge.source = draft.source(fields);
    bridge.opening = read_opening(draft, fields.word("opening"), bridge.opening_is_previous);
    bridge.closing = named_line(draft, fields.word("closing"));
    bridge.cumulative = fields.one_of("over", {"years", "within"}) == 0;
    for (const TextNode* node : fields.maps("steps")) {
      Fields step(*node, fields.file(), "bridge step", draft.troubles);
      bridge.steps.push_back(read_step(draft, step));
      step.done();
    }
    check_units(draft, fields, bridge);
    if (draft.is_new(fields, bridge.code)) draft.form.bridges.push_back(std::move(bridge));
  });
}

void read_headlines(FormDraft& draft) {
  draft.each("headlines", "headline", [&](Fields& fields) {
    const Headline headline{named_line(draft, fields.word("line")), draft.source(fields)};
    if (!headline.line) return;
    if (!draft.form.lines[headline.line.value].summary)
      draft.troubles.add(
          fields.place_of_key("line"), "headline-of-summary",
          "A headline is a figure of the whole footprint, and this line is asked of organisations.",
          "Name a line of the summary.");
    draft.form.headlines.push_back(headline);
  });
}

namespace {

std::vector<LineIndex> read_side(FormDraft& draft, Fields& fields, const char* key, TypeSet types) {
  const std::vector<Word> words = fields.words(key);
  for (const Word& word : words) {
    const LineIndex line = draft.form.line(word.text);
    const TypeSet has = line ? draft.form.lines[line.value].types : 0;
    if (has != 0 && types != 0 && (has & types) == 0)
      draft.troubles.add(word.at, "does-not-apply",
                         "The line " + word.text + " is not asked of any of these organisations.",
                         "Name a line that this side has.");
  }
  return named_lines(draft, words);
}

void read_threshold(FormDraft& draft, Fields& fields, Elimination& elimination) {
  const TextNode* node = fields.find("threshold");
  if (!node) return;
  Fields threshold(*node, fields.file(), "threshold", draft.troubles);
  const Word amount = threshold.word("amount");
  const Word share = threshold.word("share");
  if (!amount.text.empty())
    elimination.threshold_amount = read_number(amount, draft.troubles).value_or(Decimal());
  if (!share.text.empty())
    elimination.threshold_share = read_number(share, draft.troubles).value_or(Decimal());
  threshold.done();
}

}  // namespace

void read_eliminations(FormDraft& draft) {
  const auto& types = draft.form.types;
  draft.each("eliminations", "elimination", [&](Fields& fields) {
    Elimination elimination;
    elimination.nature = fields.text("nature");
    elimination.label = fields.text("label");
    elimination.payer_types = named_set<TypeIndex>(draft, fields.words("payer_types"), types, "type");
    elimination.payee_types = named_set<TypeIndex>(draft, fields.words("payee_types"), types, "type");
    elimination.payer_lines = read_side(draft, fields, "payer_lines", elimination.payer_types);
    elimination.payee_lines = read_side(draft, fields, "payee_lines", elimination.payee_types);
    read_threshold(draft, fields, elimination);
    elimination.source = draft.source(fields);
    if (draft.is_new(fields, elimination.nature, "nature"))
      draft.form.eliminations.push_back(std::move(elimination));
  });
}

}  // namespace stp
