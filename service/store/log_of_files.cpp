#include "service/store/log_of_files.h"

#include <sstream>

#include "service/store/log_of_returns.h"

namespace stp {

namespace {

// Of a submission's row, and the key under which a verdict says it.
const std::map<std::string, std::string> said_by_verdicts{{"found_place", "place"},
                                                          {"found_round", "round"},
                                                          {"edition", "edition"},
                                                          {"stage", "stage"},
                                                          {"sections", "sections"},
                                                          {"errors", "errors"},
                                                          {"warnings", "warnings"},
                                                          {"notes", "notes"},
                                                          {"return_errors", "return_errors"},
                                                          {"refusal_code", "code"},
                                                          {"refusal_sentence", "sentence"},
                                                          {"refusal_where", "where"},
                                                          {"refusal_remedy", "remedy"},
                                                          {"checked_at", "checked_at"}};
const std::set<std::string> counts{"errors", "warnings", "notes", "return_errors"};

std::vector<LogTable::Column> columns_of_submissions() {
  std::vector<LogTable::Column> columns{{"state"}, {"judged_for"}, {"judged_at"}, {"sightings"}};
  for (const auto& [column, key] : said_by_verdicts) columns.push_back({column});
  return columns;
}

}  // namespace

LogOfFiles::LogOfFiles()
    : submissions_("submissions", {"sha256"}, columns_of_submissions()),
      versions_("versions", {"place", "round", "section", "version"},
                {{"sha256"}, {"name"}, {"at"}, {"errors"}, {"warnings"}, {"notes"}}),
      totals_("totals", {"round", "number"}, {{"at"}, {"complete"}, {"files"}}),
      documents_("documents", {"owner", "format"}, {{"sha256"}},
                 [this](const LogTable::Words& key) -> std::optional<LogTable::Row> {
                   if (complete_.count(key.at(0)) != 0) return std::nullopt;
                   return LogTable::Row{0, {Said()}};
                 }) {}

void LogOfFiles::take(const LogRecord& record, const LogDetails& details) {
  if (record.kind == "receipt") take_receipt(record, details);
  if (record.kind == "sighting") take_sighting(record, details);
  if (record.kind == "judged-for") take_judged_for(record, details);
  if (record.kind == "checked" || record.kind == "refused") take_verdict(record, details);
  if (record.kind == "checked") take_versions(record, details);
  if (record.kind == "total") take_total(record, details);
  if (record.kind == "return-checked") {
    const auto words = place_and_round(record.subject);
    take_documents(record, details, return_owner(words.at(0), words.at(1)));
  }
}

void LogOfFiles::take_receipt(const LogRecord& record, const LogDetails& details) {
  auto& row = submissions_.row({record.subject}, record);
  for (const auto& [column, key] : said_by_verdicts)
    submissions_.value(row, column) = counts.count(column) != 0 ? "0" : "";
  submissions_.value(row, "state") = "waiting";
  submissions_.value(row, "judged_for") = details.said("place");
  submissions_.value(row, "judged_at") = details.said("at");
  submissions_.value(row, "sightings") = "1";
  names_[{record.subject, ""}] = names_[{record.subject, details.text("place")}] = details.text("name");
  complete_.insert(record.subject);
}

// A file refused earlier may be judged anew where it is seen again; the records of earlier programs do not
// say whether it was.
void LogOfFiles::take_sighting(const LogRecord& record, const LogDetails& details) {
  names_.try_emplace({record.subject, details.text("place")}, details.text("name"));
  if (submissions_.find({record.subject}) == nullptr) return;
  auto& row = submissions_.row({record.subject}, record);
  auto& sightings = submissions_.value(row, "sightings");
  sightings = std::to_string(std::stoll(sightings.value_or("1")) + 1);
  const auto again = details.said("judged_again");
  if (again && *again != "yes") return;
  auto& state = submissions_.value(row, "state");
  if (!again && (state == "checked" || state == "waiting")) return;
  state = again ? Said("waiting") : Said();
  submissions_.value(row, "judged_for") = again ? details.said("place") : Said();
  submissions_.value(row, "judged_at") = details.said("judged_at");
}

void LogOfFiles::take_judged_for(const LogRecord& record, const LogDetails& details) {
  auto& row = submissions_.row({record.subject}, record);
  submissions_.value(row, "judged_for") = details.said("place");
  submissions_.value(row, "judged_at") = details.said("at");
}

void LogOfFiles::take_verdict(const LogRecord& record, const LogDetails& details) {
  auto& row = submissions_.row({record.subject}, record);
  for (const auto& [column, key] : said_by_verdicts) submissions_.value(row, column) = details.said(key);
  submissions_.value(row, "state") = record.kind;
  take_documents(record, details, record.subject);
}

void LogOfFiles::take_versions(const LogRecord& record, const LogDetails& details) {
  std::istringstream sections(details.text("sections"));
  for (std::string section; sections >> section;) take_version(record, details, section);
}

void LogOfFiles::take_version(const LogRecord& record, const LogDetails& details,
                              const std::string& section) {
  LogTable::Words key{details.text("place"), details.text("round"), section};
  auto of_file = key;
  of_file.push_back(record.subject);
  if (!versions_of_.insert(of_file).second) return;
  const auto& judged_for = submissions_.value(submissions_.row({record.subject}, record), "judged_for");
  const auto name = names_.find({record.subject, judged_for.value_or("")});
  key.push_back(std::to_string(++last_[key]));
  versions_.row(key, record).values = {record.subject,
                                       name == names_.end() ? Said() : Said(name->second),
                                       details.said("checked_at"),
                                       details.said("errors"),
                                       details.said("warnings"),
                                       details.said("notes")};
}

void LogOfFiles::take_total(const LogRecord& record, const LogDetails& details) {
  const auto number = details.text("number");
  totals_.row({record.subject, number}, record).values = {
      details.said("at"), details.text("complete") == "yes" ? "1" : "0", details.said("files")};
  const std::string owner = "total " + record.subject + " " + number;
  complete_.insert(owner);
  take_documents(record, details, owner);
}

void LogOfFiles::take_documents(const LogRecord& record, const LogDetails& details,
                                const std::string& owner) {
  const auto documents = documents_said(details);
  if (!documents) complete_.erase(owner);
  if (documents)
    for (const auto& [format, sha256] : *documents) documents_.row({owner, format}, record).values = {sha256};
}

std::vector<std::string> LogOfFiles::differences(DbSession& session, const std::string& footprint,
                                                 const std::vector<DbTable>& tables) const {
  std::vector<std::string> all;
  for (const auto* table : {&submissions_, &versions_, &totals_, &documents_}) {
    const auto found = table->differences(session, footprint, tables);
    all.insert(all.end(), found.begin(), found.end());
  }
  return all;
}

}  // namespace stp
