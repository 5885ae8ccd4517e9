#include "calc/formula/words.h"

#include <array>
#include <bit>
#include <vector>

#include "calc/base/decimal.h"

namespace stp {

namespace {

// How tightly a phrase holds together; a looser one inside a tighter is bracketed.
enum Binding { condition, comparing, adding, multiplying, whole };

struct Phrase {
  std::string text;
  Binding binding = whole;
};

std::string at_least(const Phrase& phrase, Binding binding) {
  return phrase.binding >= binding ? phrase.text : "(" + phrase.text + ")";
}

// "A, B and C"; with semicolons where an item has a comma of its own: "A, large; B; and C".
std::string listed(const std::vector<std::string>& items, const std::string& word = "and") {
  bool commas = false;
  for (const std::string& item : items) commas = commas || item.find(',') != std::string::npos;
  const std::string between = commas ? "; " : ", ", last = (commas ? "; " : " ") + word + " ";
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i)
    text += (i == 0 ? "" : i + 1 == items.size() ? last : between) + items[i];
  return text;
}

// "the entry" -> "the year before's entry"
std::string of_the_year_before(std::string phrase) {
  if (phrase.starts_with("the ")) phrase.erase(0, 4);
  return "the year before's " + phrase;
}

struct TwoSided {
  Operator op;
  const char* between;
  Binding binding, left, right;
};
constexpr std::array<TwoSided, 12> two_sided{{
    {Operator::add, " plus ", adding, adding, adding},
    {Operator::subtract, " less ", adding, adding, multiplying},
    {Operator::multiply, " times ", multiplying, multiplying, multiplying},
    {Operator::divide, " divided by ", multiplying, multiplying, whole},
    {Operator::equal, " equals ", comparing, adding, adding},
    {Operator::unequal, " differs from ", comparing, adding, adding},
    {Operator::less, " is less than ", comparing, adding, adding},
    {Operator::less_equal, " is at most ", comparing, adding, adding},
    {Operator::greater, " is greater than ", comparing, adding, adding},
    {Operator::greater_equal, " is at least ", comparing, adding, adding},
    {Operator::and_, " and ", condition, comparing, comparing},
    {Operator::or_, " or ", condition, comparing, comparing},
}};

class Wording {
 public:
  explicit Wording(const FormulaVocabulary& vocabulary) : vocabulary_(vocabulary) {}

  Phrase phrase(const Expression& e) const {
    switch (e.op) {
      case Operator::number:
        return {to_text(e.number)};
      case Operator::text:
        return {"\"" + e.text + "\""};
      case Operator::line:
        return {vocabulary_.line_label(e.line)};
      case Operator::this_line:
        return {"the entry"};
      case Operator::constant:
        return {vocabulary_.constant_label(e.constant)};
      case Operator::cover:
        return {vocabulary_.cover_label(e.cover) + " on the cover"};
      case Operator::negate:
        return {"minus " + inner(e, 0, whole), adding};
      case Operator::not_:
        return {"it is not so that " + inner(e, 0, comparing), condition};
      case Operator::absolute:
        return {"the size of " + inner(e, 0, whole)};
      case Operator::previous:
        return {of_the_year_before(inner(e, 0, whole))};
      case Operator::scenario:
        return {inner(e, 0, whole) + " (" + vocabulary_.scenario_label(e.scenario) + ")"};
      case Operator::stated:
        return {inner(e, 0, whole) + " as the workbook states it"};
      case Operator::earlier:
        return {inner(e, 0, whole) + " in the round before"};
      case Operator::known:
        return {inner(e, 0, whole) + " is answered", comparing};
      case Operator::places:
        return {"the sum over the places of " + inner(e, 0, whole)};
      case Operator::outside:
        return {"the part outside the footprint of " + inner(e, 0, whole)};
      case Operator::ratio:
        return ratio(e);
      case Operator::round:
        return rounded_phrase(e);
      case Operator::choose:
        return chosen(e);
      case Operator::sum:
        return gathered(e, "the sum of ");
      case Operator::minimum:
        return gathered(e, e.operands.size() == 2 ? "the lower of " : "the lowest of ");
      case Operator::maximum:
        return gathered(e, e.operands.size() == 2 ? "the higher of " : "the highest of ");
      case Operator::organisations:
        return over_organisations(e);
      case Operator::rows:
        return rows(e);
      default:
        return of_two(e);
    }
  }

 private:
  std::string inner(const Expression& e, std::size_t operand, Binding binding) const {
    return at_least(phrase(e.operands[operand]), binding);
  }

  Phrase of_two(const Expression& e) const {
    const TwoSided* found = &two_sided.front();
    for (const TwoSided& candidate : two_sided)
      if (candidate.op == e.op) found = &candidate;
    // A chain of one joining word needs no brackets on its left.
    const bool chain = found->binding == condition && e.operands[0].op == e.op;
    return {inner(e, 0, chain ? condition : found->left) + found->between + inner(e, 1, found->right),
            found->binding};
  }

  Phrase ratio(const Expression& e) const {
    return {inner(e, 0, multiplying) + " divided by " + inner(e, 1, whole) +
                " (0 where there is nothing to divide by)",
            multiplying};
  }

  Phrase rounded_phrase(const Expression& e) const {
    const Expression& places = e.operands[1];
    std::string to = " to " + inner(e, 1, whole) + " decimals";
    if (places.op == Operator::number && places.number.is_zero()) to = " to a whole number";
    if (places.op == Operator::number && places.number == Decimal::of(1)) to = " to 1 decimal";
    return {inner(e, 0, whole) + " rounded" + to, adding};
  }

  Phrase chosen(const Expression& e) const {
    return {"if " + phrase(e.operands[0]).text + " then " + inner(e, 1, comparing) + ", otherwise " +
                inner(e, 2, comparing),
            condition};
  }

  Phrase gathered(const Expression& e, const std::string& opening) const {
    if (e.operands.size() == 1) return phrase(e.operands[0]);
    std::vector<std::string> items;
    for (const Expression& operand : e.operands) items.push_back(at_least(phrase(operand), adding));
    return {opening + listed(items)};
  }

  Phrase over_organisations(const Expression& e) const {
    std::vector<std::string> types;
    for (TypeSet rest = e.types; rest != 0; rest &= rest - 1)
      types.push_back(vocabulary_.type_label(TypeIndex{static_cast<std::uint16_t>(std::countr_zero(rest))}));
    return {"the sum over all organisations of type " + listed(types, "or") + " of " + inner(e, 0, whole)};
  }

  Phrase rows(const Expression& e) const {
    std::vector<std::string> conditions;
    for (const RowFilter& filter : e.filters) conditions.push_back(condition_of(e.table, filter));
    return {"the sum of " + vocabulary_.column_label(e.table, e.column) + " in " +
            vocabulary_.table_label(e.table) + (conditions.empty() ? "" : " where " + listed(conditions))};
  }

  std::string condition_of(TableIndex table, const RowFilter& filter) const {
    const std::string column = vocabulary_.column_label(table, filter.column);
    switch (filter.key) {
      case RowFilter::Key::this_line:
        return column + " is this line";
      case RowFilter::Key::this_organisation:
        return column + " is this organisation";
      case RowFilter::Key::text:
        break;
    }
    return column + " is \"" + filter.text + "\"";
  }

  const FormulaVocabulary& vocabulary_;
};

}  // namespace

std::string in_words(const Expression& expression, const FormulaVocabulary& vocabulary) {
  return Wording(vocabulary).phrase(expression).text;
}

}  // namespace stp
