#include "service/serve/demonstration.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <thread>

#include "calc/base/sha256.h"
#include "service/access/accounts.h"
#include "service/desk/intake.h"
#include "service/desk/rounds.h"
#include "service/desk/work.h"
#include "service/disk/files.h"
#include "service/files/csv.h"
#include "service/store/clock.h"
#include "service/store/jobs.h"
#include "service/store/log.h"

namespace stp {
namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t most_bytes = 64u << 20;
constexpr int days_to_soft = 5, days_to_hard = 12;
constexpr const char* who = "demonstration";
constexpr auto patience = std::chrono::minutes(5);

Caller region() {
  Caller caller;
  caller.name = who;
  caller.grants = {{Role::regional, ""}};
  return caller;
}

std::string in_days(const Desk& desk, int days) {
  return utc_in(desk.now(), std::int64_t{days} * 24 * 60 * 60).substr(0, 10) + "T17:00";
}

std::vector<fs::path> items_of(const fs::path& folder) {
  std::vector<fs::path> items;
  std::error_code missing;
  for (const auto& item : fs::directory_iterator(folder, missing)) items.push_back(item.path());
  std::sort(items.begin(), items.end());
  return items;
}

Result<std::string> code_of(const Desk& desk, const std::string& slug) {
  for (const auto& place : desk.form().places)
    if (place.slug == slug) return place.code;
  return refuse({"place-unknown", "There is no place \"" + slug + "\".", "",
                 "Make the demonstration again: ./run demo."});
}

// One line of people.csv: name, shown, role, place ("" for roles of the whole footprint).
Result<NewUser> person_of(const Desk& desk, const CsvRow& row, const std::string& file) {
  const auto held = row.fields.size() == 4 ? role(row.fields[2]) : std::nullopt;
  if (!held)
    return refuse({"demo-people", "This line is no person of the demonstration.",
                   file + " line " + std::to_string(row.line), "Make the demonstration again: ./run demo."});
  std::string place;
  if (!row.fields[3].empty()) {
    auto code = code_of(desk, row.fields[3]);
    if (!code) return refuse(code.error());
    place = *code;
  }
  return NewUser{row.fields[0], row.fields[1], {{*held, place}}};
}

Result<void> make_people(const Desk& desk, const Gate& gate, const fs::path& folder) {
  const std::string file = (folder / "people.csv").string();
  const auto text = read_file(file, most_bytes);
  if (!text) return refuse(text.error());
  const auto rows = read_csv(*text, file);
  if (!rows) return refuse(rows.error());
  for (std::size_t i = 1; i < rows->size(); ++i) {  // under the headings
    const auto person = person_of(desk, (*rows)[i], file);
    if (!person) return refuse(person.error());
    if (user(gate, person->name)) continue;
    if (auto made = make_user(gate, who, *person); !made) return refuse(made.error());
  }
  return {};
}

Result<void> hand_in(const Desk& desk, const fs::path& path, const std::string& place) {
  auto bytes = read_file(path.string(), most_bytes);
  if (!bytes) return refuse(bytes.error());
  if (receipt(desk, sha256(*bytes))) return {};  // by a start that broke off
  const auto given = receive(desk, {std::move(*bytes), path.filename().string(), place, "command", who});
  if (!given) return refuse(given.error());
  return {};
}

Result<void> hand_in_round(const Desk& desk, const fs::path& round) {
  for (const auto& place : items_of(round)) {
    const auto code = code_of(desk, place.filename().string());
    if (!code) return refuse(code.error());
    for (const auto& file : items_of(place))
      if (auto handed = hand_in(desk, file, *code); !handed) return handed;
  }
  return {};
}

// Files are judged by the round that is open when they are checked.
Result<void> work_through(const Desk& desk) {
  const auto end = std::chrono::steady_clock::now() + patience;
  for (;;) {
    if (work_once(desk)) continue;
    Queue left;
    desk.database.read([&](DbSession& session) { left = queue(session, desk.footprint); });
    if (left.waiting + left.running == 0) return {};
    if (std::chrono::steady_clock::now() > end)
      return refuse({"demo-unfinished", "The demonstration's earlier round is not checked yet.", "",
                     "Start it again."});
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

Result<void> change(const Desk& desk, const std::string& round, const RoundChange& wanted) {
  const auto changed = change_round(desk, region(), round, wanted);
  if (!changed) return refuse(changed.error());
  return {};
}

Result<void> play_round(const Desk& desk, const fs::path& folder, bool last) {
  const std::string round = folder.filename().string();
  const auto state = round_state(desk, round);
  if (!state) return refuse(state.error());
  RoundChange opening{true, {}, {}, {}};
  if (last) opening = {true, in_days(desk, days_to_soft), in_days(desk, days_to_hard), {}};
  if (!state->open)
    if (auto opened = change(desk, round, opening); !opened) return opened;
  if (auto handed = hand_in_round(desk, folder); !handed || last) return handed;
  if (auto worked = work_through(desk); !worked) return worked;
  return change(desk, round, {false, {}, {}, {}});
}

bool made_before(const Desk& desk) {
  bool made = false;
  desk.database.read(
      [&](DbSession& session) { made = !read_log(session, desk.footprint, 0, 1, who).empty(); });
  return made;
}

}  // namespace

Result<void> seed_demonstration(const Desk& desk, const Gate& gate, const std::string& folder) {
  if (made_before(desk)) return {};
  const auto rounds = items_of(fs::path(folder) / "handed-in");
  if (rounds.empty())
    return refuse(
        {"demo-missing", "This folder holds no demonstration.", folder, "Make it first: ./run demo."});
  if (auto people = make_people(desk, gate, folder); !people) return people;
  for (const auto& round : rounds)
    if (auto played = play_round(desk, round, &round == &rounds.back()); !played) return played;
  desk.database.write([&](DbSession& session) {
    append_log(session, desk.footprint, {desk.now(), who, who, "made", "{}"});
  });
  spdlog::info("the demonstration is ready: all persons and figures in it are made up");
  return {};
}

}  // namespace stp
