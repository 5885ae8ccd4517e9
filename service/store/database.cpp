#include "service/store/database.h"

#include "service/store/migrate.h"
#include "service/store/postgres.h"
#include "service/store/sqlite.h"
#include "service/store/unusable.h"

namespace stp {

const std::string& DbRow::text(std::size_t column) const {
  static const std::string none;
  const auto& cell = cells.at(column);
  return cell ? *cell : none;
}

std::int64_t DbRow::number(std::size_t column) const {
  const auto& cell = cells.at(column);
  return cell ? std::stoll(*cell) : 0;
}

Result<std::unique_ptr<Database>> connect_database(const std::string& url, Opening opening) {
  if (url.starts_with("sqlite:")) return open_sqlite(url.substr(7), opening);
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return open_postgres(url, opening);
  return refuse({"database-unknown", "This is no address of a database.", url,
                 "Write sqlite:FILE or postgresql://user@host:port/name."});
}

namespace {

Result<void> ready(Database& database, Opening opening) {
  if (opening == Opening::service) return migrate(database);
  Result<void> known;
  database.read([&](DbSession& session) { known = check_schema(session); });
  return known;
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const std::string& url, Opening opening) {
  try {
    auto database = connect_database(url, opening);
    if (!database) return database;
    if (auto made = ready(**database, opening); !made) return refuse(made.error());
    return database;
  } catch (const StoreUnavailable& error) {
    return refuse(unusable(error));
  }
}

}  // namespace stp
