#include "calc/bridge.h"
#include "service/total/workbook/list_sheet.h"

namespace stp::total_pages {
namespace {

enum Column : std::uint16_t { code = 1, label, start, change, end, lines };
constexpr const char* money = "#,##0;[Red]-#,##0";

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

class WritingBridge {
 public:
  WritingBridge(const Pages& pages, ListSheet& list, const Bridge& definition, const BridgeResult& result)
      : pages_(pages),
        list_(list),
        definition_(definition),
        result_(result),
        from_(pages.form.period(result.from)),
        to_(pages.form.period(result.to)) {}

  void run() {
    list_.sub_heading(definition_.title + ": " + result_.from + " to " + result_.to);
    if (!result_.known) {
      list_.next();
      list_.text(code, definition_.code);
      list_.text(label, "Not known: " + result_.unknown_because);
      return;
    }
    std::size_t next = 0;
    for (std::size_t i = 0; i < result_.steps.size(); ++i) {
      const bool first = i == 0, last = i + 1 == result_.steps.size();
      const bool remainder = !first && !last && !result_.steps[i].total && result_.steps[i].lines.empty();
      const BridgeStep* step = first || last || remainder ? nullptr : &definition_.steps[next++];
      row(result_.steps[i], step, first);
    }
  }

 private:
  // A line for the whole footprint in one year.
  std::string whole(LineIndex line, PeriodIndex period) const {
    const Line& definition = pages_.form.lines[line.value];
    if (!holds(definition.periods, period)) return "0";
    if (!definition.summary)
      return cell(name::line_totals, pages_.line_total_row(line), pages_.plan.year_column(period));
    ScenarioIndex scenario{0};
    while (!holds(definition.scenarios, scenario)) ++scenario.value;
    return cell(pages_.plan.sheet_of(pages_.summary, definition.section),
                pages_.plan.row(pages_.summary, line, scenario), pages_.plan.year_column(period));
  }

  std::string sum_of(const std::vector<std::string>& codes, std::uint16_t from, std::uint16_t to) const {
    std::string text;
    for (const std::string& each : codes)
      for (std::uint16_t p = from; p <= to; ++p) {
        const std::string part = whole(pages_.form.line(each), PeriodIndex{p});
        if (part != "0") text += (text.empty() ? "" : "+") + part;
      }
    return text.empty() ? "0" : text;
  }

  void row(const BridgeStepValue& value, const BridgeStep* step, bool first) {
    list_.next();
    list_.text(code, definition_.code);
    list_.text_in(label, value.label, value.total ? looks::strong_label() : looks::label());
    const std::string above = cell(list_.row() - 1, end);
    const std::string start_cell = cell(list_.row(), start), change_cell = cell(list_.row(), change);
    if (value.total) {
      const bool reached = !first && value.lines.empty();
      const std::uint16_t at = first ? from_.value : to_.value;
      list_.greyed(start);
      list_.greyed(change);
      list_.formula(end, reached ? above : sum_of(value.lines, at, at), value.end, money);
    } else {
      list_.formula(start, above, value.start, money);
      list_.formula(change, change_formula(value, step), value.change, money);
      list_.formula(end, start_cell + "+" + change_cell, value.end, money);
    }
    list_.text(lines, joined(value.lines));
  }

  std::string change_formula(const BridgeStepValue& value, const BridgeStep* step) const {
    if (!step) return cell(list_.row() + 1, end) + "-" + cell(list_.row(), start);  // what the steps leave
    const std::uint16_t from =
        definition_.cumulative ? static_cast<std::uint16_t>(from_.value + 1) : to_.value;
    const std::string sum = sum_of(value.lines, from, to_.value);
    return step->subtract ? "-(" + sum + ")" : sum;
  }

  const Pages& pages_;
  ListSheet& list_;
  const Bridge& definition_;
  const BridgeResult& result_;
  PeriodIndex from_, to_;
};

}  // namespace

void write_bridges(const Pages& pages) {
  ListSheet list(pages, name::bridges,
                 "The named steps from one total to another; they add up exactly. £000.",
                 {{"Bridge", 18},
                  {"Step", 60},
                  {"Start", 14, true},
                  {"Change", 14, true},
                  {"End", 14, true},
                  {"Lines", 40}});
  const PeriodIndex last{static_cast<std::uint16_t>(pages.form.periods.size() - 1)};
  for (const Bridge& definition : pages.form.bridges) {
    if (!pages.summary) continue;
    const BridgeResult result = bridge(pages.total.merged, pages.form, definition, pages.summary, last);
    WritingBridge(pages, list, definition, result).run();
  }
  list.finish();
}

}  // namespace stp::total_pages
