#include "service/desk/rounds.h"

#include <chrono>
#include <regex>

#include "service/desk/keep.h"
#include "service/desk/known.h"

namespace stp {

namespace {

RoundState of_template(const Round& round) {
  RoundState state;
  state.code = round.code;
  state.label = round.label;
  state.stage = round.stage;
  state.edition = round.edition;
  return state;
}

constexpr char columns[] =
    "SELECT code, open, opened_at, soft_deadline, hard_deadline, revision FROM rounds WHERE footprint = ?";

void fill(const DbRow& row, RoundState& state) {
  state.open = row.number(1) != 0;
  state.opened_at = row.text(2);
  state.soft_deadline = row.text(3);
  state.hard_deadline = row.text(4);
  state.revision = row.number(5);
}

void add_row(const Desk& desk, DbSession& session, RoundState& state, const std::string& lock = "") {
  const auto rows = session.rows(std::string(columns) + " AND code = ?" + lock, {desk.footprint, state.code});
  if (!rows.empty()) fill(rows[0], state);
}

// Before that year nobody sets a deadline: it is a slip such as 0026 for 2026.
constexpr int first_year = 2000;

// Of a text that begins as 2026-11-30: whether the calendar has that day.
bool is_a_day(const std::string& text) {
  const auto number = [&](std::size_t from, std::size_t length) {
    return std::stoi(text.substr(from, length));
  };
  const std::chrono::year_month_day date{std::chrono::year{number(0, 4)},
                                         std::chrono::month{static_cast<unsigned>(number(5, 2))},
                                         std::chrono::day{static_cast<unsigned>(number(8, 2))}};
  return date.ok() && date.year() >= std::chrono::year{first_year};
}

// "2026-11-30" (its end), "2026-11-30T17:00" or with seconds and Z; UTC. "" takes a deadline away.
Result<std::string> moment(const std::string& text) {
  static const std::regex wanted(R"((\d{4}-\d{2}-\d{2})(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(\.\d{3})?Z?)?)");
  std::smatch match;
  if (text.empty()) return text;
  if (!std::regex_match(text, match, wanted) || !is_a_day(text))
    return refuse({"deadline-unreadable", "\"" + text + "\" is no date or time.", "",
                   "Write a day of the calendar as 2026-11-30, or a day and time (UTC, 00:00 to 23:59) as "
                   "2026-11-30T17:00."});
  if (!match[2].matched) return text + "T23:59:59.999Z";
  return text.substr(0, 16) + (match[4].matched ? match[4].str() : ":00") +
         (match[5].matched ? match[5].str() : ".000") + "Z";
}

Result<void> put_in(const Desk& desk, const RoundChange& change, RoundState& state) {
  if (change.open && *change.open && !state.open) state.opened_at = desk.now();
  if (change.open) state.open = *change.open;
  for (auto [wanted, kept] : {std::pair{&change.soft_deadline, &state.soft_deadline},
                              std::pair{&change.hard_deadline, &state.hard_deadline}}) {
    if (!*wanted) continue;
    auto read = moment(**wanted);
    if (!read) return refuse(read.error());
    *kept = *read;
  }
  if (!state.soft_deadline.empty() && !state.hard_deadline.empty() &&
      state.soft_deadline > state.hard_deadline)
    return refuse({"deadline-order", "The soft deadline lies after the hard one.", "",
                   "Set the soft deadline before the hard one."});
  return {};
}

void keep(const Desk& desk, DbSession& session, const std::string& who, const RoundState& state) {
  session.run(
      "INSERT INTO rounds VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (footprint, code) DO UPDATE SET "
      "open = excluded.open, opened_at = excluded.opened_at, soft_deadline = excluded.soft_deadline, "
      "hard_deadline = excluded.hard_deadline, revision = excluded.revision",
      {desk.footprint, state.code, state.open ? 1 : 0, state.opened_at, state.soft_deadline,
       state.hard_deadline, state.revision});
  note(desk, session, who, "round", state.code,
       {{"open", state.open ? "yes" : "no"},
        {"opened_at", state.opened_at},
        {"soft", state.soft_deadline},
        {"hard", state.hard_deadline}});
}

}  // namespace

std::vector<RoundState> rounds(const Desk& desk) {
  std::vector<RoundState> all;
  desk.database.read([&](DbSession& session) {
    all.clear();
    for (const auto* round : desk.rounds()) all.push_back(of_template(*round));
    for (const auto& row : session.rows(columns, {desk.footprint}))
      for (auto& state : all)
        if (state.code == row.text(0)) fill(row, state);
  });
  return all;
}

Result<RoundState> round_state(const Desk& desk, const std::string& code) {
  const Round* known = desk.round(code);
  if (known == nullptr) return refuse(known_round(desk, code).error());
  RoundState state;
  desk.database.read([&](DbSession& session) {
    state = of_template(*known);
    add_row(desk, session, state);
  });
  return state;
}

Result<void> open_round_first_time(const Desk& desk, const std::string& code) {
  if (code.empty()) return {};
  Caller here;
  here.name = "operator";
  here.grants = {{Role::regional, ""}};
  const std::int64_t never_changed = 0;
  const auto opened = change_round(desk, here, code, {true, {}, {}, never_changed});
  if (!opened && opened.error().code != "changed-meanwhile") return refuse(opened.error());
  return {};
}

std::string current_round(const Desk& desk) {
  RoundState best;
  for (const auto& one : rounds(desk))
    if (one.open && one.opened_at >= best.opened_at) best = one;
  return best.code;
}

Result<RoundState> change_round(const Desk& desk, const Caller& caller, const std::string& code,
                                const RoundChange& change) {
  const Round* known = desk.round(code);
  if (known == nullptr) return refuse(known_round(desk, code).error());
  if (!allowed(caller, Need::regional, ""))
    return refuse({"not-allowed", "Only the regional team opens rounds and sets deadlines.", code,
                   "Ask the regional team."});
  Result<RoundState> outcome;
  desk.database.write([&](DbSession& session) {
    RoundState state = of_template(*known);
    add_row(desk, session, state, session.for_update());
    if (change.if_revision && *change.if_revision != state.revision) {
      outcome = refuse({"changed-meanwhile", "The round was changed by somebody else meanwhile.", code,
                        "Look at it again, then repeat your change."});
      return;
    }
    if (auto read = put_in(desk, change, state); !read) {
      outcome = refuse(read.error());
      return;
    }
    ++state.revision;
    keep(desk, session, caller.name, state);
    outcome = state;
  });
  return outcome;
}

}  // namespace stp
