#include "service/desk/counts.h"

namespace stp {

namespace {

std::map<std::string, std::int64_t> grouped(DbSession& session, const std::string& footprint,
                                            const std::string& column, const std::string& table) {
  std::map<std::string, std::int64_t> counted;
  for (const auto& row : session.rows("SELECT " + column + ", COUNT(*) FROM " + table +
                                          " WHERE footprint = ? AND " + column + " <> '' GROUP BY " + column,
                                      {footprint}))
    counted[row.text(0)] = row.number(1);
  return counted;
}

std::int64_t one(DbSession& session, const std::string& footprint, const std::string& sql) {
  const auto rows = session.rows(sql + " WHERE footprint = ?", {footprint});
  return rows.empty() ? 0 : rows.front().number(0);
}

}  // namespace

DeskCounts counts(const Desk& desk) {
  DeskCounts counted;
  desk.database.read([&](DbSession& session) {
    counted.submissions = grouped(session, desk.footprint, "state", "submissions");
    counted.refusals = grouped(session, desk.footprint, "refusal_code", "submissions");
    counted.returns = grouped(session, desk.footprint, "status", "returns");
    counted.sightings = one(session, desk.footprint, "SELECT COUNT(*) FROM sightings");
    counted.log_records = one(session, desk.footprint, "SELECT MAX(sequence) FROM log");
    counted.totals = one(session, desk.footprint, "SELECT COUNT(*) FROM totals");
    counted.arriving = one(session, desk.footprint, "SELECT COUNT(*) FROM arriving");
    counted.queue = queue(session, desk.footprint);
  });
  return counted;
}

}  // namespace stp
