#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "service/doctor/checks.h"
#include "service/serve/where.h"
#include "service/store/bytes.h"
#include "service/store/database.h"

namespace stp::doctor {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t sample = 200;

std::vector<std::string> recorded(DbSession& session) {
  std::vector<std::string> hashes;
  // Those handed in last are looked into first: what a sudden end harms is new.
  for (const char* table : {"submissions ORDER BY sequence DESC", "documents"})
    for (const auto& row : session.rows(std::string("SELECT sha256 FROM ") + table))
      hashes.push_back(row.text(0));
  return hashes;
}

bool has_table(DbSession& session, const std::string& name) {
  const auto tables = session.tables();
  return std::any_of(tables.begin(), tables.end(), [&](const DbTable& table) { return table.name == name; });
}

}  // namespace

Checks stored_files(const Asked& asked, DbSession& session) {
  if (!has_table(session, "documents")) return {well("files", "none yet")};
  const Bytes bytes(bytes_folder(asked.options));
  const auto hashes = recorded(session);
  std::size_t wrong = 0, read = 0;
  std::string first;
  for (const auto& hash : hashes) {
    const bool open = asked.all || read < sample;
    if (open) ++read;
    if (open ? bytes.read(hash).has_value() : bytes.has(hash)) continue;
    if (++wrong == 1) first = bytes.path(hash);
  }
  if (wrong != 0)
    return {trouble(
        "files", fmt::format("{} of {} are missing or damaged, first {}", wrong, hashes.size(), first),
        "every file handed in, whole",
        fmt::format("copy each from the same place in a backup, this one from BACKUP/bytes/{}, to {}, as "
                    "the service's user",
                    fs::path(first).lexically_relative(bytes.folder()).string(), first))};
  return {well("files", fmt::format("{} recorded, all present; {} read and whole{}", hashes.size(), read,
                                    read < hashes.size() ? " (--all reads every one)" : ""))};
}

}  // namespace stp::doctor
