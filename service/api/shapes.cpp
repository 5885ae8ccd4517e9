#include "service/api/shapes.h"

#include <nlohmann/json.hpp>

#include "service/api/answers.h"

namespace stp {

using Json = nlohmann::ordered_json;

namespace {

const std::string base = "/api/v1/";
Json refusal_or_null(const Refusal& refusal) {
  return refusal.code.empty() ? Json(nullptr) : refusal_json(refusal);
}

}  // namespace

Json shape(const Receipt& receipt) {
  return {{"sha256", receipt.sha256},  {"sequence", receipt.sequence},
          {"at", receipt.at},          {"name", receipt.name},
          {"place", receipt.place},    {"via", receipt.via},
          {"who", receipt.who},        {"size", receipt.size},
          {"again", receipt.again},    {"sightings", receipt.sightings},
          {"came_at", receipt.came_at}};
}

Json shape(const Submission& submission) {
  Json formats = Json::array(), versions = Json::array();
  for (const auto& report : submission.reports) formats.push_back(report.format);
  for (const auto& one : submission.versions)
    versions.push_back(
        {{"section", one.section}, {"version", one.version}, {"counts", one.counts}, {"latest", one.latest}});
  const std::string self = base + "submissions/" + submission.receipt.sha256;
  // Another place's file is told to who handed it in, and asks for that place.
  const bool anothers = submission.place.empty() && !submission.receipt.place.empty();
  const std::string asking = anothers ? "?place=" + submission.receipt.place : "";
  return {{"sha256", submission.receipt.sha256},
          {"state", submission.state},
          {"receipt", shape(submission.receipt)},
          {"place", submission.place},
          {"round", submission.round},
          {"edition", submission.edition},
          {"stage", submission.stage},
          {"sections", submission.sections},
          {"errors", submission.errors},
          {"warnings", submission.warnings},
          {"notes", submission.notes},
          {"return_errors", submission.return_errors},
          {"lacking", submission.lacking},
          {"more_to_check", submission.more_to_check},
          {"refusal", refusal_or_null(submission.refusal)},
          {"before_it", submission.queue_place < 0 ? Json(nullptr) : Json(submission.queue_place)},
          {"checked_at", submission.checked_at},
          {"reports", formats},
          {"versions", versions},
          {"links",
           {{"self", self + asking},
            {"report", self + "/report" + asking},
            {"findings", self + "/findings" + asking},
            {"file", self + "/file" + asking},
            {"filled", self + "/filled" + asking}}}};
}

Json shape(const Arriving& file) {
  return {{"place", file.place},
          {"name", file.name},
          {"since", file.since},
          {"why", file.why},
          {"size", file.size}};
}

namespace {

Json section_json(const SectionState& section) {
  return {{"section", section.section},
          {"status", section.status},
          {"sha256", section.sha256},
          {"name", section.name},
          {"at", section.at},
          {"version", section.version},
          {"errors", section.errors},
          {"warnings", section.warnings},
          {"notes", section.notes},
          {"latest_sha256", section.latest_sha256},
          {"latest_name", section.latest_name},
          {"latest_at", section.latest_at},
          {"latest_version", section.latest_version},
          {"latest_errors", section.latest_errors}};
}

}  // namespace

Json shape(const ReturnState& state) {
  Json sections = Json::array();
  for (const auto& section : state.sections) sections.push_back(section_json(section));
  return {{"place", state.place},
          {"round", state.round},
          {"status", state.status},
          {"late", state.late},
          {"revision", state.revision},
          {"sections", sections},
          {"errors", state.errors},
          {"warnings", state.warnings},
          {"notes", state.notes},
          {"accepted", state.accepted},
          {"report_sha256", state.report_json},
          {"checked_at", state.checked_at},
          {"submitted_by", state.submitted_by},
          {"submitted_at", state.submitted_at},
          {"approved_by", state.approved_by},
          {"approved_at", state.approved_at},
          {"sent_back_because", state.sent_back_because},
          {"reopening_asked_by", state.reopening_asked_by},
          {"reopening_reason", state.reopening_reason}};
}

Json shape(const Acceptance& acceptance) {
  return {{"finding", acceptance.finding},
          {"rule", acceptance.rule},
          {"reason", acceptance.reason},
          {"who", acceptance.who},
          {"at", acceptance.at}};
}

Json shape(const RoundState& round) {
  return {{"code", round.code},
          {"label", round.label},
          {"stage", round.stage},
          {"edition", round.edition},
          {"open", round.open},
          {"opened_at", round.opened_at},
          {"soft_deadline", round.soft_deadline},
          {"hard_deadline", round.hard_deadline},
          {"revision", round.revision}};
}

Json shape(const TotalState& total) {
  const std::string self = base + "rounds/" + total.round + "/totals/" + std::to_string(total.number);
  return {{"number", total.number},
          {"round", total.round},
          {"at", total.at},
          {"complete", total.complete},
          {"files", total.files},
          {"links",
           {{"self", self},
            {"summary", self + "/summary"},
            {"explain", self + "/explain"},
            {"bridge", self + "/bridge"},
            {"compare", self + "/compare"}}}};
}

Json shape(const LogRecord& record) {
  const Json details = Json::parse(record.details, nullptr, false);
  return {{"sequence", record.sequence},
          {"at", record.at},
          {"who", record.who},
          {"kind", record.kind},
          {"subject", record.subject},
          {"details", details.is_object() ? details : Json{{"text", record.details}}},
          {"previous", record.previous},
          {"hash", record.hash}};
}

Json shape(const LogVerdict& verdict) {
  return {{"records", verdict.records}, {"sound", verdict.troubles.empty()}, {"troubles", verdict.troubles}};
}

Json shape(const Queue& queue) {
  return {{"waiting", queue.waiting}, {"running", queue.running}, {"failed", queue.failed}};
}

}  // namespace stp
