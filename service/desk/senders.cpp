// The same bytes may come from two places. Each is told of its own handing in, and neither of the other's:
// names of files and of people are the sender's.
#include <fmt/format.h>

#include <algorithm>

#include "service/desk/intake.h"
#include "service/desk/keep.h"
#include "service/store/jobs.h"

namespace stp {

namespace {

// The first time these bytes came for this place; none: they never did.
std::vector<DbRow> first_for(const Desk& desk, DbSession& session, const std::string& sha256,
                             const std::string& place) {
  const std::string told =
      "SELECT name, place, via, who, at, sequence FROM {} WHERE footprint = ? AND sha256 = ? AND place = ? ";
  return session.rows(fmt::format(fmt::runtime(told + "UNION ALL " + told), "submissions", "sightings") +
                          "ORDER BY sequence LIMIT 1",
                      {desk.footprint, sha256, place, desk.footprint, sha256, place});
}

}  // namespace

Receipt handed_in_by(const Desk& desk, DbSession& session, Receipt first, const std::string& place) {
  first.came_at = first.at;
  if (place.empty() || first.place == place) return first;
  const auto rows = first_for(desk, session, first.sha256, place);
  if (rows.empty()) return first;
  first.name = rows[0].text(0);
  first.place = rows[0].text(1);
  first.via = rows[0].text(2);
  first.who = rows[0].text(3);
  first.came_at = rows[0].text(4);
  return first;
}

bool judge_for_owner(const Desk& desk, DbSession& session, const std::string& sha256,
                     const std::string& owner) {
  const auto rows = first_for(desk, session, sha256, owner);
  if (rows.empty()) return false;
  session.run("UPDATE submissions SET judged_for = ?, judged_at = ? WHERE footprint = ? AND sha256 = ?",
              {owner, rows[0].text(4), desk.footprint, sha256});
  enqueue(session, desk.footprint, "check", sha256, owner, desk.now());
  note(desk, session, "service", "judged-for", sha256, {{"at", rows[0].text(4)}, {"place", owner}});
  return true;
}

Submission as_told_to(const Desk& desk, const Submission& found, const std::string& place) {
  if (place.empty() || place == found.place) return found;
  Submission told;
  desk.database.read(
      [&](DbSession& session) { told.receipt = handed_in_by(desk, session, found.receipt, place); });
  told.state = found.place.empty() ? found.state : "refused";
  told.queue_place = found.place.empty() ? found.queue_place : -1;
  told.refusal = found.place.empty() ? found.refusal : *not_for(desk, found, place);
  if (!told.refusal.where.empty()) told.refusal.where = told.receipt.name;
  return told;
}

std::string owner_of(const Submission& submission) {
  return submission.place.empty() ? submission.receipt.place : submission.place;
}

std::optional<Refusal> not_for(const Desk& desk, const Submission& submission, const std::string& place) {
  if (place.empty() || submission.place.empty() || submission.place == place) return {};
  const auto asked = desk.form().place(place);
  const std::string name = asked ? desk.form().places[asked.value].name : place;
  return Refusal{
      "wrong-place", "This workbook says on its cover that it is another place's, not " + name + "'s.",
      submission.receipt.name, "Hand it in for the place it belongs to, or correct the place on its cover."};
}

bool handed_in_for(const Desk& desk, const std::string& sha256, const std::string& place) {
  bool found = false;
  desk.database.read([&](DbSession& session) { found = !first_for(desk, session, sha256, place).empty(); });
  return found;
}

std::string sender_among(const Desk& desk, const std::string& sha256,
                         const std::vector<std::string>& places) {
  const auto sender = std::find_if(places.begin(), places.end(), [&](const std::string& place) {
    return handed_in_for(desk, sha256, place);
  });
  return sender == places.end() ? "" : *sender;
}

}  // namespace stp
