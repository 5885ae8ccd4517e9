#include <algorithm>
#include <set>

#include "calc/base/sha256.h"
#include "service/store/backup.h"
#include "service/store/backup_table.h"
#include "service/store/durable_file.h"
#include "service/store/log.h"
#include "service/store/manifest.h"
#include "service/store/migrate.h"
#include "service/store/own_folder.h"

namespace stp {

namespace {

tl::unexpected<Refusal> damaged(const std::string& what, const std::string& where) {
  return refuse({"backup-damaged", what, where, "Use another backup."});
}

std::string path_of(const std::string& folder, const std::string& table) {
  return folder + "/tables/" + table + ".jsonl";
}

Result<void> check_tables(const std::string& folder, const Manifest& manifest) {
  for (const auto& [name, table] : manifest.tables) {
    const std::string path = path_of(folder, name);
    Sha256 hash;
    const bool whole = each_part(path, [&](std::string_view part) {
      hash.add(part);
      return true;
    });
    if (!whole) return damaged("A table of this backup cannot be read.", path);
    if (hash.text() != table.sha256)
      return damaged("A table of this backup was changed after it was made.", path);
  }
  return {};
}

Result<void> copy_bytes(const Manifest& manifest, const Bytes& from, const Bytes& to) {
  for (const auto& hash : manifest.bytes) {
    const auto bytes = from.read(hash);
    if (!bytes) return damaged("Bytes of this backup are missing or changed.", from.path(hash));
    if (auto kept = to.keep(*bytes); !kept) return refuse(kept.error());
  }
  return {};
}

// The steps the backup was made at; all of them must be known to this program.
Result<std::vector<Migration>> steps_of(const Manifest& manifest) {
  std::vector<Migration> steps;
  for (const auto& step : migrations())
    if (std::find(manifest.schema.begin(), manifest.schema.end(), step.number) != manifest.schema.end())
      steps.push_back(step);
  if (steps.size() == manifest.schema.size()) return steps;
  return refuse({"schema-newer",
                 "This backup was made by a newer program, with a schema this one does not know.",
                 "manifest.json", "Restore it with " + manifest.program + " or newer."});
}

Result<void> check_empty(Database& database) {
  std::string full;
  database.read([&](DbSession& session) {
    for (const auto& table : session.tables())
      if (table.columns.front().name == "footprint" &&
          !session.rows("SELECT 1 FROM " + table.name + " LIMIT 1").empty())
        full = table.name;
  });
  if (full.empty()) return {};
  return refuse({"restore-target-full", "The database is not empty: its table " + full + " has rows.",
                 database.url_shown(), "Restore into a new database and data folder."});
}

struct Unfit {
  Refusal refusal;
};

void add_all(DbSession& session, const std::string& folder, const Manifest& manifest) {
  const auto tables = session.tables();
  for (const auto& [name, told] : manifest.tables) {
    const auto table =
        std::find_if(tables.begin(), tables.end(), [&, of = name](const auto& t) { return t.name == of; });
    if (table == tables.end())
      throw Unfit{{"backup-damaged", "The backup has a table its schema does not have.", name, ""}};
    const auto added = add_rows(session, *table, path_of(folder, name));
    if (!added) throw Unfit{added.error()};
    if (*added != told.rows)
      throw Unfit{
          {"backup-damaged", "A table of this backup has not the number of rows it should.", name, ""}};
  }
}

std::vector<std::string> verified(Database& database, const Bytes& bytes) {
  std::vector<std::string> troubles;
  database.read([&](DbSession& session) {
    troubles = missing_bytes(session, bytes);
    for (const auto& footprint : log_footprints(session))
      for (const auto& trouble : verify_log(session, footprint).troubles)
        troubles.push_back("log of " + footprint + ": " + trouble);
  });
  return troubles;
}

Result<void> fill(Database& database, const std::vector<Migration>& steps, const std::string& folder,
                  const Manifest& manifest) {
  if (auto made = migrate(database, steps); !made) return made;
  try {
    database.write([&](DbSession& session) { add_all(session, folder, manifest); });
  } catch (const Unfit& unfit) {
    return refuse(unfit.refusal);
  }
  return migrate(database);
}

}  // namespace

Result<BackupMade> restore(const std::string& folder, const std::string& database_url, const Bytes& bytes) {
  const auto manifest = read_manifest(folder);
  if (!manifest) return refuse(manifest.error());
  const auto steps = steps_of(*manifest);
  if (!steps) return refuse(steps.error());
  if (auto whole = check_tables(folder, *manifest); !whole) return refuse(whole.error());
  auto database = connect_database(database_url, Opening::service);
  if (!database) return refuse(database.error());
  if (auto empty = check_empty(**database); !empty) return refuse(empty.error());
  if (auto copied = copy_bytes(*manifest, Bytes(folder + "/bytes"), bytes); !copied)
    return refuse(copied.error());
  if (auto filled = fill(**database, *steps, folder, *manifest); !filled) return refuse(filled.error());
  if (auto marked = mark_restored_folder(**database, bytes.folder()); !marked) return refuse(marked.error());
  BackupMade made;
  for (const auto& [name, table] : manifest->tables) made.rows += table.rows;
  made.files = static_cast<std::int64_t>(manifest->bytes.size());
  made.troubles = verified(**database, bytes);
  return made;
}

}  // namespace stp
