#include "service/store/decided.h"

#include <functional>
#include <map>
#include <nlohmann/json.hpp>

namespace stp {

namespace {

std::string reason_of(const LogEntry& record) {
  const auto details = nlohmann::json::parse(record.details, nullptr, false);
  return details.is_object() && details.contains("reason") && details["reason"].is_string()
             ? details["reason"].get<std::string>()
             : "";
}

using Effect = void (*)(Decided& row, const LogEntry& record);

const std::map<std::string, Effect>& effects() {
  static const std::map<std::string, Effect> all{
      {"submitted",
       [](Decided& row, const LogEntry& record) {
         row.status = "submitted";
         row.submitted_by = record.who;
         row.submitted_at = record.at;
         row.sent_back_because.clear();
       }},
      {"withdrawn",  // a newer file came
       [](Decided& row, const LogEntry&) {
         row.status.clear();
         row.submitted_by.clear();
         row.submitted_at.clear();
       }},
      {"approved",
       [](Decided& row, const LogEntry& record) {
         row.status = "approved";
         row.approved_by = record.who;
         row.approved_at = record.at;
       }},
      {"sent back",
       [](Decided& row, const LogEntry& record) {
         row = {};
         row.sent_back_because = reason_of(record);
       }},
      {"locked", [](Decided& row, const LogEntry&) { row.status = "locked"; }},
      {"reopening asked for",
       [](Decided& row, const LogEntry& record) {
         row.asked_by = record.who;
         row.asked_reason = reason_of(record);
       }},
      {"reopened",
       [](Decided& row, const LogEntry&) {
         row = {};
         row.status = "reopened";
       }},
  };
  return all;
}

}  // namespace

bool decides(const LogEntry& record) { return effects().count(record.kind) != 0; }

Decided after(Decided before, const LogEntry& record) {
  if (const auto effect = effects().find(record.kind); effect != effects().end())
    effect->second(before, record);
  return before;
}

}  // namespace stp
