// What the log leads to in returns, their warnings and acceptances, and rounds.
#pragma once

#include "service/store/decided.h"
#include "service/store/log_table.h"

namespace stp {

class LogOfReturns {
 public:
  LogOfReturns();
  void take(const LogRecord& record, const LogDetails& details);
  std::vector<std::string> differences(DbSession& session, const std::string& footprint,
                                       const std::vector<DbTable>& tables) const;

 private:
  void take_acceptance(const LogRecord& record, const LogDetails& details);
  void take_round(const LogRecord& record, const LogDetails& details);
  void take_decision(const LogRecord& record);
  void take_check(const LogRecord& record, const LogDetails& details);
  std::vector<std::string> warnings_differ(DbSession& session, const std::string& footprint) const;

  using Words = LogTable::Words;
  struct Mark {
    std::int64_t record = 0;
    std::string text;
  };
  LogTable acceptances_, rounds_, returns_;
  std::map<Words, Decided> decided_;
  std::map<Words, Mark> warnings_;  // by place and round
};

// "LE 2016-09-16": place and round.
LogTable::Words place_and_round(const std::string& subject);

}  // namespace stp
