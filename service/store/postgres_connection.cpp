#include "service/store/postgres_connection.h"

#include <libpq-fe.h>

#include <spdlog/spdlog.h>
#include <algorithm>

namespace stp {

struct PostgresConnection::Parts {
  PGconn* connection = nullptr;
  ~Parts() { PQfinish(connection); }
};

namespace {

struct Answer {
  PGresult* result;
  explicit Answer(PGresult* given) : result(given) {}
  ~Answer() { PQclear(result); }
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;
};

void keep_notice(void*, const char* text) { spdlog::debug("PostgreSQL: {}", text); }

// By class of SQLSTATE: what the server says of the transaction, of itself, or of our statement.
[[noreturn]] void fail(PGconn* connection, const PGresult* result, const std::string& sql) {
  const char* code = result != nullptr ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  const std::string state = code != nullptr ? code : "";
  const std::string said = std::string(PQerrorMessage(connection)) + " [" + state + "] in: " + sql;
  if (state == "40001" || state == "40P01" || state == "55P03") throw TryAgain(said);
  const bool broken = PQstatus(connection) != CONNECTION_OK;
  const bool ending =
      state.starts_with("08") || state.starts_with("57P") || state == "25006";  // 25006: a standby now
  if (broken || ending) throw ConnectionLost("the database broke off: " + said);
  if (state.starts_with("53")) throw StoreUnavailable("the database has no room or no memory: " + said);
  if (state == "57014") throw StoreUnavailable("the database took too long: " + said);
  throw std::runtime_error(said);
}

// The text of a value, or nothing for null; what the server takes it for follows from where it stands.
std::optional<std::string> text_of(const DbValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return well_formed(*text);
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  return std::nullopt;
}

PGresult* asked(PGconn* connection, const std::string& sql, const std::vector<DbValue>& values) {
  std::vector<std::optional<std::string>> texts;
  for (const auto& value : values) texts.push_back(text_of(value));
  std::vector<const char*> pointers;
  for (const auto& text : texts) pointers.push_back(text ? text->c_str() : nullptr);
  return PQexecParams(connection, numbered(sql).c_str(), static_cast<int>(values.size()), nullptr,
                      pointers.data(), nullptr, nullptr, 0);
}

std::size_t changed(PGresult* result) {
  const std::string count = PQcmdTuples(result);
  return count.empty() ? 0 : std::stoul(count);
}

DbRows rows_of(const PGresult* result) {
  DbRows rows(static_cast<std::size_t>(PQntuples(result)));
  const int columns = PQnfields(result);
  for (int row = 0; row < PQntuples(result); ++row)
    for (int column = 0; column < columns; ++column) {
      auto& cell = rows[static_cast<std::size_t>(row)].cells.emplace_back();
      if (PQgetisnull(result, row, column) == 0)
        cell.emplace(PQgetvalue(result, row, column),
                     static_cast<std::size_t>(PQgetlength(result, row, column)));
    }
  return rows;
}

// The library's own sentences, in one line.
std::string said(const PGconn* connection) {
  std::string text = PQerrorMessage(connection);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

bool good(const PGresult* result) {
  const auto status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

}  // namespace

PostgresConnection::PostgresConnection(const PostgresParameters& parameters)
    : parts_(std::make_unique<Parts>()) {
  std::vector<const char*> names, values;
  for (const auto& name : parameters.names) names.push_back(name.c_str());
  for (const auto& value : parameters.values) values.push_back(value.c_str());
  names.push_back(nullptr);
  values.push_back(nullptr);
  parts_->connection = PQconnectdbParams(names.data(), values.data(), 0);
  if (PQstatus(parts_->connection) != CONNECTION_OK)
    throw ConnectionLost("no connection to " + parameters.shown + ": " + said(parts_->connection));
  PQsetNoticeProcessor(parts_->connection, keep_notice, nullptr);
}

PostgresConnection::~PostgresConnection() = default;

DbRows PostgresConnection::rows(const std::string& sql, const std::vector<DbValue>& values) {
  const Answer answer(asked(parts_->connection, sql, values));
  if (!good(answer.result)) fail(parts_->connection, answer.result, sql);
  return rows_of(answer.result);
}

// By a cursor, which ends with the transaction: each portion has a statement's whole time to itself.
void PostgresConnection::each(const std::string& sql, const std::vector<DbValue>& values,
                              const TakeRow& take) {
  run("DECLARE rows_in_turn NO SCROLL CURSOR FOR " + sql, values);
  for (;;) {
    const auto portion = rows("FETCH 500 FROM rows_in_turn");
    if (portion.empty()) break;
    for (const auto& row : portion) take(row);
  }
  run("CLOSE rows_in_turn");
}

std::size_t PostgresConnection::run(const std::string& sql, const std::vector<DbValue>& values) {
  const Answer answer(asked(parts_->connection, sql, values));
  if (!good(answer.result)) fail(parts_->connection, answer.result, sql);
  return changed(answer.result);
}

// A transaction in which a statement failed answers COMMIT with ROLLBACK, and calls that a success.
void PostgresConnection::command(const std::string& sql) {
  const Answer answer(PQexec(parts_->connection, sql.c_str()));
  if (!good(answer.result)) fail(parts_->connection, answer.result, sql);
  if (sql == "COMMIT" && std::string(PQcmdStatus(answer.result)) != "COMMIT")
    throw std::runtime_error("a statement of this transaction had failed, so nothing of it was kept");
}

std::string PostgresConnection::for_update(bool skip_locked) const {
  return skip_locked ? " FOR UPDATE SKIP LOCKED" : " FOR UPDATE";
}

std::vector<DbTable> PostgresConnection::tables() {
  std::vector<DbTable> found;
  for (const auto& row : rows("SELECT table_name, column_name, data_type FROM information_schema.columns "
                              "WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position"))
    add_column(found, row.text(0), {row.text(1), row.text(2) == "bigint"});
  return found;
}

std::string numbered(const std::string& sql) {
  std::string found;
  int count = 0;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    const char c = sql[i];
    if (c == '?') {
      found += '$' + std::to_string(++count);
    } else if (c == '\'' || c == '"') {
      const auto end = std::min(sql.find(c, i + 1), sql.size() - 1);
      found += sql.substr(i, end - i + 1);
      i = end;
    } else {
      found += c;
    }
  }
  return found;
}

}  // namespace stp
