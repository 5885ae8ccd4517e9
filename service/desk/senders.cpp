// The same bytes may come from two places. Each is told of its own handing in, and neither of the other's:
// names of files and of people are the sender's.
#include <fmt/format.h>

#include "service/desk/intake.h"
#include "service/desk/keep.h"

namespace stp {

Receipt handed_in_by(const Desk& desk, DbSession& session, Receipt first, const std::string& place) {
  if (place.empty() || first.place == place) return first;
  const std::string told =
      "SELECT name, place, via, who, sequence FROM {} WHERE footprint = ? AND sha256 = ? AND place = ? ";
  const std::vector<DbValue> once{desk.footprint, first.sha256, place};
  std::vector<DbValue> twice = once;
  twice.insert(twice.end(), once.begin(), once.end());
  const auto rows =
      session.rows(fmt::format(fmt::runtime(told + "UNION ALL " + told), "submissions", "sightings") +
                       "ORDER BY sequence LIMIT 1",
                   twice);
  if (rows.empty()) return first;
  first.name = rows[0].text(0);
  first.place = rows[0].text(1);
  first.via = rows[0].text(2);
  first.who = rows[0].text(3);
  return first;
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
  desk.database.read([&](DbSession& session) {
    found = !session
                 .rows(
                     "SELECT 1 FROM submissions WHERE footprint = ? AND sha256 = ? AND place = ? UNION ALL "
                     "SELECT 1 FROM sightings WHERE footprint = ? AND sha256 = ? AND place = ?",
                     {desk.footprint, sha256, place, desk.footprint, sha256, place})
                 .empty();
  });
  return found;
}

}  // namespace stp
