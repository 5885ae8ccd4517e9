#include "service/watch/words.h"

#include <fmt/format.h>

#include <algorithm>

#include "service/report/check_report.h"
#include "service/store/utc_shown.h"
#include "service/watch/names.h"

namespace stp::watch {

namespace {

constexpr std::size_t most_blocks = 6;   // of the report: its heading and the first findings
constexpr std::size_t most_shown = 100;  // of each list in status.txt

std::string counted(std::int64_t number, const char* one, const char* many) {
  return grouped(number) + " " + (number == 1 ? one : many);
}

std::string list(const std::vector<std::string>& items) {
  std::string text;
  for (const auto& item : items) text += (text.empty() ? "" : ", ") + item;
  return text;
}

std::string receipt_lines(const Receipt& receipt, const std::string& name) {
  std::string text = fmt::format("Receipt    {}, {}\nSHA-256    {}\n", receipt.sequence,
                                 utc_shown(receipt.at), receipt.sha256);
  if (receipt.again && receipt.came_at != receipt.at)
    return text +
           fmt::format(
               "Again      The very same file came for another place before; that is its first receipt. For "
               "you it came {}, and your deadline goes by that.\n",
               utc_shown(receipt.came_at));
  if (receipt.again)
    text += fmt::format(
        "Again      The very same file was received before{}. This is its first receipt; nothing was done "
        "twice.\n",
        receipt.name.empty() || shown(receipt.name) == name ? "" : " as " + shown(receipt.name));
  return text;
}

std::string refusal_lines(const Refusal& refusal) {
  std::string text = fmt::format("Why        {}\n", refusal.sentence);
  if (!refusal.where.empty()) text += fmt::format("Where      {}\n", refusal.where);
  if (!refusal.remedy.empty()) text += fmt::format("To mend    {}\n", refusal.remedy);
  return text + fmt::format("Code       {}\n", refusal.code);
}

std::string result_lines(const Told& told) {
  const Submission& found = *told.submission;
  return fmt::format("Return     {}, round {}, {}; judged as {}\nResult     {}, {}, {}\n", told.place,
                     found.round, list(told.sections), found.stage, counted(found.errors, "error", "errors"),
                     counted(found.warnings, "warning", "warnings"), counted(found.notes, "note", "notes"));
}

std::string still_to_come(const Told& told) {
  if (told.lacking.empty()) return "";
  const bool one = told.lacking.size() == 1;
  if (told.submission->more_to_check)
    return fmt::format(
        " No file checked so far brings {}; others of this folder have come and are still being checked. "
        "Look into \"done\" and \"refused\" for them before you send {}.",
        list(told.lacking), one ? "it" : "them");
  return fmt::format(" Still to come for this return: {}; put {} into \"in\" as well.", list(told.lacking),
                     one ? "its workbook" : "their workbooks");
}

std::string what_to_do(const Submission& submission) {
  if (auto overtaken = why_it_does_not_count(submission); !overtaken.empty()) return overtaken;
  if (submission.errors > 0)
    return "Mend the errors in the workbook and put it into the folder \"in\" again, under this name or "
           "another. "
           "Until a file without errors has come, the last one without errors counts.";
  return submission.warnings > 0
             ? "Look at the warnings: mend what is wrong, or give the reason on the service's pages."
             : "Nothing in this file. It was taken without errors.";
}

// The report's heading and its first findings; findings are apart by blank lines. What is in none of its
// files is left out: the file was checked alone, and what it lacks may have come in another.
std::string beginning(const std::string& whole, bool& more) {
  const std::string report = whole.substr(0, whole.find(return_as_a_whole));
  std::size_t end = 0;
  for (std::size_t blocks = 0; blocks < most_blocks && end != report.npos; ++blocks)
    end = report.find("\n\n", end == 0 ? 0 : end + 2);
  more = end != report.npos && end + 2 < report.size();
  return more ? report.substr(0, end + 1) : report;
}

std::string report_lines(const Told& told) {
  bool more = false;
  std::string text = "\n" + beginning(told.report, more);
  if (text.back() != '\n') text += '\n';
  if (more) text += "\nThese are the first; there are more.\n";
  return text;
}

std::string where_to_see_more(const Told& told) {
  std::string text;
  if (told.page)
    text += "\nThe whole report: the page beside this text (.report.html), and the service's pages.\n";
  if (told.filled) text += "The workbook with every result renewed: beside this text (.filled).\n";
  return text;
}

template <class Items, class Line>
std::string section(const char* heading, const Items& items, const Line& line) {
  if (items.empty()) return "";
  std::string text = fmt::format("\n{}\n", heading);
  for (std::size_t i = 0; i < std::min(items.size(), most_shown); ++i) text += line(items[i]);
  if (items.size() > most_shown)
    text += fmt::format("  and {} more\n", grouped(static_cast<std::int64_t>(items.size() - most_shown)));
  return text;
}

std::string waiting_line(const Waiting& one) {
  return fmt::format("  {}\n    {} bytes{}. {}\n", shown(one.path), grouped(one.size),
                     one.since.empty() ? "" : ", seen since " + utc_shown(one.since), one.why);
}

std::string in_hand_line(const InHand& one) {
  std::string text = "  " + shown(one.name) + "\n    ";
  text += one.receipt.sequence == 0
              ? "no receipt yet"
              : fmt::format("receipt {}, {}", one.receipt.sequence, utc_shown(one.receipt.at));
  if (one.queue_place > 0) text += fmt::format("; {} before it", grouped(one.queue_place));
  return text + (one.why.empty() ? "" : ". " + one.why) + "\n";
}

}  // namespace

std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3 && digits[at - 4] != '-'; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string reason_text(const Told& told) {
  std::string text = fmt::format("{}: {}\n\n", told.refusal ? "NOT TAKEN" : "TAKEN", told.name);
  text += fmt::format("Folder     {}\n", told.place);
  if (told.receipt) text += receipt_lines(*told.receipt, told.name);
  if (told.refusal)
    text += refusal_lines(*told.refusal) + "\nThe file itself lies unchanged beside this text.\n";
  if (!told.refusal && told.submission != nullptr)
    text += result_lines(told) +
            fmt::format("To do      {}{}\n", what_to_do(*told.submission), still_to_come(told));
  if (!told.refusal && !told.report.empty()) text += report_lines(told);
  return text + where_to_see_more(told);
}

std::string status_text(const PlaceStatus& status) {
  const auto plain = [](const std::string& line) { return "  " + line + "\n"; };
  std::string text = fmt::format("{}, as of {}\n", status.place, utc_shown(status.now));
  text += section("Trouble (it is tried again by itself)", status.troubles, plain);
  text += section("Arriving, not taken yet", status.waiting, waiting_line);
  text += section("Taken, being checked", status.in_hand, in_hand_line);
  text += section("Not looked at here: put these into the folder \"in\"", status.misplaced,
                  [&](const std::string& name) { return plain(shown(name)); });
  if (status.waiting.empty() && status.in_hand.empty()) text += "\nNothing is arriving.\n";
  return text +
         "\nPut workbooks into the folder \"in\". Answers come into \"done\" or \"refused\".\n"
         "For a deadline, what counts is the time of the receipt, not of the dropping.\n";
}

}  // namespace stp::watch
