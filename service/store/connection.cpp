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

NotNested::NotNested() {
  if (at_work) throw std::logic_error("work on the database was asked for inside other work on it");
  at_work = true;
}

NotNested::~NotNested() { at_work = false; }

}  // namespace stp
