#include "xlsx/form/sheets/front_sheets.h"
#include "xlsx/form/sheets/head.h"
#include "xlsx/form/sheets/looks.h"
#include "xlsx/form/sheets/words.h"
#include "xlsx/form/stamp.h"

namespace stp {

namespace {

struct Topic {
  std::string topic, sample, text;
  xlsx::Look look = looks::label();
};

xlsx::Look shown(xlsx::Look look) {
  look.locked = true;
  look.align = xlsx::Align::centre;
  return look;
}

std::vector<Topic> key_topics() {
  return {{"Cells to type in", "1,234", "Yellow with a dotted edge. The only cells that are not locked.",
           shown(looks::input(""))},
          {"Calculated cells", "1,234",
           "Blue, in italics, without an edge at the sides. Locked: they follow from what is typed. Do not "
           "overwrite them.",
           shown(looks::calculated(""))},
          {"Pre-filled cells", "2.0%",
           "Green in a solid box. National or agreed values, filled in by the programme office. Locked.",
           shown(looks::reference(""))},
          {"Cells not used", "", "Striped grey. The line does not apply to that year. Leave them empty.",
           shown(looks::not_applicable())}};
}

std::vector<Topic> step_topics(const std::string& units) {
  return {
      {"Step 1", "",
       "Complete the Cover: version, status, basis, where the first two years come from, and who answers "
       "questions."},
      {"Step 2", "",
       "Fill in one sheet for each organisation. The drop-downs and messages at each cell say what may stand "
       "there."},
      {"Step 3", "",
       "Fill in the tables, where this workbook has them: the solution register first, because totals by "
       "theme come from it."},
      {"Step 4", "",
       "Open the sheet Checks. Every row should say OK. LOOK tells what to look at; it does not stop you "
       "saving."},
      {"Step 5", "",
       "Save as an Excel workbook (.xlsx) under a name with place, section and round, and send it."},
      {"Signs", "",
       "Income and expenditure are both typed as positive numbers; the line says whether it adds or "
       "subtracts. Only lines that may be "
       "negative by nature, such as surplus/(deficit), take a minus sign. Positive means surplus or "
       "improvement."},
      {"Blank and nil", "", "A blank cell means not answered and is reported. If there is none, type 0."},
      {"Not available, not applicable", "[x] [z]",
       "Never type n/a, tbc or a dash into a number cell. Type 0 and write [x] not available or [z] not "
       "applicable, "
       "with the reason, into the Note column."},
      {"Units", "", units},
      {"Percentages", "2%", "Type 2% or 0.02 for two per cent. 2 alone would be 200%."},
      {"Years", "",
       "A year runs from April to March. 2015/16 is the outturn and 2016/17 the forecast, both with the "
       "savings really made; doing nothing is "
       "imagined from 2017/18 on."},
      {"Scenarios", "",
       "Do nothing: no savings plan is delivered at all. Do something: with the solutions, investments and "
       "transformation funding."},
      {"Copying from elsewhere", "",
       "Paste values only (Paste Special, Values), so that limits and looks of the cells stay as they are."},
      {"Protection", "",
       "Sheets are protected without a password, against accidents. Rows may be added to the tables; columns "
       "may be made wider."}};
}

std::string unit_text(const BookPlan& plan) {
  std::string text;
  for (const SectionIndex section : plan.sections()) {
    const Section& definition = plan.form().sections[section.value];
    text += (text.empty() ? "" : " ") + definition.label + ": " + definition.unit_note;
  }
  return text;
}

double height_of(const Topic& topic) {
  constexpr double line = 14;
  constexpr std::size_t characters = 120;
  return line * static_cast<double>(1 + topic.text.size() / characters) + 5;
}

}  // namespace

void write_guide(xlsx::SheetWriter& sheet, const BookPlan& plan, const BookText& text) {
  const Template& form = plan.form();
  write_head(sheet, form, {sheet_title::guide, sheet_kind::guide, "", "", text.notice});
  sheet.text({grid::about_row, 1}, words::reconstructed, looks::notice());
  sheet.text(
      {grid::key_row, 1},
      "Questions: the person named on the Cover of the workbook you were sent, or the programme office.",
      looks::note());
  std::vector<Topic> topics = key_topics();
  for (Topic& step : step_topics(unit_text(plan))) topics.push_back(std::move(step));
  const std::uint32_t last = grid::heading_row + static_cast<std::uint32_t>(topics.size());
  sheet.table({{grid::heading_row, 1}, {last, 3}}, "table_guide", {"Topic", "Sample", "What it means"},
              looks::heading());
  xlsx::Look wrapped = looks::label();
  wrapped.wrap = true;
  std::uint32_t row = grid::heading_row;
  for (const Topic& topic : topics) {
    ++row;
    sheet.text({row, 1}, topic.topic, looks::strong_label());
    sheet.text({row, 2}, topic.sample, topic.look);
    sheet.text({row, 3}, topic.text, wrapped);
    sheet.row_height(row, height_of(topic));
  }
  sheet.column_width(1, 1, 30);
  sheet.column_width(2, 2, 14);
  sheet.column_width(3, 3, 120);
  sheet.row_height(grid::heading_row, 20);
  sheet.freeze({grid::first_row, 1});
  sheet.tab_colour(0x003087);
  sheet.protect();
  print_table(sheet, form);
}

}  // namespace stp
