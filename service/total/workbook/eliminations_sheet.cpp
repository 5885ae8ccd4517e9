#include <set>

#include "service/total/workbook/list_sheet.h"

namespace stp::total_pages {
namespace {

constexpr const char* money = "#,##0;[Red]-#,##0";

enum class Item {
  payers_state,
  payees_state,
  eliminated,
  unmatched,
  spent,
  spent_after,
  received,
  received_after
};
struct ItemWords {
  Item item;
  const char* label;
};
constexpr ItemWords items[] = {{Item::payers_state, "Payers state"},
                               {Item::payees_state, "Payees state"},
                               {Item::eliminated, "Eliminated: the lower of the two"},
                               {Item::unmatched, "Unreconciled remainder"},
                               {Item::spent, "Spending before elimination"},
                               {Item::spent_after, "Spending after elimination"},
                               {Item::received, "Income before elimination"},
                               {Item::received_after, "Income after elimination"}};

class WritingEliminations {
 public:
  WritingEliminations(const Pages& pages, ListSheet& list) : pages_(pages), list_(list) {}

  void run() {
    thresholds();
    list_.sub_heading("Journal: per nature and year, £000");
    journal_row_ = list_.row() + 1;
    for (const Elimination& one : pages_.form.eliminations) nature(one);
    list_.sub_heading(
        "All lines that payments between members touch, each once: before and after elimination, £000");
    gross();
  }

 private:
  void thresholds() {
    list_.sub_heading(
        "The two sides agree within the amount (first column) or the share of the larger (second column), "
        "whichever is more");
    for (const Elimination& one : pages_.form.eliminations) {
      list_.next();
      list_.text(1, one.nature);
      list_.text(2, one.label);
      list_.text(3, "agreed within");
      list_.text(4, "");
      list_.number(5, one.threshold_amount, money);
      list_.number(6, one.threshold_share, "0.00%");
    }
  }

  void nature(const Elimination& one) {
    const std::uint32_t first = list_.row() + 1;
    for (const ItemWords& item : items) {
      list_.next();
      list_.text(1, one.nature);
      list_.text(2, one.label);
      list_.text(3, item.label);
      list_.text(4, "£000");
      for (std::uint16_t p = 0; p < pages_.form.periods.size(); ++p)
        if (const EliminationTotal* entry = journal(one.nature, PeriodIndex{p}))
          figure(one, item.item, *entry, first);
    }
  }

  // Lines by type of organisation, each once though several natures touch it.
  using Touched = std::set<std::pair<std::uint16_t, LineIndex>>;
  void touch(Touched& touched, TypeSet types, const std::vector<LineIndex>& lines) const {
    for (std::uint16_t t = 0; t < pages_.form.types.size(); ++t)
      for (const LineIndex line : lines)
        if ((types == 0 || holds(types, TypeIndex{t})) &&
            holds(pages_.form.lines[line.value].types, TypeIndex{t}))
          touched.emplace(t, line);
  }

  std::string from_touched(const Touched& touched, PeriodIndex period) const {
    std::string text;
    for (const auto& [type, line] : touched)
      if (const std::string part = from_lines({line}, set_of(TypeIndex{type}), period); part != "0")
        text += (text.empty() ? "" : "+") + part;
    return text.empty() || text.size() > 8000 ? "0" : text;
  }

  template <class Write>
  void gross_row(const char* item, Write write) {
    list_.next();
    list_.text(1, "all");
    list_.text(2, "All natures");
    list_.text(3, item);
    list_.text(4, "£000");
    for (const GrossTotal& one : pages_.total.gross) write(pages_.plan.year_column(one.period), one);
  }

  void gross() {
    Touched paid, got;
    for (const Elimination& one : pages_.form.eliminations) {
      touch(paid, one.payer_types, one.payer_lines);
      touch(got, one.payee_types, one.payee_lines);
    }
    const std::uint32_t first = list_.row() + 1;
    const auto above = [&](std::uint32_t item, std::uint16_t column) { return cell(first + item, column); };
    gross_row("Spending before elimination", [&](std::uint16_t column, const GrossTotal& one) {
      list_.formula(column, from_touched(paid, one.period), one.spent, money);
    });
    gross_row("Income before elimination", [&](std::uint16_t column, const GrossTotal& one) {
      list_.formula(column, from_touched(got, one.period), one.received, money);
    });
    gross_row("Eliminated", [&](std::uint16_t column, const GrossTotal& one) {
      std::string sum;
      for (std::size_t i = 0; i < pages_.form.eliminations.size(); ++i)
        sum += (sum.empty() ? "" : "+") +
               cell(journal_row_ + static_cast<std::uint32_t>(i * std::size(items)) + 2, column);
      list_.formula(column, sum.empty() ? "0" : sum, one.eliminated, money);
    });
    gross_row("Spending after elimination", [&](std::uint16_t column, const GrossTotal& one) {
      list_.formula(column, above(0, column) + "-" + above(2, column), one.spent - one.eliminated, money);
    });
    gross_row("Income after elimination", [&](std::uint16_t column, const GrossTotal& one) {
      list_.formula(column, above(1, column) + "-" + above(2, column), one.received - one.eliminated, money);
    });
    gross_row("Income less spending, after less before: nil", [&](std::uint16_t column, const GrossTotal&) {
      list_.formula(column,
                    "ROUND((" + above(4, column) + "-" + above(3, column) + ")-(" + above(1, column) + "-" +
                        above(0, column) + "),6)",
                    Decimal(), money);
    });
  }

  const EliminationTotal* journal(const std::string& nature, PeriodIndex period) const {
    for (const EliminationTotal& entry : pages_.total.eliminations)
      if (entry.nature == nature && entry.period == period) return &entry;
    return nullptr;
  }

  std::string from_pairs(const char* column, const EliminationTotal& entry) const {
    const auto range = [](const char* letter) { return std::string("Pairs!$") + letter + ":$" + letter; };
    return "SUMIFS(" + range(column) + "," + range("E") + ",$A" + std::to_string(list_.row()) + "," +
           range("F") + ",\"" + pages_.form.periods[entry.period.value].label + "\"," + range("L") +
           ",\"yes\")";
  }

  // The lines the nature touches, of all members of those types, in their own scenario.
  std::string from_lines(const std::vector<LineIndex>& lines, TypeSet types, PeriodIndex period) const {
    std::string text;
    for (const OrganisationIndex member : pages_.members) {
      const TypeIndex type = pages_.form.organisations[member.value].type;
      if (types != 0 && !holds(types, type)) continue;
      for (const LineIndex line : lines) {
        const Line& definition = pages_.form.lines[line.value];
        if (!holds(definition.types, type) || !holds(definition.periods, period)) continue;
        ScenarioIndex scenario{0};
        while (!holds(definition.scenarios, scenario)) ++scenario.value;
        const std::uint32_t row = pages_.plan.row(member, line, scenario);
        if (row != 0)
          text += (text.empty() ? "" : "+") + cell(pages_.plan.sheet_of(member, definition.section), row,
                                                   pages_.plan.year_column(period));
      }
    }
    return text.empty() || text.size() > 8000 ? "0" : text;
  }

  void figure(const Elimination& one, Item item, const EliminationTotal& entry, std::uint32_t first) {
    const std::uint16_t column = pages_.plan.year_column(entry.period);
    const auto of = [&](Item which) { return cell(first + static_cast<std::uint32_t>(which), column); };
    switch (item) {
      case Item::payers_state:
        return list_.formula(column, from_pairs("G", entry), entry.gross_payer, money);
      case Item::payees_state:
        return list_.formula(column, from_pairs("H", entry), entry.gross_payee, money);
      case Item::eliminated:
        return list_.formula(column, from_pairs("J", entry), entry.eliminated, money);
      case Item::unmatched:
        return list_.formula(column, of(Item::payers_state) + "-" + of(Item::payees_state), entry.unmatched,
                             money);
      case Item::spent:
        return list_.formula(column, from_lines(one.payer_lines, one.payer_types, entry.period), entry.spent,
                             money);
      case Item::spent_after:
        return list_.formula(column, of(Item::spent) + "-" + of(Item::eliminated),
                             entry.spent - entry.eliminated, money);
      case Item::received:
        return list_.formula(column, from_lines(one.payee_lines, one.payee_types, entry.period),
                             entry.received, money);
      case Item::received_after:
        return list_.formula(column, of(Item::received) + "-" + of(Item::eliminated),
                             entry.received - entry.eliminated, money);
    }
  }

  const Pages& pages_;
  ListSheet& list_;
  std::uint32_t journal_row_ = 0;
};

}  // namespace

void write_eliminations(const Pages& pages) {
  ListSheet list(pages, name::eliminations,
                 "Payments between members, taken out of gross spending and income; surpluses do not change. "
                 "What does not match stays a line of its own.",
                 ListSheet::with_years(pages, {{"Nature", 13}, {"What", 58}, {"Item", 32}, {"Unit", 9}}, {}));
  WritingEliminations(pages, list).run();
  list.finish();
}

}  // namespace stp::total_pages
