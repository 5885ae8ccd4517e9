#include "service/report/check_report.h"
#include "service/report/csv_text.h"

namespace stp {

namespace {

std::string one_row(const CheckedReturn& checked, const Finding& f) {
  std::string row;
  for (const auto& text : {checked.place, checked.round, f.rule, to_text(f.severity), f.file, f.sheet, f.cell,
                           f.organisation, f.line, f.label, f.year, f.scenario, f.found, f.expected})
    row += csv_text(text) + ",";
  row += csv_number(f.difference ? to_text(*f.difference) : "") + ",";
  row += csv_number(f.allowed ? to_text(*f.allowed) : "") + ",";
  return row + csv_text(f.message) + "," + csv_text(f.remedy) + "," + csv_text(f.source) + "\r\n";
}

}  // namespace

std::string check_as_csv(const CheckOutcome& outcome) {
  std::string text =
      "place,round,rule,severity,file,sheet,cell,organisation,line,label,year,scenario,found,expected,"
      "difference,"
      "allowed,message,remedy,source\r\n";
  for (const auto& checked : outcome.returns)
    for (const auto& finding : checked.findings) text += one_row(checked, finding);
  for (const auto& [file, refusal] : outcome.refused)
    text += ",,,refused," + csv_text(file) + ",,,,,,,,,,,," + csv_text(refusal.sentence) + "," +
            csv_text(refusal.remedy) + "," + csv_text(refusal.code) + "\r\n";
  return text;
}

}  // namespace stp
