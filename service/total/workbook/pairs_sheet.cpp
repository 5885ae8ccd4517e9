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

std::string position_on_eliminations(const Pages& pages, const std::string& nature, std::uint16_t column) {
  for (std::size_t i = 0; i < pages.form.eliminations.size(); ++i)
    if (pages.form.eliminations[i].nature == nature)
      return cell(name::eliminations, static_cast<std::uint32_t>(thresholds_first_row + i), column);
  return "0";
}

bool is_counted(const Pair& pair) { return pair_reason::is_counted(pair.reason); }

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

}  // namespace stp::total_pages
