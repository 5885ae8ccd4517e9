#include "service/store/database.h"

#include <fmt/format.h>

#include <filesystem>

#include "service/doctor/checks.h"
#include "service/serve/where.h"
#include "service/store/jobs.h"
#include "service/store/log.h"
#include "service/store/migrate.h"
#include "service/store/own_folder.h"
#include "service/store/unusable.h"

namespace stp::doctor {

namespace {

Check schema(DbSession& session) {
  const auto run = schema_versions(session);
  const int last = run.empty() ? 0 : run.back();
  const int newest = migrations().back().number;
  const std::string found = fmt::format("step {} of {}", last, newest);
  return well("schema", last < newest ? found + "; the next start of the service takes the rest" : found);
}

Checks chain(DbSession& session) {
  Checks all;
  std::int64_t records = 0;
  for (const auto& footprint : log_footprints(session)) {
    const auto verdict = verify_log(session, footprint);
    records += verdict.records;
    if (verdict.troubles.empty()) continue;
    all.push_back(trouble(
        "log", fmt::format("{} ({} troubles in all)", verdict.troubles.front(), verdict.troubles.size()),
        "an unbroken chain",
        "somebody changed the database by hand: see stp verify-log, and restore a backup"));
  }
  if (all.empty()) all.push_back(well("log", fmt::format("{} records, unbroken", records)));
  return all;
}

// Of a schema of this program: an earlier one does not say since when.
Checks failed(DbSession& session) {
  if (schema_versions(session).size() != migrations().size()) return {};
  std::size_t count = 0;
  FailedJob first;
  for (const auto& footprint : log_footprints(session))
    for (const auto& job : failed_jobs(session, footprint))
      if (count++ == 0) first = job;
  if (count == 0) return {well("jobs", "none has failed")};
  return {trouble(
      "jobs",
      fmt::format("{} failed, the first ({} {}) {}: {}", count, first.kind, first.subject,
                  first.failed_at.empty() ? "at a time not known" : "at " + first.failed_at, first.why),
      "none", "mend what it says; it is tried again every hour, and when the service is started")};
}

std::string newest_record(DbSession& session) {
  std::string newest;
  for (const auto& footprint : log_footprints(session))
    for (const auto& record : read_log(session, footprint, 0, 1)) newest = std::max(newest, record.at);
  return newest;
}

Checks look_inside(const Asked& asked, Database& open) {
  Checks all{well("database", open.url_shown() + " opens")};
  open.read([&](DbSession& session) {
    all.resize(1);
    all.push_back(schema(session));
    std::string newest;
    if (!schema_versions(session).empty()) {
      for (auto& check : chain(session)) all.push_back(std::move(check));
      if (const auto own = check_own_folder(session, bytes_folder(asked.options)); !own)
        all.push_back(trouble("data folder", own.error()));
      for (auto& check : stored_files(asked, session)) all.push_back(std::move(check));
      for (auto& check : failed(session)) all.push_back(std::move(check));
      newest = newest_record(session);
    }
    all.push_back(clock_check(newest));
  });
  return all;
}

// What others may do with the file does not matter in a folder they cannot enter.
Checks files_of_sqlite(const std::string& url) {
  if (!url.starts_with("sqlite:")) return {};
  const std::string file = url.substr(7);
  const auto status = status_of(file);
  if (!status) return {};
  const auto folder = status_of(std::filesystem::path(file).parent_path().string());
  if ((status->mode & 0007) != 0 && (!folder || (folder->mode & 0007) != 0))
    return {trouble("database file", "mode " + mode_shown(status->mode), "nothing for other users (0600)",
                    "chmod o= " + file)};
  if (status->owner != ::geteuid())
    return {trouble("database file", "belongs to " + user_name(status->owner), user_name(::geteuid()),
                    "chown " + user_name(::geteuid()) + " " + file)};
  return {well("database file", "mode " + mode_shown(status->mode))};
}

}  // namespace

Checks database(const Asked& asked) {
  const std::string url = database_url(asked.options);
  Checks all = files_of_sqlite(url);
  auto open = Database::open(url, Opening::beside);
  if (!open && open.error().code == "database-missing") {
    all.push_back(well("database", "none yet: the first start of the service makes it"));
    all.push_back(clock_check(""));
  } else if (!open) {
    all.push_back(trouble("database", open.error()));
    all.push_back(clock_check(""));
  } else {
    try {
      for (auto& check : look_inside(asked, **open)) all.push_back(std::move(check));
    } catch (const StoreUnavailable& error) {
      all.push_back(trouble("database", unusable(error)));
    }
  }
  return all;
}

}  // namespace stp::doctor
