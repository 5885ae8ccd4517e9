#include <algorithm>
#include <functional>

#include "service/desk/intake.h"
#include "service/desk/keep.h"
#include "service/store/jobs.h"

namespace stp {

namespace {

constexpr const char* columns =
    "SELECT sha256, at, name, place, via, who, sequence, size, sightings, state, found_place, found_round, "
    "edition, stage, sections, errors, warnings, notes, return_errors, refusal_code, refusal_sentence, "
    "refusal_where, "
    "refusal_remedy, checked_at, judged_for FROM submissions WHERE footprint = ?";

Submission from_row(const DbRow& row) {
  Submission one;
  one.receipt = {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)};
  one.receipt.sequence = row.number(6);
  one.receipt.size = row.number(7);
  one.receipt.sightings = row.number(8);
  one.state = row.text(9);
  one.place = row.text(10);
  one.round = row.text(11);
  one.edition = row.text(12);
  one.stage = row.text(13);
  one.sections = split_words(row.text(14));
  one.errors = row.number(15);
  one.warnings = row.number(16);
  one.notes = row.number(17);
  one.return_errors = row.number(18);
  one.refusal = {row.text(19), row.text(20), row.text(21), row.text(22)};
  one.checked_at = row.text(23);
  return one;
}

void add_versions(const Desk& desk, DbSession& session, Submission& one) {
  if (one.place.empty()) return;
  const auto all = versions(desk, session, one.place, one.round);
  for (const auto& version : all) {
    if (version.sha256 != one.receipt.sha256) continue;
    one.versions.push_back({version.section, version.version,
                            counting(all, version.section)->version == version.version,
                            latest(all, version.section)->version == version.version});
  }
  for (const auto& section : desk.form().sections)
    if (one.state == "checked" && !latest(all, section.code)) one.lacking.push_back(section.code);
  one.more_to_check =
      !one.lacking.empty() && !session
                                   .rows(
                                       "SELECT 1 FROM submissions WHERE footprint = ? AND state = 'waiting' "
                                       "AND judged_for = ? LIMIT 1",
                                       {desk.footprint, one.place})
                                   .empty();
}

Submission complete(const Desk& desk, DbSession& session, const DbRow& row) {
  Submission one = from_row(row);
  one.receipt = handed_in_by(desk, session, one.receipt, one.place.empty() ? row.text(24) : one.place);
  if (one.state == "waiting") {
    one.queue_place = place_in_queue(session, desk.footprint, "check", one.receipt.sha256);
    if (one.queue_place < 0) one.state = "checking";
  }
  for (const auto& [format, hash] : documents_of(desk, session, one.receipt.sha256))
    one.reports.push_back({format, hash});
  add_versions(desk, session, one);
  return one;
}

using Condition = std::function<void(const std::string& condition, std::vector<DbValue> values)>;

// What is being checked was waiting, and its job has been taken up.
void with_state(const std::string& state, const Condition& with) {
  const bool waiting = state == "waiting", checking = state == "checking";
  with("state = ?", {checking ? std::string("waiting") : state});
  if (waiting || checking)
    with(
        std::string(waiting ? "" : "NOT ") +
            "EXISTS (SELECT 1 FROM jobs WHERE jobs.footprint = submissions.footprint AND jobs.kind = 'check' "
            "AND jobs.subject = submissions.sha256 AND jobs.state = 'waiting')",
        {});
}

// Adds the conditions that were asked for to the statement and its values.
void narrow(const SubmissionsAsked& asked, std::string& sql, std::vector<DbValue>& values) {
  const auto with = [&](const std::string& condition, std::vector<DbValue> more) {
    sql += " AND " + condition;
    for (auto& value : more) values.push_back(std::move(value));
  };
  if (!asked.place.empty()) with("(judged_for = ? OR found_place = ?)", {asked.place, asked.place});
  if (!asked.round.empty()) with("found_round = ?", {asked.round});
  if (!asked.state.empty()) with_state(asked.state, with);
  if (asked.before > 0) with("sequence < ?", {asked.before});
  if (asked.places.empty()) return;
  std::string holes;
  std::vector<DbValue> codes;
  for (const auto& place : asked.places) {
    holes += holes.empty() ? "?" : ", ?";
    codes.emplace_back(place);
  }
  std::vector<DbValue> all = codes;
  all.insert(all.end(), codes.begin(), codes.end());
  all.insert(all.end(), values.front());
  all.insert(all.end(), codes.begin(), codes.end());
  with("(found_place IN (" + holes + ") OR place IN (" + holes +
           ") OR sha256 IN (SELECT sha256 FROM sightings WHERE footprint = ? AND place IN (" + holes + ")))",
       all);
}

// What was recognised as another place's is told as far as the first of these that handed it in may know.
Submission told_to(const Desk& desk, const std::vector<std::string>& places, const Submission& found) {
  if (places.empty() || std::find(places.begin(), places.end(), owner_of(found)) != places.end())
    return found;
  return as_told_to(desk, found, sender_among(desk, found.receipt.sha256, places));
}

}  // namespace

Result<Submission> submission(const Desk& desk, const std::string& sha256) {
  std::optional<Submission> found;
  desk.database.read([&](DbSession& session) {
    found.reset();
    const auto rows = session.rows(std::string(columns) + " AND sha256 = ?", {desk.footprint, sha256});
    if (!rows.empty()) found = complete(desk, session, rows.front());
  });
  if (found) return *found;
  return refuse({"submission-unknown", "No file with this hash was handed in.", sha256,
                 "The hash stands on the receipt; it has 64 characters."});
}

std::vector<Submission> submissions(const Desk& desk, const SubmissionsAsked& asked) {
  std::vector<Submission> found;
  std::string sql = columns;
  std::vector<DbValue> values{desk.footprint};
  narrow(asked, sql, values);
  sql += " ORDER BY sequence DESC LIMIT ?";
  values.emplace_back(static_cast<std::int64_t>(asked.most));
  desk.database.read([&](DbSession& session) {
    found.clear();
    for (const auto& row : session.rows(sql, values)) found.push_back(complete(desk, session, row));
  });
  for (auto& one : found) one = told_to(desk, asked.places, one);
  return found;
}

std::string why_it_does_not_count(const Submission& submission) {
  const auto& versions = submission.versions;
  const bool overtaken = std::any_of(versions.begin(), versions.end(),
                                     [](const auto& one) { return !one.counts && !one.latest; });
  if (!overtaken || submission.errors > 0) return "";  // its errors are told, and what to do about them
  return "A later version came, and this one does not count. Sent again just as it is, it changes nothing. "
         "To "
         "make it count, open it in your spreadsheet program, save it and send the file you saved.";
}

Result<std::string> report(const Desk& desk, const Submission& submission, const std::string& format) {
  std::string known;
  for (const auto& one : submission.reports) {
    if (one.format == format) return desk.bytes.read(one.sha256);
    known += (known.empty() ? "" : ", ") + one.format;
  }
  if (submission.state == "refused" && submission.reports.empty())
    return refuse({"report-none",
                   "This file was not taken, so there is no report. " + submission.refusal.sentence,
                   submission.receipt.name, submission.refusal.remedy});
  if (submission.reports.empty())
    return refuse({"report-not-yet", "This file has not been checked yet.", submission.receipt.name,
                   "Ask again in a few seconds."});
  return refuse({"report-format", "There is no report in the format \"" + format + "\".",
                 submission.receipt.name, "The formats are " + known + "."});
}

Result<std::string> sent_bytes(const Desk& desk, const Submission& submission) {
  return desk.bytes.read(submission.receipt.sha256);
}

Result<std::string> filled_copy(const Desk& desk, const Submission& submission) {
  auto file = input_file(desk, submission.receipt.sha256);
  if (!file) return refuse(file.error());
  Request request{"fill", {}, {}, {}};
  request.files["file"].push_back(std::move(*file));
  auto answer = desk.workers.run(request, true);
  if (!answer) return refuse(answer.error());
  return answer->documents.at(0).bytes;
}

void set_arriving(const Desk& desk, const std::string& source, const std::vector<Arriving>& files) {
  desk.database.write([&](DbSession& session) {
    session.run("DELETE FROM arriving WHERE footprint = ? AND source = ?", {desk.footprint, source});
    for (const auto& one : files)
      session.run("INSERT INTO arriving VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                  {desk.footprint, source, one.place, shown_name(one.name), one.size, one.since, one.why});
  });
}

std::vector<Arriving> arriving(const Desk& desk) {
  std::vector<Arriving> found;
  desk.database.read([&](DbSession& session) {
    found.clear();
    for (const auto& row :
         session.rows("SELECT place, name, since, why, size FROM arriving WHERE footprint = ? "
                      "ORDER BY place, since, name",
                      {desk.footprint}))
      found.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.number(4)});
  });
  return found;
}

}  // namespace stp
