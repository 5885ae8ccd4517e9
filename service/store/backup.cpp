#include "service/store/backup.h"

#include <algorithm>
#include <filesystem>

#include "service/store/backup_table.h"
#include "service/store/durable_file.h"
#include "service/store/manifest.h"
#include "service/store/migrate.h"

namespace stp {
namespace fs = std::filesystem;

namespace {

bool ours(const DbTable& table) {
  return !table.columns.empty() && table.columns.front().name == "footprint";
}

Result<void> ready_folder(const std::string& folder) {
  std::error_code ignored;
  if (fs::exists(folder, ignored) && !fs::is_empty(folder, ignored))
    return refuse({"backup-exists", "This folder is not empty.", folder, "Name a new one for each backup."});
  return make_folder(folder + "/tables");
}

Result<void> keep_tables(DbSession& session, const std::string& folder, Manifest& manifest) {
  manifest.schema = schema_versions(session);
  manifest.tables.clear();
  for (const auto& table : session.tables()) {
    if (!ours(table)) continue;
    const auto kept = keep_table(session, table, folder + "/tables/" + table.name + ".jsonl");
    if (!kept) return refuse(kept.error());
    manifest.tables[table.name] = {kept->rows, kept->sha256};
  }
  return flush_folder(folder + "/tables");
}

// What is damaged is said and left out; the rest of the backup is worth having.
Result<void> copy_bytes(const Bytes& from, const Bytes& to, std::vector<std::string>& copied,
                        std::vector<std::string>& troubles) {
  for (const auto& hash : from.all()) {
    const auto bytes = from.read(hash);
    if (!bytes) {
      troubles.push_back(to_text(bytes.error()));
      continue;
    }
    if (auto kept = to.keep(*bytes); !kept) return refuse(kept.error());
    copied.push_back(hash);
  }
  return {};
}

std::int64_t rows_in(const Manifest& manifest) {
  std::int64_t rows = 0;
  for (const auto& [name, table] : manifest.tables) rows += table.rows;
  return rows;
}

}  // namespace

std::vector<std::string> missing_bytes(DbSession& session, const Bytes& bytes) {
  std::vector<std::string> troubles;
  for (const auto& table : session.tables()) {
    const auto& columns = table.columns;
    if (!ours(table) ||
        std::none_of(columns.begin(), columns.end(), [](const auto& c) { return c.name == "sha256"; }))
      continue;
    session.each("SELECT DISTINCT sha256 FROM " + table.name + " WHERE sha256 <> ''", {},
                 [&](const DbRow& row) {
                   if (!bytes.has(row.text(0)))
                     troubles.push_back("the bytes " + row.text(0) + " that a row of " + table.name +
                                        " names are missing");
                 });
  }
  return troubles;
}

Result<BackupMade> backup(Database& database, const Bytes& bytes, const std::string& folder,
                          const std::string& now, const std::string& program) {
  if (auto ready = ready_folder(folder); !ready) return refuse(ready.error());
  Manifest manifest{program, now, {}, {}, {}};
  BackupMade made;
  Result<void> kept;
  database.read([&](DbSession& session) {
    kept = keep_tables(session, folder, manifest);
    made.troubles = missing_bytes(session, bytes);
  });
  if (kept) kept = copy_bytes(bytes, Bytes(folder + "/bytes"), manifest.bytes, made.troubles);
  if (kept) kept = write_durably(folder + "/manifest.json", to_json(manifest));
  if (kept) kept = flush_folder(folder);
  if (!kept) return refuse(kept.error());
  made.rows = rows_in(manifest);
  made.files = static_cast<std::int64_t>(manifest.bytes.size());
  return made;
}

}  // namespace stp
