// What the log leads to in submissions and what their check said, the versions they made, totals, and the
// documents of all of these.
#pragma once

#include <set>

#include "service/store/log_table.h"

namespace stp {

class LogOfFiles {
 public:
  LogOfFiles();
  LogOfFiles(const LogOfFiles&) = delete;
  LogOfFiles& operator=(const LogOfFiles&) = delete;
  void take(const LogRecord& record, const LogDetails& details);
  std::vector<std::string> differences(DbSession& session, const std::string& footprint,
                                       const std::vector<DbTable>& tables) const;

 private:
  void take_receipt(const LogRecord& record, const LogDetails& details);
  void take_sighting(const LogRecord& record, const LogDetails& details);
  void take_judged_for(const LogRecord& record, const LogDetails& details);
  void take_verdict(const LogRecord& record, const LogDetails& details);
  void take_versions(const LogRecord& record, const LogDetails& details);
  void take_version(const LogRecord& record, const LogDetails& details, const std::string& section);
  void take_total(const LogRecord& record, const LogDetails& details);
  void take_documents(const LogRecord& record, const LogDetails& details, const std::string& owner);

  LogTable submissions_, versions_, totals_, documents_;
  // Of files: by hash and the place that sent them, and by hash alone as they came first.
  std::map<std::pair<std::string, std::string>, std::string> names_;
  std::map<LogTable::Words, std::int64_t> last_;  // version, by place, round and section
  std::set<LogTable::Words> versions_of_;         // place, round, section and hash
  std::set<std::string> complete_;                // owners whose documents are all in the log
};

}  // namespace stp
