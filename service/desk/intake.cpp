#include "service/desk/intake.h"

#include <fmt/format.h>

#include "calc/base/sha256.h"
#include "service/desk/keep.h"
#include "service/store/jobs.h"

namespace stp {

namespace {

constexpr std::size_t most_bytes = 64u << 20;
// Another process recorded the same bytes between our look and our insert: look again.
struct Raced {};

Receipt receipt_from(const DbRow& row) {
  Receipt found{row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)};
  found.sequence = row.number(6);
  found.size = row.number(7);
  found.sightings = row.number(8);
  found.came_at = found.at;
  return found;
}

// Locked until the transaction ends, so that two processes with the same file look one after the other.
std::optional<Receipt> known(const Desk& desk, DbSession& session, const std::string& sha256,
                             bool locked = false) {
  const auto rows = session.rows(
      std::string("SELECT sha256, at, name, place, via, who, sequence, size, sightings FROM submissions ") +
          "WHERE footprint = ? AND sha256 = ?" + (locked ? session.for_update() : ""),
      {desk.footprint, sha256});
  if (rows.empty()) return {};
  return receipt_from(rows.front());
}

void wait_for_check(const Desk& desk, DbSession& session, const std::string& sha256,
                    const std::string& place) {
  enqueue(session, desk.footprint, "check", sha256, place.empty() ? "any" : place, desk.now());
}

std::map<std::string, std::string> with_token(const Arrival& arrival,
                                              std::map<std::string, std::string> values) {
  if (!arrival.token.empty()) values["token"] = arrival.token;
  return values;
}

// The kind of the record this very handing in has already; "" none.
std::string recorded_as(const Desk& desk, DbSession& session, const std::string& sha256,
                        const std::string& token) {
  if (token.empty()) return "";
  for (const auto& row : session.rows("SELECT kind, details FROM log WHERE footprint = ? AND subject = ? "
                                      "AND kind IN ('receipt', 'sighting') ORDER BY sequence DESC",
                                      {desk.footprint, sha256}))
    if (LogDetails(row.text(1)).text("token") == token) return row.text(0);
  return "";
}

Receipt first(const Desk& desk, DbSession& session, const Arrival& arrival, const std::string& sha256) {
  const std::string name = shown_name(arrival.name), at = desk.now();
  const auto size = static_cast<std::int64_t>(arrival.bytes.size());
  wait_for_check(desk, session, sha256, arrival.place);
  const auto record = append_log(session, desk.footprint,
                                 {at, arrival.who, "receipt", sha256,
                                  details(with_token(arrival, {{"at", at},
                                                               {"name", name},
                                                               {"place", arrival.place},
                                                               {"sha256", sha256},
                                                               {"size", std::to_string(size)},
                                                               {"via", arrival.via},
                                                               {"who", arrival.who}}))});
  const auto added = session.run(
      "INSERT INTO submissions VALUES "
      "(?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, 'waiting', '', '', '', '', '', 0, 0, 0, 0, '', '', '', '', '') "
      "ON CONFLICT (footprint, sha256) DO NOTHING",
      {desk.footprint, sha256, record.sequence, at, name, arrival.place, arrival.via, arrival.who, size,
       arrival.place, at});
  if (added == 0) throw Raced();
  return {sha256, at, name, arrival.place, arrival.via, arrival.who, record.sequence, size, false, 1, at};
}

// A file refused for where and when it was handed in, or for what befell its reader, is judged anew where and
// when it came again: what it is may be good.
bool judge_again(const Desk& desk, DbSession& session, const Arrival& arrival, const std::string& sha256,
                 const std::string& at) {
  const auto changed = session.run(
      "UPDATE submissions SET state = 'waiting', judged_for = ?, judged_at = ? "
      "WHERE footprint = ? AND sha256 = ? AND state = 'refused' "
      "AND refusal_code IN ('wrong-place', 'round-not-open', 'after-deadline', 'return-closed', "
      "'check-failed', 'worker-crashed', 'worker-time', 'worker-memory', 'worker-answer')",
      {arrival.place, at, desk.footprint, sha256});
  if (changed != 0) wait_for_check(desk, session, sha256, arrival.place);
  return changed != 0;
}

Receipt seen_again(const Desk& desk, DbSession& session, const Arrival& arrival, Receipt before) {
  const std::string name = shown_name(arrival.name), at = desk.now();
  const bool again = judge_again(desk, session, arrival, before.sha256, at);
  const auto record = note(desk, session, arrival.who, "sighting", before.sha256,
                           with_token(arrival, {{"judged_again", again ? "yes" : "no"},
                                                {"judged_at", again ? at : ""},
                                                {"name", name},
                                                {"place", arrival.place},
                                                {"via", arrival.via}}));
  session.run("INSERT INTO sightings VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
              {desk.footprint, record.sequence, before.sha256, record.at, name, arrival.place, arrival.via,
               arrival.who});
  session.run("UPDATE submissions SET sightings = sightings + 1 WHERE footprint = ? AND sha256 = ?",
              {desk.footprint, before.sha256});
  before = handed_in_by(desk, session, before, arrival.place);
  before.again = true;
  ++before.sightings;
  return before;
}

Receipt record(const Desk& desk, const Arrival& arrival, const std::string& sha256) {
  Receipt given;
  for (;;) {
    try {
      desk.database.write([&](DbSession& session) {
        auto before = known(desk, session, sha256, true);
        const std::string kind = recorded_as(desk, session, sha256, arrival.token);
        if (before && !kind.empty()) {
          given = handed_in_by(desk, session, *before, arrival.place);
          given.again = kind == "sighting";
          return;
        }
        given = before ? seen_again(desk, session, arrival, std::move(*before))
                       : first(desk, session, arrival, sha256);
        desk.at("recorded, not committed");
      });
      return given;
    } catch (const Raced&) {
    }
  }
}

// Nobody could ever see a file that was handed in for a place that is none.
std::optional<Refusal> unknown_place(const Desk& desk, const Arrival& arrival) {
  if (arrival.place.empty()) return {};
  std::string known;
  for (const auto& place : desk.form().places) {
    if (place.code == arrival.place) return {};
    known += (known.empty() ? "" : ", ") + place.code + " (" + place.name + ")";
  }
  return Refusal{"place-unknown", "There is no place with the code \"" + shown_name(arrival.place) + "\".",
                 shown_name(arrival.name), "The places are " + known + "."};
}

}  // namespace

Result<Receipt> receive(const Desk& desk, const Arrival& arrival) {
  const std::string name = shown_name(arrival.name);
  if (arrival.bytes.empty())
    return refuse({"file-empty", "This file is empty.", name, "Save the workbook again and send that."});
  if (arrival.bytes.size() > most_bytes)
    return refuse({"file-too-large", fmt::format("This file is larger than {} MiB.", most_bytes >> 20), name,
                   "Remove pictures and unused sheets, or send the sections as separate workbooks."});
  if (const auto unknown = unknown_place(desk, arrival)) return refuse(*unknown);
  desk.at("received");
  auto sha256 = desk.bytes.keep(arrival.bytes);
  if (!sha256) return refuse(sha256.error());
  desk.at("bytes kept");
  auto given = record(desk, arrival, *sha256);
  desk.at("recorded");
  return given;
}

Result<Receipt> receipt(const Desk& desk, const std::string& sha256) {
  std::optional<Receipt> found;
  desk.database.read([&](DbSession& session) { found = known(desk, session, sha256); });
  if (found) return *found;
  return refuse({"submission-unknown", "No file with this hash was handed in.", sha256,
                 "The hash stands on the receipt; it has 64 characters."});
}

}  // namespace stp
