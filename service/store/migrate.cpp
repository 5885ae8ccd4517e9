#include "service/store/migrate.h"

#include <algorithm>

#include "service/store/schema.h"

namespace stp {

const std::vector<Migration>& migrations() {
  static const std::vector<Migration> all(std::begin(schema_steps), std::end(schema_steps));
  return all;
}

std::vector<std::string> statements(std::string_view sql) {
  std::vector<std::string> found;
  std::string one;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    if (sql.substr(i, 2) == "--") {  // a comment may hold semicolons and quotation marks
      i = std::min(sql.find('\n', i), sql.size());
      one += '\n';
    } else if (sql[i] == '\'') {
      const auto end = std::min(sql.find('\'', i + 1), sql.size() - 1);
      one += sql.substr(i, end - i + 1);
      i = end;
    } else if (sql[i] == ';') {
      found.push_back(std::exchange(one, {}));
    } else {
      one += sql[i];
    }
  }
  return found;
}

std::vector<int> schema_versions(DbSession& session) {
  std::vector<int> run;
  const auto tables = session.tables();
  const bool any =
      std::any_of(tables.begin(), tables.end(), [](const auto& t) { return t.name == "schema_versions"; });
  if (!any) return run;
  for (const auto& row : session.rows("SELECT number FROM schema_versions ORDER BY number"))
    run.push_back(static_cast<int>(row.number(0)));
  return run;
}

Result<void> check_schema(DbSession& session, const std::vector<Migration>& steps) {
  for (const int number : schema_versions(session))
    if (std::none_of(steps.begin(), steps.end(), [&](const auto& step) { return step.number == number; }))
      return refuse({"schema-newer",
                     "This database was made by a newer program: it has step " + std::to_string(number) +
                         " of the schema, which this program does not know.",
                     "", "Use the newer program."});
  return {};
}

namespace {

// The row is written first: another process at the same step waits for it, and then finds the step done.
void run_step(DbSession& session, const Migration& step) {
  const auto mine =
      session.run("INSERT INTO schema_versions (number, name) VALUES (?, ?) ON CONFLICT (number) DO NOTHING",
                  {std::int64_t{step.number}, std::string(step.name)});
  if (mine == 0) return;
  for (const auto& statement : statements(step.sql)) session.run(statement);
}

// Two processes that make the same table at once can get in each other's way even with IF NOT EXISTS.
void make_table_of_steps(Database& database) {
  try {
    database.write([](DbSession& session) {
      session.run(
          "CREATE TABLE IF NOT EXISTS schema_versions (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT "
          "NULL)");
    });
  } catch (const StoreUnavailable&) {
    throw;
  } catch (const std::runtime_error&) {
    database.read(
        [](DbSession& session) { session.rows("SELECT number FROM schema_versions"); });  // there by now
  }
}

}  // namespace

Result<void> migrate(Database& database, const std::vector<Migration>& steps) {
  Result<void> known;
  std::vector<int> done;
  database.read([&](DbSession& session) {
    known = check_schema(session, steps);
    done = schema_versions(session);
  });
  if (!known) return known;
  if (done.empty()) make_table_of_steps(database);
  for (const auto& step : steps)
    if (std::find(done.begin(), done.end(), step.number) == done.end())
      database.write([&](DbSession& session) { run_step(session, step); });
  return {};
}

}  // namespace stp
