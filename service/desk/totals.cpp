#include "service/desk/totals.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "service/desk/keep.h"
#include "service/desk/known.h"
#include "service/store/jobs.h"

namespace stp {

namespace {

TotalState from_row(const Desk& desk, DbSession& session, const DbRow& row) {
  TotalState state;
  state.round = row.text(0);
  state.number = row.number(1);
  state.at = row.text(2);
  state.complete = row.number(3) != 0;
  state.files = split_words(row.text(4));
  if (!state.files.empty()) state.files.erase(state.files.begin());  // the template's hash
  auto documents = documents_of(desk, session, total_owner(state.round, state.number));
  state.json = documents["json"];
  state.xlsx = documents["xlsx"];
  state.text = documents["text"];
  state.summary = documents["summary"];
  state.mismatches = documents["mismatches"];
  return state;
}

bool concerns(const nlohmann::json& pair, const std::vector<std::string>& places) {
  return std::any_of(places.begin(), places.end(), [&](const std::string& place) {
    return place.empty() || pair.at("payer").at("place") == place || pair.at("payee").at("place") == place;
  });
}

}  // namespace

Result<TotalState> total(const Desk& desk, const std::string& round, std::int64_t number) {
  std::optional<TotalState> found;
  desk.database.read([&](DbSession& session) {
    found.reset();
    std::string sql =
        "SELECT round, number, at, complete, files FROM totals WHERE footprint = ? AND round = ?";
    std::vector<DbValue> values{desk.footprint, round};
    if (number > 0) {
      sql += " AND number = ?";
      values.emplace_back(number);
    }
    const auto rows = session.rows(sql + " ORDER BY number DESC LIMIT 1", values);
    if (!rows.empty()) found = from_row(desk, session, rows.front());
  });
  if (found) return *found;
  if (const auto known = known_round(desk, round); !known) return refuse(known.error());
  const auto newest = number > 0 ? total(desk, round) : Result<TotalState>(refuse(Refusal()));
  if (newest)
    return refuse({"total-unknown",
                   "There is no footprint total " + std::to_string(number) + " of the round " + round + ".",
                   "round " + round,
                   "They are numbered from 1; the newest is " + std::to_string(newest->number) + "."});
  return refuse({"total-unknown", "There is no footprint total of the round " + round + " yet.",
                 "round " + round, "It is worked out as soon as the first return has been checked."});
}

std::vector<TotalState> totals(const Desk& desk, const std::string& round, std::size_t most) {
  std::vector<TotalState> all;
  desk.database.read([&](DbSession& session) {
    all.clear();
    for (const auto& row : session.rows("SELECT round, number, at, complete, files FROM totals "
                                        "WHERE footprint = ? AND round = ? ORDER BY number DESC LIMIT ?",
                                        {desk.footprint, round, static_cast<std::int64_t>(most)}))
      all.push_back(from_row(desk, session, row));
  });
  return all;
}

bool total_pending(const Desk& desk, const std::string& round) {
  std::vector<std::string> now;
  desk.database.read([&](DbSession& session) {
    now.clear();
    for (const auto& place : desk.form().places)
      for (auto& hash : counting_files(desk, session, place.code, round)) now.push_back(std::move(hash));
  });
  const auto newest = total(desk, round);
  return newest ? newest->files != now : !now.empty();
}

Result<std::string> total_document(const Desk& desk, const TotalState& total, const std::string& format) {
  std::string hash;
  desk.database.read([&](DbSession& session) {
    hash = documents_of(desk, session, total_owner(total.round, total.number))[format];
  });
  if (!hash.empty()) return desk.bytes.read(hash);
  return refuse({"total-format", "A total has no document \"" + format + "\".", "",
                 "There are: json, xlsx, text, summary, mismatches."});
}

Result<std::string> mismatches(const Desk& desk, const std::string& round,
                               const std::vector<std::string>& places, bool only_disagreeing,
                               std::int64_t number) {
  auto asked = total(desk, round, number);
  if (!asked) return refuse(asked.error());
  auto text = total_document(desk, *asked, "mismatches");
  if (!text) return text;
  nlohmann::json some = nlohmann::json::array();
  for (auto& pair : nlohmann::json::parse(*text))
    if (concerns(pair, places) && !(only_disagreeing && pair.at("agreed_within").get<bool>()))
      some.push_back(std::move(pair));
  return some.dump();
}

}  // namespace stp
