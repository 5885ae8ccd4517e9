// The checks, one a file or two; `examine` runs them in this order.
#pragma once

#include <cstdint>
#include <optional>

#include "service/doctor/doctor.h"

namespace stp {
class Database;
class DbSession;
}  // namespace stp

namespace stp::doctor {

Check well(const std::string& subject, const std::string& found);
Check trouble(const std::string& subject, const std::string& found, const std::string& expected,
              const std::string& remedy);
Check trouble(const std::string& subject, const Refusal& refusal);

// Run as root, the doctor goes on as the owner of the data, so that it meets the rights of that
// user. What the unit forbids besides is met by the service alone.
Check become_owner(const ServeOptions& options);
Checks configuration(const Asked& asked);
Check templates();
Checks settings(const ServeOptions& options);
Checks data_folder(const ServeOptions& options);
Checks database(const Asked& asked);
Checks stored_files(const Asked& asked, DbSession& session);
Checks inbox(const ServeOptions& options);
Check port(const ServeOptions& options);
Checks certificate(const ServeOptions& options);
Check clock_check(const std::string& newest_record);
Check cage();
Check spreadsheet_program();

struct FileStatus {
  unsigned mode = 0, owner = 0, group = 0;  // mode: the permissions
  bool folder = false;
  std::int64_t changed = 0;  // seconds since 1970
};
std::string user_name(unsigned user);
std::string mode_shown(unsigned mode);  // "0750"
std::optional<FileStatus> status_of(const std::string& path);

}  // namespace stp::doctor
