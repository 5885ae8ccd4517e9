// What the log's records, taken in order, lead to. Compared with the tables after the last record, it shows
// which of their rows were edited, removed or put in by another way.
#pragma once

#include "service/store/log_of_files.h"
#include "service/store/log_of_people.h"
#include "service/store/log_of_returns.h"

namespace stp {

class LogReplay {
 public:
  void take(const LogRecord& record) {
    const LogDetails details(record.details);
    files_.take(record, details);
    returns_.take(record, details);
    people_.take(record, details);
  }

  std::vector<std::string> differences(DbSession& session, const std::string& footprint) const {
    const auto tables = session.tables();
    std::vector<std::string> all = files_.differences(session, footprint, tables);
    for (const auto& words : returns_.differences(session, footprint, tables)) all.push_back(words);
    for (const auto& words : people_.differences(session, footprint, tables)) all.push_back(words);
    return all;
  }

 private:
  LogOfFiles files_;
  LogOfReturns returns_;
  LogOfPeople people_;
};

}  // namespace stp
