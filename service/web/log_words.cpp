#include "service/web/log_words.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "service/desk/intake.h"
#include "service/web/json_text.h"

namespace stp {

namespace {

using Json = nlohmann::json;
constexpr std::size_t read_at_a_time = 100, most_read = 1000;

bool of_returns(const std::string& kind) {
  const auto& all = log_kinds();
  return std::any_of(all.begin(), all.end(),
                     [&](const LogKind& one) { return one.of_returns && one.kind == kind; });
}

bool is_hash(const std::string& subject) { return subject.size() == 64; }

std::string shortened(const std::string& hash) { return hash.substr(0, 12) + "\u2026"; }

std::string hashes_shortened(const std::string& words) {
  std::string text;
  std::istringstream stream(words);
  for (std::string word; std::getline(stream, word, ' ');)
    text += (text.empty() ? "" : " ") + (is_hash(word) ? shortened(word) : word);
  return text;
}

// "LE 2016-09-16" to "Leeds"; "" when it is no return.
std::string place_in(const Desk& desk, const std::string& subject) {
  const auto space = subject.find(' ');
  const auto code = subject.substr(0, space);
  return space != std::string::npos && desk.form().place(code) ? place_name(desk, code) : "";
}

// ". This workbook says ..."; "" where the file has been judged anew since.
std::string why_refused(const Desk& desk, const std::string& sha256, const std::string& code) {
  const auto found = submission(desk, sha256);
  return found && found->refusal.code == code ? ". " + found->refusal.sentence : "";
}

std::string file_words(const Desk& desk, const LogRecord& record, const Json& details) {
  std::string sections;
  std::string left = text(details, "sections");
  while (!left.empty()) {
    const auto space = std::min(left.find(' '), left.size());
    sections += (sections.empty() ? "" : ", ") + section_label(desk, left.substr(0, space));
    left.erase(0, space + 1);
  }
  const std::string place = text(details, "place");
  std::string words = place.empty() ? "A workbook" : place_name(desk, place);
  if (!sections.empty()) words += ", " + sections;
  if (record.kind == "refused")
    return words + ": not taken" + why_refused(desk, record.subject, text(details, "code"));
  const auto count = [&](const char* name) { return std::strtoll(text(details, name).c_str(), nullptr, 10); };
  return words + ": checked, " + plural(count("errors"), "error", "errors") + ", " +
         plural(count("warnings"), "warning", "warnings");
}

std::string round_words(const Desk& desk, const LogRecord& record, const Json& details) {
  std::string words =
      round_label(desk, record.subject) + (text(details, "open") == "yes" ? ": open" : ": closed");
  if (const auto soft = text(details, "soft"); !soft.empty()) words += ", please send by " + when(soft);
  if (const auto hard = text(details, "hard"); !hard.empty()) words += ", last moment " + when(hard);
  return words;
}

LogSentence total_words(const LogRecord& record, const Json& details) {
  const auto number = text(details, "number");
  return {"Footprint: total " + number + " worked out, " +
              (text(details, "complete") == "yes" ? "complete" : "not complete yet"),
          address("/footprint", {{"round", record.subject}, {"number", number}})};
}

LogSentence return_words(const Desk& desk, const LogRecord& record) {
  const auto space = record.subject.find(' ');
  return {place_in(desk, record.subject) + ": " + log_kind_words(record.kind),
          return_address(record.subject.substr(0, space), record.subject.substr(space + 1))};
}

}  // namespace

LogSentence log_sentence(const Desk& desk, const LogRecord& record) {
  const Json details = Json::parse(record.details, nullptr, false);
  if (is_hash(record.subject)) return {file_words(desk, record, details), submission_address(record.subject)};
  if (record.kind == "total") return total_words(record, details);
  if (record.kind == "round") return {round_words(desk, record, details), ""};
  if (!place_in(desk, record.subject).empty()) return return_words(desk, record);
  return {log_kind_words(record.kind), ""};
}

std::string log_details(const LogRecord& record) {
  const Json details = Json::parse(record.details, nullptr, false);
  if (!details.is_object()) return record.details;
  std::string words;
  for (const auto& [name, value] : details.items()) {
    std::string said = value.is_string() ? value.get<std::string>() : value.dump();
    if (name != "sha256") said = hashes_shortened(said);
    if (!said.empty()) words += (words.empty() ? "" : "; ") + name + " " + said;
  }
  return words;
}

std::string log_subject(const Desk& desk, const LogRecord& record) {
  const auto place = place_in(desk, record.subject);
  if (!place.empty()) return place + ", round " + record.subject.substr(record.subject.find(' ') + 1);
  return is_hash(record.subject) ? "file " + shortened(record.subject) : record.subject;
}

std::vector<LogRecord> latest_changes(const Desk& desk, std::size_t most) {
  std::vector<LogRecord> changes;
  desk.database.read([&](DbSession& session) {
    changes.clear();
    std::int64_t before = 0;
    for (std::size_t seen = 0; seen < most_read;) {
      const auto some = read_log(session, desk.footprint, before, read_at_a_time);
      for (const auto& one : some)
        if (of_returns(one.kind) && changes.size() < most) changes.push_back(one);
      if (some.size() < read_at_a_time || changes.size() == most) return;
      seen += some.size();
      before = some.back().sequence;
    }
  });
  return changes;
}

}  // namespace stp
