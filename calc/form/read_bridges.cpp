#include "calc/form/reading.h"

namespace stp {
namespace {

// F5115 or previous(F5115): where the bridge starts.
LineIndex read_opening(Reading& reading, Word word, bool& previous) {
  constexpr std::string_view before = "previous(";
  previous = word.text.starts_with(before) && word.text.ends_with(')');
  if (previous) word.text = word.text.substr(before.size(), word.text.size() - before.size() - 1);
  return named_line(reading, word);
}

BridgeStep read_step(Reading& reading, Fields& fields) {
  BridgeStep step;
  step.label = fields.text("label");
  step.lines = named_lines(reading, fields.words("lines"));
  step.subtract = fields.yes("subtract", false);
  step.total = fields.yes("total", false);
  return step;
}

// What is added up must be alike.
void check_units(Reading& reading, const Fields& fields, const Bridge& bridge) {
  const auto unit_of = [&](LineIndex line) { return reading.form.lines[line.value].unit; };
  if (!bridge.opening || !bridge.closing) return;
  bool alike = unit_of(bridge.opening) == unit_of(bridge.closing);
  for (const BridgeStep& step : bridge.steps)
    for (const LineIndex line : step.lines) alike = alike && unit_of(line) == unit_of(bridge.opening);
  if (!alike)
    reading.troubles.add(fields.at(), "unlike-units", "This bridge adds lines of different units.",
                         "Use lines in the unit of the opening line.");
}

}  // namespace

void read_bridges(Reading& reading) {
  reading.each("bridges", "bridge", [&](Fields& fields) {
    Bridge bridge;
    bridge.code = fields.text("code");
    bridge.title = fields.text("title");
    bridge.source = reading.source(fields);
    bridge.opening = read_opening(reading, fields.word("opening"), bridge.opening_is_previous);
    bridge.closing = named_line(reading, fields.word("closing"));
    bridge.cumulative = fields.one_of("over", {"years", "within"}) == 0;
    for (const TextNode* node : fields.maps("steps")) {
      Fields step(*node, fields.file(), "bridge step", reading.troubles);
      bridge.steps.push_back(read_step(reading, step));
      step.done();
    }
    check_units(reading, fields, bridge);
    if (reading.is_new(fields, bridge.code)) reading.form.bridges.push_back(std::move(bridge));
  });
}

namespace {

std::vector<LineIndex> read_side(Reading& reading, Fields& fields, const char* key, TypeSet types) {
  const std::vector<Word> words = fields.words(key);
  for (const Word& word : words) {
    const LineIndex line = reading.form.line(word.text);
    if (line && types != 0 && (reading.form.lines[line.value].types & types) == 0)
      reading.troubles.add(word.at, "does-not-apply",
                           "The line " + word.text + " is not asked of any of these organisations.",
                           "Name a line that this side has.");
  }
  return named_lines(reading, words);
}

void read_threshold(Reading& reading, Fields& fields, Elimination& elimination) {
  const TextNode* node = fields.find("threshold");
  if (!node) return;
  Fields threshold(*node, fields.file(), "threshold", reading.troubles);
  const Word amount = threshold.word("amount");
  const Word share = threshold.word("share");
  if (!amount.text.empty())
    elimination.threshold_amount = read_number(amount, reading.troubles).value_or(Decimal());
  if (!share.text.empty())
    elimination.threshold_share = read_number(share, reading.troubles).value_or(Decimal());
  threshold.done();
}

}  // namespace

void read_eliminations(Reading& reading) {
  const auto& types = reading.form.types;
  reading.each("eliminations", "elimination", [&](Fields& fields) {
    Elimination elimination;
    elimination.nature = fields.text("nature");
    elimination.label = fields.text("label");
    elimination.payer_types = named_set<TypeIndex>(reading, fields.words("payer_types"), types, "type");
    elimination.payee_types = named_set<TypeIndex>(reading, fields.words("payee_types"), types, "type");
    elimination.payer_lines = read_side(reading, fields, "payer_lines", elimination.payer_types);
    elimination.payee_lines = read_side(reading, fields, "payee_lines", elimination.payee_types);
    read_threshold(reading, fields, elimination);
    elimination.source = reading.source(fields);
    if (reading.is_new(fields, elimination.nature, "nature"))
      reading.form.eliminations.push_back(std::move(elimination));
  });
}

}  // namespace stp
