#include "service/store/own_folder.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <random>

#include "service/store/durable_file.h"

namespace stp {

namespace {

std::string path_of(const std::string& folder) { return folder + "/identity"; }

// "": none, or not to be read.
std::string kept_in(const std::string& folder) {
  std::string kept = whole_file(path_of(folder)).value_or("");
  while (!kept.empty() && (kept.back() == '\n' || kept.back() == '\r')) kept.pop_back();
  return kept;
}

Result<void> keep_in(const std::string& folder, const std::string& identity) {
  if (auto made = make_folder(folder); !made) return made;
  if (auto written = write_durably(path_of(folder), identity + "\n"); !written) return written;
  return flush_folder(folder);
}

std::string new_identity() {
  std::random_device random;
  return fmt::format("{:08x}{:08x}{:08x}{:08x}", random(), random(), random(), random());
}

Result<void> judge(const std::string& noted, const std::string& folder) {
  const std::string kept = kept_in(folder);
  if (kept == noted) return {};
  const std::string remedy =
      "Give with --data the folder that the other processes of this database use, or with --database the "
      "database of this folder.";
  if (!kept.empty())
    return refuse(
        {"data-folder-differs", "This folder of files belongs to another database.", folder, remedy});
  return refuse({"data-folder-differs", "This is not the folder of files that belongs to this database.",
                 folder,
                 remedy +
                     " If it is that folder, and only its file \"identity\" is lost, write that file "
                     "with this one line: " +
                     noted});
}

struct Unwritten {
  Refusal refusal;
};

// One transaction with the file, so that of several processes at their first start one alone makes it.
Result<void> take(DbSession& session, const std::string& footprint, const std::string& folder,
                  const std::string& fresh) {
  const std::string kept = kept_in(folder);
  const auto added = session.run("INSERT INTO folders VALUES (?, ?) ON CONFLICT (footprint) DO NOTHING",
                                 {footprint, kept.empty() ? fresh : kept});
  if (added != 0 && kept.empty())
    if (auto written = keep_in(folder, fresh); !written) throw Unwritten{written.error()};
  return judge(session.rows("SELECT identity FROM folders WHERE footprint = ?", {footprint}).at(0).text(0),
               folder);
}

}  // namespace

Result<void> take_own_folder(Database& database, const std::string& footprint, const std::string& folder) {
  Result<void> outcome;
  const std::string fresh = new_identity();
  try {
    database.write([&](DbSession& session) { outcome = take(session, footprint, folder, fresh); });
  } catch (const Unwritten& trouble) {
    spdlog::error("the folder of files cannot be marked as this database's: {}", to_text(trouble.refusal));
  }
  return outcome;
}

Result<void> check_own_folder(DbSession& session, const std::string& folder) {
  const auto tables = session.tables();
  if (std::none_of(tables.begin(), tables.end(), [](const auto& table) { return table.name == "folders"; }))
    return {};
  for (const auto& row : session.rows("SELECT identity FROM folders"))
    if (auto own = judge(row.text(0), folder); !own) return own;
  return {};
}

Result<void> mark_restored_folder(Database& database, const std::string& folder) {
  std::string noted;
  const std::string kept = kept_in(folder);
  database.write([&](DbSession& session) {
    const auto rows = session.rows("SELECT identity FROM folders ORDER BY footprint");
    noted = rows.empty() ? "" : rows[0].text(0);
    if (!kept.empty()) session.run("UPDATE folders SET identity = ?", {kept});
  });
  if (noted.empty() || !kept.empty()) return {};
  return keep_in(folder, noted);
}

}  // namespace stp
