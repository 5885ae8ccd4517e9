#include <algorithm>

#include "calc/form/rule_reader.h"

namespace stp {
namespace {

using Accepts = std::vector<bool>;  // per line

class SelectorReader {
 public:
  SelectorReader(FormDraft& draft, Fields& fields)
      : draft_(draft), fields_(fields), form_(draft.form), accepted_(form_.lines.size(), true) {}

  Selector read() {
    Selector selector;
    selector.types = named_set<TypeIndex>(draft_, fields_.optional_words("types"), form_.types, "type");
    selector.periods =
        named_set<PeriodIndex>(draft_, fields_.optional_words("periods"), form_.periods, "period");
    selector.scenarios =
        named_set<ScenarioIndex>(draft_, fields_.optional_words("scenarios"), form_.scenarios, "scenario");
    by_lines();
    by_words("statements", "statement", codes_of(form_.statements),
             [](const Line& line) { return line.statement; });
    by_words("sections", "section", codes_of(form_.sections),
             [&](const Line& line) { return line.section ? form_.sections[line.section.value].code : ""; });
    by_words("units", "unit", codes_of(form_.units),
             [&](const Line& line) { return line.unit ? form_.units[line.unit.value].code : ""; });
    by_words("kinds", "kind", {"input", "calculated", "reference"}, [](const Line& line) {
      return line.kind == LineKind::input        ? "input"
             : line.kind == LineKind::calculated ? "calculated"
                                                 : "reference";
    });
    by_words("signs", "sign", {"magnitude", "either", "surplus"}, [](const Line& line) {
      return line.sign == Sign::magnitude ? "magnitude" : line.sign == Sign::either ? "either" : "surplus";
    });
    if (filtered_) selector.lines = remaining(selector);
    if (filtered_ && selector.lines.empty())
      draft_.troubles.add(fields_.at(), "selects-nothing", "No line of the edition is selected here.",
                          "Widen the selection, or remove the rule.");
    fields_.done();
    return selector;
  }

 private:
  void by_lines() {
    if (!fields_.find("lines")) return;
    filtered_ = true;
    Accepts named(accepted_.size(), false);
    for (const LineIndex line : named_lines(draft_, fields_.words("lines"))) named[line.value] = true;
    accepted_ = named;
  }

  template <class Property>
  void by_words(const char* key, const char* what, const std::vector<std::string>& known, Property property) {
    if (!fields_.find(key)) return;
    filtered_ = true;
    std::vector<std::string> wanted;
    for (const Word& word : fields_.words(key)) {
      if (std::find(known.begin(), known.end(), word.text) == known.end()) draft_.unknown(word, what, known);
      wanted.push_back(word.text);
    }
    for (std::size_t i = 0; i < accepted_.size(); ++i)
      if (std::find(wanted.begin(), wanted.end(), property(form_.lines[i])) == wanted.end())
        accepted_[i] = false;
  }

  std::vector<LineIndex> remaining(const Selector& selector) const {
    std::vector<LineIndex> lines;
    for (std::size_t i = 0; i < accepted_.size(); ++i) {
      const Selector part = part_of(selector, form_.lines[i]);
      if (accepted_[i] && part.types != 0 && part.periods != 0 && part.scenarios != 0)
        lines.push_back(LineIndex{static_cast<std::uint16_t>(i)});
    }
    return lines;
  }

  FormDraft& draft_;
  Fields& fields_;
  const Template& form_;
  Accepts accepted_;
  bool filtered_ = false;
};

// A check that names no lines to look at: every line if it speaks of `this`, else it stands at its first
// line.
std::vector<LineIndex> lines_of_check(const Template& form, const Selector& selector,
                                      const Expression& check) {
  std::vector<LineIndex> lines;
  if (!uses_this(check)) {
    const std::vector<Reference> named = references(check);
    if (!named.empty()) lines.push_back(named.front().line);
    return lines;
  }
  for (std::uint16_t i = 0; i < form.lines.size(); ++i) {
    const Selector part = part_of(selector, form.lines[i]);
    if (part.types != 0 && part.periods != 0 && part.scenarios != 0) lines.push_back(LineIndex{i});
  }
  return lines;
}

}  // namespace

Selector part_of(const Selector& selector, const Line& line) {
  Selector part;
  part.types = selector.types == 0 ? line.types : line.types & selector.types;
  part.periods = selector.periods == 0 ? line.periods : line.periods & selector.periods;
  part.scenarios = selector.scenarios == 0 ? line.scenarios : line.scenarios & selector.scenarios;
  return part;
}

Selector read_selector(FormDraft& draft, Fields& rule, const std::optional<Expression>& check) {
  Selector selector;
  if (const TextNode* node = rule.find("for")) {
    Fields fields(*node, rule.file(), "selection", draft.troubles);
    selector = SelectorReader(draft, fields).read();
    if (!selector.lines.empty()) return selector;
  }
  if (check) selector.lines = lines_of_check(draft.form, selector, *check);
  return selector;
}

}  // namespace stp
