// What the log's records, taken in order, lead to in one table of the database, and which of its rows say
// otherwise. Holds one row for each row of the table.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "service/store/log_details.h"

namespace stp {

class LogTable {
 public:
  using Words = std::vector<std::string>;
  struct Column {
    std::string name;
    bool secret = false;  // compared and shown by its mark
  };
  struct Row {
    std::int64_t record = 0;  // the last that made it what it is; 0: none
    std::vector<Said> values;
  };
  // What is expected of a row no record made; nothing: there must be none.
  using Unrecorded = std::function<std::optional<Row>(const Words& key)>;

  LogTable(std::string name, Words key, std::vector<Column> columns, Unrecorded unrecorded = {});

  Row* find(const Words& key);
  // Made when it is not there, with nothing said of it.
  Row& row(const Words& key, const LogRecord& record);
  Said& value(Row& row, const std::string& column) const;
  void forget(const std::function<bool(const Words& key)>& which);

  // In words. None for a table an older schema lacks.
  std::vector<std::string> differences(DbSession& session, const std::string& footprint,
                                       const std::vector<DbTable>& tables) const;

 private:
  std::string query() const;
  void compare(const Words& key, const DbRow& stands, std::vector<std::string>& troubles) const;
  std::string named(const Words& key) const;

  std::string name_;
  Words key_;
  std::vector<Column> columns_;
  Unrecorded unrecorded_;
  std::map<Words, Row> rows_;
};

}  // namespace stp
