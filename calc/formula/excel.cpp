#include "calc/formula/excel.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "calc/formula/excel_sum.h"
#include "calc/formula/reading.h"

namespace stp {

namespace {

constexpr std::size_t longest_formula = 8192;

// How tightly a text holds together.
enum Binding { comparing, adding, multiplying, signing, whole };

struct Rendered {
  std::string text;
  Binding binding = whole;
  bool may_be_blank = false;  // a bare cell that people fill
};

Rendered not_available() { return {"NA()"}; }

std::string at_least(const Rendered& part, Binding binding) {
  return part.binding >= binding ? part.text : "(" + part.text + ")";
}
// To the right of an operator a leading minus is bracketed too.
std::string on_the_right(const Rendered& part, Binding binding) {
  return part.text.starts_with('-') ? "(" + part.text + ")" : at_least(part, binding);
}

std::string joined(const std::vector<std::string>& parts, const char* separator) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : separator) + part;
  return text;
}

std::string quoted(std::string_view text) {
  std::string made = "\"";
  for (const char c : text) made += c == '"' ? std::string("\"\"") : std::string(1, c);
  return made + "\"";
}

// A criterion of SUMIFS that means the text and no pattern.
std::string criterion(const std::string& text) {
  std::string plain = text.find_first_of("=<>") == 0 ? "=" : "";
  for (const char c : text)
    plain += c == '*' || c == '?' || c == '~' ? std::string("~") + c : std::string(1, c);
  return quoted(plain);
}

std::string symbol(Operator op) {
  switch (op) {
    case Operator::add:
      return "+";
    case Operator::subtract:
      return "-";
    case Operator::multiply:
      return "*";
    case Operator::divide:
      return "/";
    case Operator::equal:
      return "=";
    case Operator::unequal:
      return "<>";
    case Operator::less:
      return "<";
    case Operator::less_equal:
      return "<=";
    case Operator::greater:
      return ">";
    default:
      return ">=";
  }
}

class ExcelRendering {
 public:
  ExcelRendering(const FormulaVocabulary& vocabulary, const CellNames& names, const Position& home)
      : cells_(vocabulary, names, home), vocabulary_(vocabulary), names_(names) {}

  Rendered render(const Expression& e, const Position& at) const {
    Rendered made = rendered(e, at);
    return made.text.size() <= longest_formula ? made : not_available();
  }

 private:
  Rendered rendered(const Expression& e, const Position& at) const {
    switch (e.op) {
      case Operator::number:
        return {to_text(e.number)};
      case Operator::text:
        return {quoted(e.text)};
      case Operator::line:
        return line(e.line, at);
      case Operator::this_line:
        return line(at.line, at);
      case Operator::constant:
        return {names_.constant(e.constant, at.period)};
      case Operator::cover:
        return {names_.cover(e.cover)};
      case Operator::negate:
        return {"-" + on_the_right(render(e.operands[0], at), signing), signing};
      case Operator::absolute:
        return call("ABS", e, at);
      case Operator::round:
        return call("ROUND", e, at);
      case Operator::choose:
        return call("IF", e, at);
      case Operator::not_:
        return call("NOT", e, at);
      case Operator::minimum:
        return call("MIN", e, at);
      case Operator::maximum:
        return call("MAX", e, at);
      case Operator::and_:
      case Operator::or_:
        return joined_conditions(e, at);
      case Operator::previous:
        return has_previous(at) ? render(e.operands[0], year_before(at)) : not_available();
      case Operator::scenario:
        return render(e.operands[0], in_scenario(at, e.scenario));
      case Operator::stated:
        return render(e.operands[0], at);  // what the cell says
      case Operator::known:
        return known(e.operands[0], at);
      case Operator::sum:
        return sum(e, at);
      case Operator::organisations:
        return over_organisations(e, at);
      case Operator::rows:
        return rows(e, at);
      case Operator::ratio:
        return ratio(e, at);
      case Operator::earlier:
      case Operator::places:
      case Operator::outside:
        return not_available();
      default:
        return of_two(e, at);
    }
  }

  Rendered line(LineIndex line, const Position& at) const {
    if (!line) return not_available();
    if (!cells_.asked(line, at)) return {"0"};
    const auto cell = cells_.cell(line, at);
    return cell ? Rendered{*cell, whole, !vocabulary_.line_calculated(line)} : not_available();
  }

  Rendered of_two(const Expression& e, const Position& at) const {
    const Rendered left = render(e.operands[0], at), right = render(e.operands[1], at);
    const bool product = e.op == Operator::multiply || e.op == Operator::divide;
    const bool addition = e.op == Operator::add || e.op == Operator::subtract;
    const Binding binding = product ? multiplying : addition ? adding : comparing;
    // a-(b-c), a/(b/c) and comparisons of comparisons need their brackets; a+(b-c) and a*(b/c) do not.
    const bool associative = e.op == Operator::add || e.op == Operator::multiply;
    const Binding tighter = static_cast<Binding>(binding + 1);
    return {at_least(left, binding == comparing ? tighter : binding) + symbol(e.op) +
                on_the_right(right, associative ? binding : tighter),
            binding};
  }

  Rendered ratio(const Expression& e, const Position& at) const {
    const Rendered top = render(e.operands[0], at), bottom = render(e.operands[1], at);
    return {"IF(" + at_least(bottom, adding) + "=0,0," + at_least(top, multiplying) + "/" +
            on_the_right(bottom, signing) + ")"};
  }

  // MIN and MAX pass over blank cells; a blank counts as 0 in a formula, and adding 0 makes it so.
  Rendered call(const std::string& function, const Expression& e, const Position& at) const {
    const bool skips_blanks = e.op == Operator::minimum || e.op == Operator::maximum;
    std::vector<std::string> arguments;
    bool blank = false;
    for (const Expression& operand : e.operands) {
      const Rendered argument = render(operand, at);
      blank = blank || argument.may_be_blank;
      arguments.push_back(argument.text + (skips_blanks && argument.may_be_blank ? "+0" : ""));
    }
    return {function + "(" + joined(arguments, ",") + ")", whole, blank && e.op == Operator::choose};
  }

  Rendered joined_conditions(const Expression& e, const Position& at) const {
    std::vector<std::string> conditions;
    gather_conditions(e, e.op, at, conditions);
    return {(e.op == Operator::and_ ? "AND(" : "OR(") + joined(conditions, ",") + ")"};
  }
  void gather_conditions(const Expression& e, Operator op, const Position& at,
                         std::vector<std::string>& into) const {
    for (const Expression& operand : e.operands)
      if (operand.op == op)
        gather_conditions(operand, op, at, into);
      else
        into.push_back(render(operand, at).text);
  }

  Rendered known(const Expression& e, const Position& at) const {
    std::vector<std::string> tests;
    gather_known(e, at, tests);
    if (tests.empty()) return {"TRUE"};
    return tests.size() == 1 ? Rendered{tests.front()} : Rendered{"AND(" + joined(tests, ",") + ")"};
  }
  void gather_known(const Expression& e, const Position& at, std::vector<std::string>& into) const {
    if (e.op == Operator::line || e.op == Operator::this_line)
      into.push_back("ISNUMBER(" + render(e, at).text + ")");
    else if (e.op == Operator::previous && !has_previous(at))
      into.push_back("FALSE");
    else
      for (const Expression& operand : e.operands)
        gather_known(operand,
                     e.op == Operator::previous   ? year_before(at)
                     : e.op == Operator::scenario ? in_scenario(at, e.scenario)
                                                  : at,
                     into);
  }

  Rendered sum(const Expression& e, const Position& at) const {
    CellSum cells = cells_.sum(e, at);
    std::vector<std::string> others;
    for (const Expression& operand : e.operands)
      if (operand.op != Operator::line) {
        const Rendered other = render(operand, at);
        others.push_back(cells.has_run ? other.text : on_the_right(other, adding));
      }
    cells.parts.insert(cells.parts.end(), others.begin(), others.end());
    if (cells.parts.empty()) return {"0"};
    if (cells.has_run) return {"SUM(" + joined(cells.parts, ",") + ")"};
    const bool one_cell = cells.parts.size() == 1 && others.empty();
    return {joined(cells.parts, "+"), one_cell ? whole : adding, one_cell};
  }

  Rendered over_organisations(const Expression& e, const Position& at) const {
    std::vector<std::string> parts;
    for (const OrganisationIndex organisation : names_.organisations(e.types)) {
      const Rendered part = render(e.operands[0], of_organisation(at, organisation));
      if (part.text != "0") parts.push_back(on_the_right(part, adding));
    }
    if (parts.empty()) return {"0"};
    return {joined(parts, "+"), adding};
  }

  Rendered rows(const Expression& e, const Position& at) const {
    std::string text = names_.table_range(e.table, e.column, at.period);
    if (e.filters.empty()) return {"SUM(" + text + ")"};
    for (const RowFilter& filter : e.filters) {
      const auto key = filter_key(filter, at);
      if (!key) return not_available();
      text += "," + names_.table_range(e.table, filter.column, at.period) + "," + *key;
    }
    return {"SUMIFS(" + text + ")"};
  }

  std::optional<std::string> filter_key(const RowFilter& filter, const Position& at) const {
    if (filter.key == RowFilter::Key::text) return criterion(filter.text);
    if (!at.line || !at.organisation) return std::nullopt;
    const SectionIndex section = vocabulary_.line_section(at.line);
    const ScenarioIndex scenario = scenario_read(vocabulary_.line_scenarios(at.line), at.scenario);
    return cells_.on_sheet(at.organisation, section,
                           filter.key == RowFilter::Key::this_line
                               ? names_.line_key(at.organisation, at.line, scenario)
                               : names_.organisation_key(at.organisation, section));
  }

  SheetCells cells_;
  const FormulaVocabulary& vocabulary_;
  const CellNames& names_;
};

}  // namespace

std::string excel_formula(const Expression& expression, const Position& at,
                          const FormulaVocabulary& vocabulary, const CellNames& names) {
  return ExcelRendering(vocabulary, names, at).render(expression, at).text;
}

bool has_excel_form(const Expression& expression) {
  switch (expression.op) {
    case Operator::earlier:
    case Operator::places:
    case Operator::outside:
      return false;
    default:
      break;
  }
  return std::all_of(expression.operands.begin(), expression.operands.end(), has_excel_form);
}

}  // namespace stp
