#include <bit>

#include "calc/form/formula_context.h"

namespace stp {
namespace {

class LineFormulas {
 public:
  LineFormulas(FormDraft& draft, Line& line, const TextNode& item, const std::string& file)
      : draft_(draft), reader_(draft, false), line_(line), item_(item), file_(file) {}

  void read() {
    const TextNode& formula = *item_.find("formula");
    if (formula.kind == TextNode::Kind::scalar && !formula.text.empty()) {
      read_case(formula, line_.types, line_.periods);
    } else if (formula.kind == TextNode::Kind::list && !formula.items.empty()) {
      for (const TextNode& one : formula.items) read_listed(one);
      if (readable_) check_cover(formula);
    } else {
      add(formula, "wrong-type", "A formula is a text, or a list of cases.",
          "Write `formula: ...`, or - {types: [C], is: ...} for each case.");
    }
  }

 private:
  void read_listed(const TextNode& one) {
    if (one.kind != TextNode::Kind::map) {
      add(one, "wrong-type", "A case of a formula has the keys types, periods and is.",
          "Write - {types: [C], is: ...}.");
      readable_ = false;
      return;
    }
    Fields fields(one, file_, "formula case", draft_.troubles);
    const TypeSet types = part<TypeIndex>(fields, "types", draft_.form.types, "type", line_.types);
    const PeriodSet periods =
        part<PeriodIndex>(fields, "periods", draft_.form.periods, "period", line_.periods);
    fields.word("is");
    if (const TextNode* is = one.find("is"); is && !is->text.empty())
      read_case(*is, types, periods);
    else
      readable_ = false;
    fields.done();
  }

  // A case's types or periods; those of the line when it does not say.
  template <class Of, class List>
  std::uint32_t part(Fields& fields, const char* key, const List& list, const char* what,
                     std::uint32_t of_line) {
    if (!fields.find(key)) return of_line;
    const std::uint32_t said = named_set<Of>(draft_, fields.words(key), list, what);
    if ((said & ~of_line) != 0)
      draft_.troubles.add(
          fields.place_of_key(key), "does-not-apply",
          std::string("This case names a ") + what + " the line " + line_.code + " does not have.",
          "Take it out, or give it to the line.");
    return said & of_line;
  }

  void read_case(const TextNode& node, TypeSet types, PeriodSet periods) {
    auto expression = reader_.parse(node, file_);
    if (!expression) {
      readable_ = false;
      return;
    }
    reader_.add(applicability(*expression, reader_.meanings(), types, periods, line_.scenarios),
                "does-not-apply", node, file_);
    check_dimension(*expression, node);
    line_.formulas.push_back({types, periods, std::move(*expression), node.text});
  }

  void check_dimension(const Expression& expression, const TextNode& node) {
    const auto found = reader_.dimension(expression, node, file_);
    if (!found || !line_.unit) return;
    const Dimension wanted = reader_.meanings().unit_dimension(line_.unit);
    const bool number = !found->truth && (found->any || !found->text);
    const bool like = found->any || (found->money == wanted.money && found->count == wanted.count &&
                                     found->wte == wanted.wte);
    if (!number || !like)
      add(node, "unlike-units",
          "This formula gives " + in_words(*found) + ", and the line " + line_.code + " is in " +
              draft_.form.units[line_.unit.value].code + " (" + in_words(wanted) + ").",
          "Change the formula or the line's unit.");
  }

  // Exactly one case for each type and period.
  void check_cover(const TextNode& formula) {
    std::vector<std::string> without, with_two;
    for (std::size_t t = 0; t < draft_.form.types.size(); ++t)
      for (std::size_t p = 0; p < draft_.form.periods.size(); ++p) {
        const TypeIndex type{static_cast<std::uint16_t>(t)};
        const PeriodIndex period{static_cast<std::uint16_t>(p)};
        if (!holds(line_.types, type) || !holds(line_.periods, period)) continue;
        int cases = 0;
        for (const FormulaCase& one : line_.formulas)
          cases += holds(one.types, type) && holds(one.periods, period) ? 1 : 0;
        const std::string which = draft_.form.types[t].code + " in " + draft_.form.periods[p].code;
        if (cases == 0) without.push_back(which);
        if (cases > 1) with_two.push_back(which);
      }
    if (!without.empty())
      add(formula, "formula-case-missing",
          "The line " + line_.code + " has no formula for " + joined(without, ", ") + ".",
          "Add a case, or take the type or period from the line.");
    if (!with_two.empty())
      add(formula, "formula-case-twice",
          "The line " + line_.code + " has more than one formula for " + joined(with_two, ", ") + ".",
          "Make the cases exclude one another.");
  }

  void add(const TextNode& node, std::string code, std::string sentence, std::string remedy) {
    draft_.troubles.add({file_, node.line, node.column}, std::move(code), std::move(sentence),
                        std::move(remedy));
  }

  FormDraft& draft_;
  FormulaReader reader_;
  Line& line_;
  const TextNode& item_;
  const std::string& file_;
  bool readable_ = true;
};

}  // namespace

void read_formulas(FormDraft& draft) {
  for (Line& line : draft.form.lines) {
    if (line.kind != LineKind::calculated) continue;
    const Definition& definition = draft.line_definitions.at(line.code);
    if (definition.node->find("formula"))
      LineFormulas(draft, line, *definition.node, *definition.file).read();
  }
}

}  // namespace stp
