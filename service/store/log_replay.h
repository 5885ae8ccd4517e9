// What the log's records, taken in order, lead to: decisions on returns, accepted warnings, rounds and their
// deadlines. Compared with the tables after the last record, it shows which of their rows were edited,
// removed or put in by another way. Holds one row for each return, acceptance and round.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "service/store/decided.h"

namespace stp {

class LogReplay {
 public:
  void take(const LogRecord& record);
  std::vector<std::string> differences(DbSession& session, const std::string& footprint) const;

  using Words = std::vector<std::string>;
  struct Row {
    std::int64_t record = 0;  // the last that made it what it is
    Words values;             // of the table's columns compared
  };
  using Rows = std::map<Words, Row>;  // by the key's columns, without the footprint

 private:
  void take_acceptance(const LogRecord& record);
  void take_round(const LogRecord& record);
  void take_decision(const LogRecord& record);

  Rows acceptances_, rounds_, returns_;
  std::map<Words, Decided> decided_;
};

}  // namespace stp
