// The job "check": what a file says, whether it may be taken here and now, and which versions it makes.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "service/desk/keep.h"
#include "service/desk/return_row.h"
#include "service/desk/returns.h"
#include "service/desk/rounds.h"
#include "service/store/jobs.h"
#include "service/store/utc_shown.h"

namespace stp {

namespace {

using Json = nlohmann::json;

struct Checked {
  std::string place, round, edition, stage;
  std::vector<std::string> sections;
  std::int64_t errors = 0, warnings = 0, notes = 0, return_errors = 0;
  Refusal refusal;  // code "": none
  std::vector<Submission::Report> reports;
};

void refuse_it(Checked& checked, std::string code, std::string sentence, std::string where,
               std::string remedy) {
  if (checked.refusal.code.empty())
    checked.refusal = {std::move(code), std::move(sentence), std::move(where), std::move(remedy)};
}

// What no file is at fault for (a section still to come) is the return's, and no reason to think less of this
// file.
void count_finding(const Json& finding, Checked& checked) {
  const std::string severity = finding.at("severity");
  const bool in_file = finding.at("file") != "";
  if (severity == "error") ++(in_file ? checked.errors : checked.return_errors);
  if (severity == "warning" && in_file) ++checked.warnings;
  if (severity == "information" && in_file) ++checked.notes;
}

void take_return(const Json& one, Checked& checked) {
  checked.place = one.at("place");
  checked.round = one.at("round");
  checked.edition = one.at("edition");
  checked.stage = one.at("stage");
  for (const auto& finding : one.at("findings")) count_finding(finding, checked);
  for (const auto& section : one.at("sections")) checked.sections.push_back(section);
}

Checked from_report(const Json& report, const std::string& name) {
  Checked checked;
  for (const auto& one : report.at("refused"))
    refuse_it(checked, one.at("code"), one.at("sentence"), one.at("where"), one.at("remedy"));
  const auto& returns = report.at("returns");
  if (returns.size() == 1)
    take_return(returns.at(0), checked);
  else
    refuse_it(checked, "not-a-return", "This is a footprint total, not a place's return.", name,
              "Hand in the place's own workbook; the total is worked out here.");
  return checked;
}

// The worker's refusals (it crashed, it took too long) are this file's, like any other.
Result<Checked> read(const Desk& desk, const std::string& sha256) {
  auto file = input_file(desk, sha256);
  if (!file) return refuse(file.error());
  const std::string name = file->name;
  Request request{"check", {}, {}, {"json", "html", "text", "csv"}};
  request.files["files"].push_back(std::move(*file));
  auto answer = desk.workers.run(request);
  // Whatever ended it may have been somebody else's doing (no memory left): what happens twice is the file's.
  if (!answer && answer.error().code == "worker-crashed") answer = desk.workers.run(request);
  if (!answer) {
    if (answer.error().code == "workers-stopped") return refuse(answer.error());
    Checked checked;
    checked.refusal = answer.error();
    return checked;
  }
  auto checked = from_report(Json::parse(answer->document("json")->bytes), name);
  auto reports = store_documents(desk, *answer);
  if (!reports) return refuse(reports.error());
  checked.reports = std::move(*reports);
  return checked;
}

struct Handed {
  std::string name, judged_for, judged_at, state;
};
Handed handed(const Desk& desk, DbSession& session, const std::string& sha256) {
  const auto rows = session.rows(
      "SELECT name, judged_for, judged_at, state, place FROM submissions WHERE footprint = ? AND sha256 = ?" +
          session.for_update(),
      {desk.footprint, sha256});
  if (rows.empty()) return {};
  const auto& row = rows[0];
  const auto sent = handed_in_by(desk, session, {sha256, "", row.text(0), row.text(4), "", ""}, row.text(1));
  return {sent.name, row.text(1), row.text(2), row.text(3)};
}

std::string status_of_return(const Desk& desk, DbSession& session, const Checked& checked) {
  const auto rows = session.rows(
      "SELECT status FROM returns WHERE footprint = ? AND place = ? AND round = ?" + session.for_update(),
      {desk.footprint, checked.place, checked.round});
  return rows.empty() ? "" : rows[0].text(0);
}

void judge_round(const Desk& desk, DbSession& session, const Handed& file, const std::string& status,
                 Checked& checked) {
  const auto rows = session.rows("SELECT open, hard_deadline FROM rounds WHERE footprint = ? AND code = ?",
                                 {desk.footprint, checked.round});
  if (rows.empty() || rows[0].number(0) == 0)
    return refuse_it(
        checked, "round-not-open", fmt::format("The round {} is not open for returns.", checked.round),
        file.name,
        "Hand it in when the regional team has opened the round, or use the open round's workbook.");
  const std::string deadline = rows[0].text(1);
  if (!deadline.empty() && file.judged_at > deadline && status != "reopened")
    refuse_it(checked, "after-deadline",
              fmt::format("It came at {}, after the deadline of {}.", utc_shown(file.judged_at),
                          utc_shown(deadline)),
              file.name, "Ask the regional team to reopen your return.");
}

// Where and when it was handed in decides, besides what it is.
void judge(const Desk& desk, DbSession& session, const Handed& file, const std::string& status,
           Checked& checked) {
  if (!checked.refusal.code.empty()) return;
  if (checked.place.empty())
    return refuse_it(checked, "place-unknown", "The workbook does not say which place it belongs to.",
                     file.name, "Choose the place on the cover sheet and save.");
  Submission said;
  said.place = checked.place;
  said.receipt.name = file.name;
  if (const auto wrong = not_for(desk, said, file.judged_for)) {
    checked.refusal = *wrong;
    return;
  }
  judge_round(desk, session, file, status, checked);
  if (status == "approved" || status == "locked")
    refuse_it(checked, "return-closed", fmt::format("This return is {} and takes no new files.", status),
              file.name, "Ask on the page of the return for it to be reopened.");
}

void add_versions(const Desk& desk, DbSession& session, const std::string& sha256, const Handed& file,
                  const Checked& checked, const std::string& at) {
  const auto all = versions(desk, session, checked.place, checked.round);
  for (const auto& section : checked.sections) {
    const auto* last = latest(all, section);
    bool there = false;
    for (const auto& one : all) there = there || (one.section == section && one.sha256 == sha256);
    if (there) continue;
    session.run("INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                {desk.footprint, checked.place, checked.round, section, last ? last->version + 1 : 1, sha256,
                 file.name, at, checked.errors, checked.warnings, checked.notes});
  }
}

// Where something else counts than before, what was submitted no longer is what stands here.
void withdraw(const Desk& desk, DbSession& session, const Checked& checked) {
  keep_decision(desk, session, checked.place, checked.round,
                note(desk, session, "service", "withdrawn", checked.place + " " + checked.round,
                     {{"because", "a new version was handed in"}}));
}

void keep_row(const Desk& desk, DbSession& session, const std::string& sha256, const Checked& checked,
              const std::string& at) {
  const bool refused = !checked.refusal.code.empty();
  session.run(
      "UPDATE submissions SET state = ?, found_place = ?, found_round = ?, edition = ?, stage = ?, sections "
      "= ?, "
      "errors = ?, warnings = ?, notes = ?, return_errors = ?, refusal_code = ?, refusal_sentence = ?, "
      "refusal_where = ?, "
      "refusal_remedy = ?, checked_at = ? WHERE footprint = ? AND sha256 = ?",
      {std::string(refused ? "refused" : "checked"), checked.place, checked.round, checked.edition,
       checked.stage, join_words(checked.sections), checked.errors, checked.warnings, checked.notes,
       checked.return_errors, checked.refusal.code, checked.refusal.sentence, checked.refusal.where,
       checked.refusal.remedy, at, desk.footprint, sha256});
}

// Of the edition it was judged by; of a file that names none, the newest.
std::string template_hash(const Desk& desk, const std::string& edition) {
  for (const Template& form : desk.pipeline.editions())
    if (form.edition.code == edition) return form.hash;
  return desk.form().hash;
}

// Everything the rows of this verdict say, so that the log can vouch for them.
void note_verdict(const Desk& desk, DbSession& session, const std::string& sha256, const Checked& checked,
                  const std::string& at) {
  note(desk, session, "service", checked.refusal.code.empty() ? "checked" : "refused", sha256,
       {{"checked_at", at},
        {"code", checked.refusal.code},
        {"documents", documents_text(checked.reports)},
        {"edition", checked.edition},
        {"errors", std::to_string(checked.errors)},
        {"notes", std::to_string(checked.notes)},
        {"place", checked.place},
        {"remedy", checked.refusal.remedy},
        {"return_errors", std::to_string(checked.return_errors)},
        {"round", checked.round},
        {"sections", join_words(checked.sections)},
        {"sentence", checked.refusal.sentence},
        {"stage", checked.stage},
        {"template", template_hash(desk, checked.edition)},
        {"warnings", std::to_string(checked.warnings)},
        {"where", checked.refusal.where}});
}

bool is_of_another(const Checked& checked, const Handed& file) {
  return checked.refusal.code.empty() && !checked.place.empty() && !file.judged_for.empty() &&
         file.judged_for != checked.place;
}

void keep(const Desk& desk, DbSession& session, const std::string& sha256, Checked checked) {
  const auto file = handed(desk, session, sha256);
  if (file.state != "waiting") return;  // another process was quicker
  if (is_of_another(checked, file) && judge_for_owner(desk, session, sha256, checked.place)) return;
  const std::string status = status_of_return(desk, session, checked);
  judge(desk, session, file, status, checked);
  const std::string at = desk.now();
  keep_row(desk, session, sha256, checked, at);
  keep_documents(desk, session, sha256, checked.reports);
  const bool taken = checked.refusal.code.empty();
  if (taken)
    enqueue(session, desk.footprint, "return", checked.place + " " + checked.round, checked.place,
            desk.now());
  note_verdict(desk, session, sha256, checked, at);
  if (!taken) return;
  const auto counting = [&] { return counting_files(desk, session, checked.place, checked.round); };
  const auto before = counting();
  add_versions(desk, session, sha256, file, checked, at);
  hold_return(desk, session, checked.place, checked.round);
  touch_return(desk, session, checked.place, checked.round);
  if (status == "submitted" && counting() != before) withdraw(desk, session, checked);
}

}  // namespace

void cannot_be_checked(const Desk& desk, const std::string& sha256, const Refusal& why) {
  Checked checked;
  checked.refusal = {
      "check-failed", "This file was kept, but could not be checked: " + why.sentence, why.where,
      "This is a fault of the service, not of your file. Hand it in again when it has been mended."};
  desk.database.write([&](DbSession& session) { keep(desk, session, sha256, checked); });
}

Result<void> check_submission(const Desk& desk, const std::string& sha256) {
  desk.at("check begun");
  auto checked = read(desk, sha256);
  if (!checked) return refuse(checked.error());
  desk.at("file checked");
  desk.database.write([&](DbSession& session) { keep(desk, session, sha256, *checked); });
  desk.at("check kept");
  return {};
}

}  // namespace stp
