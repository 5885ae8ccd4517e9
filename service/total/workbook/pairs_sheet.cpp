#include "calc/consolidate/match.h"
#include "calc/model/tables.h"
#include "service/total/workbook/list_sheet.h"

namespace stp::total_pages {
namespace {

// Columns of Pairs.
enum Column : std::uint16_t {
  payer = 1,
  payer_name,
  payee,
  payee_name,
  nature,
  year,
  payer_says,
  payee_says,
  difference,
  eliminated,
  allowed,
  counted,
  reason,
  agreed,
  comment
};
constexpr const char* money = "#,##0;[Red]-#,##0";
constexpr std::uint32_t thresholds_first_row =
    grid::first_row + 1;  // on Eliminations, below their sub-heading

std::string position_on_eliminations(const Pages& pages, const std::string& nature, std::uint16_t column) {
  for (std::size_t i = 0; i < pages.form.eliminations.size(); ++i)
    if (pages.form.eliminations[i].nature == nature)
      return cell(name::eliminations, static_cast<std::uint32_t>(thresholds_first_row + i), column);
  return "0";
}

bool is_counted(const Pair& pair) {
  return pair.reason != pair_reason::outside_footprint && pair.reason != pair_reason::unknown_nature;
}

// The cells of the merged counterparty table that a side's figure is the sum of.
std::string link(const Pages& pages, const std::vector<std::uint16_t>& rows, const char* column,
                 PeriodIndex period) {
  const TableIndex index = pages.form.table(tables::counterparties);
  const TableDefinition& table = pages.form.tables[index.value];
  std::string text;
  for (const TablePlan& layout : pages.plan.tables())
    if (layout.table == index)
      for (const std::uint16_t row : rows)
        text +=
            (text.empty() ? "" : "+") + cell(layout.name, static_cast<std::uint32_t>(grid::first_row + row),
                                             layout.slot_column[table.slot(table.column(column), period)]);
  return text;
}

void write_side(const Pages& pages, ListSheet& list, std::uint16_t column,
                const std::optional<Decimal>& figure, const std::vector<std::uint16_t>& rows,
                const char* source, PeriodIndex period) {
  if (figure)
    list.formula(column, link(pages, rows, source, period), *figure, money);
  else
    list.blank(column);
}

void write_pair(const Pages& pages, ListSheet& list, const Pair& pair) {
  const auto& bodies = pages.form.organisations;
  list.next();
  const std::string row = std::to_string(list.row());
  list.text(payer, bodies[pair.payer.value].code);
  list.text(payer_name, bodies[pair.payer.value].name);
  list.text(payee, bodies[pair.payee.value].code);
  list.text(payee_name, bodies[pair.payee.value].name);
  list.text(nature, pair.nature);
  list.text(year, pages.form.periods[pair.period.value].label);
  write_side(pages, list, payer_says, pair.payer_figure, pair.payer_rows, tables::payer_figure, pair.period);
  write_side(pages, list, payee_says, pair.payee_figure, pair.payee_rows, tables::payee_figure, pair.period);
  const std::string one = "$G" + row, other = "$H" + row, both = "OR(" + one + "=\"\"," + other + "=\"\")";
  list.formula(difference, "N(" + one + ")-N(" + other + ")", pair.unmatched, money);
  list.formula(eliminated,
               is_counted(pair) ? "IF(" + both + ",0,IF(N(" + one + ")*N(" + other + ")<0,0,IF(ABS(N(" + one +
                                      "))<ABS(N(" + other + ")),N(" + one + "),N(" + other + "))))"
                                : "0",
               pair.eliminated, money);
  list.formula(allowed,
               is_counted(pair) ? "IF(" + both + ",0,MAX(" + position_on_eliminations(pages, pair.nature, 5) +
                                      "," + position_on_eliminations(pages, pair.nature, 6) + "*MAX(ABS(N(" +
                                      one + ")),ABS(N(" + other + ")))))"
                                : "0",
               pair.allowed, money);
  list.text(counted, is_counted(pair) ? "yes" : "no");
  list.text(reason, pair.reason);
  list.text(agreed, pair.agreed);
  list.text(comment, pair.comment);
}

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
    for (const Elimination& one : pages_.form.eliminations) nature(one);
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
};

}  // namespace

void write_pairs(const Pages& pages) {
  ListSheet list(pages, name::pairs,
                 "Both sides of what one member pays another, each as its own place returned it. £000.",
                 {{"Payer", 11},
                  {"Payer's name", 34},
                  {"Payee", 11},
                  {"Payee's name", 34},
                  {"Nature", 12},
                  {"Year", 10},
                  {"Payer's figure", 14, true},
                  {"Payee's figure", 14, true},
                  {"Difference", 12, true},
                  {"Eliminated", 12, true},
                  {"Allowed difference", 12, true},
                  {"Counted", 9},
                  {"Why", 20},
                  {"Agreed", 10},
                  {"Comment", 40}});
  for (const Pair& pair : pages.total.pairs) write_pair(pages, list, pair);
  list.finish();
}

void write_eliminations(const Pages& pages) {
  ListSheet list(pages, name::eliminations,
                 "Payments between members, taken out of gross spending and income; surpluses do not change. "
                 "What does not match stays a line of its own.",
                 ListSheet::with_years(pages, {{"Nature", 13}, {"What", 58}, {"Item", 32}, {"Unit", 9}}, {}));
  WritingEliminations(pages, list).run();
  list.finish();
}

}  // namespace stp::total_pages
