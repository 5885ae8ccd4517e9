// What the log leads to in accounts and API keys: who may do what, and by which secret, known by its mark.
#pragma once

#include "service/store/log_table.h"

namespace stp {

class LogOfPeople {
 public:
  LogOfPeople();
  void take(const LogRecord& record, const LogDetails& details);
  std::vector<std::string> differences(DbSession& session, const std::string& footprint,
                                       const std::vector<DbTable>& tables) const;

 private:
  void take_user(const LogRecord& record, const LogDetails& details);
  void take_change(const LogRecord& record, const LogDetails& details);
  void take_key(const LogRecord& record, const LogDetails& details);

  LogTable users_, user_grants_, keys_, key_grants_;
};

}  // namespace stp
