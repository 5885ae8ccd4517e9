#include "service/store/connection.h"

namespace stp {

namespace {

void roll_back(Connection& connection) {
  try {
    connection.command("ROLLBACK");
  } catch (const std::exception&) {  // rolled back already: the connection broke, or the disk is full
  }
}

thread_local bool at_work = false;

}  // namespace

void add_column(std::vector<DbTable>& tables, const std::string& table, const DbTable::Column& column) {
  if (tables.empty() || tables.back().name != table) tables.push_back({table, {}});
  tables.back().columns.push_back(column);
}

void in_transaction(Connection& connection, const char* begin, const Work& work, bool& committing) {
  committing = false;
  connection.command(begin);
  try {
    work(connection);
    committing = true;
    connection.command("COMMIT");
  } catch (...) {
    roll_back(connection);
    throw;
  }
}

namespace {

// What stands before the first colon is ours, and tells strangers neither a path nor a statement.
std::string reason_of(const StoreUnavailable& trouble) {
  if (dynamic_cast<const ConnectionLost*>(&trouble) != nullptr) return "it broke off, or is read-only";
  const std::string said = trouble.what();
  return said.substr(0, said.find(':'));
}

// None that others ever see. A row that stays as it was is written by no engine with certainty.
void change_a_row(DbSession& session) {
  session.run("INSERT INTO schema_versions (number, name) VALUES (0, 'trial')");
  session.run("DELETE FROM schema_versions WHERE number = 0");
}

}  // namespace

void noting_trouble(WriteTrouble& noted, const Work& work, const std::function<void(const Work&)>& write) {
  const bool prove = noted.any();
  try {
    write([&](DbSession& session) {
      work(session);
      if (prove) change_a_row(session);
    });
  } catch (const StoreUnavailable& trouble) {
    noted.failed(reason_of(trouble), trouble.what());
    throw;
  }
  if (prove) noted.worked();
}

std::string trouble_of(Database& database, const WriteTrouble& noted) {
  try {
    database.read([](DbSession& session) { session.rows("SELECT 1"); });
  } catch (const std::exception&) {
    return "the database cannot be reached";
  }
  if (noted.any()) try {
      database.write([](DbSession&) {});
    } catch (const std::exception&) {  // noted
    }
  return noted.words();
}

NotNested::NotNested() {
  if (at_work) throw std::logic_error("work on the database was asked for inside other work on it");
  at_work = true;
}

NotNested::~NotNested() { at_work = false; }

}  // namespace stp
