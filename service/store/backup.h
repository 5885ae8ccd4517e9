// A backup is a folder that either engine can be restored from: tables/NAME.jsonl, a JSON object for each
// row; bytes/ as the store keeps them; and manifest.json, written last, with the schema's steps and the rows
// and hash of each table. Taken while files arrive: the database in one consistent state first, then every
// byte, and bytes are only ever added, so nothing the rows name is missing.
#pragma once

#include <string>
#include <vector>

#include "service/store/bytes.h"
#include "service/store/database.h"

namespace stp {

struct BackupMade {
  std::int64_t rows = 0, files = 0;
  std::vector<std::string> troubles;  // what was not as it should be, in words; all else is there
};
// The folder must be empty or not there.
Result<BackupMade> backup(Database& database, const Bytes& bytes, const std::string& folder,
                          const std::string& now, const std::string& program);
// Into an empty database, made at the backup's schema and then taken to the newest, all or nothing. Every
// hash is checked before, the chain of the log and the bytes named by rows after.
Result<BackupMade> restore(const std::string& folder, const std::string& database_url, const Bytes& bytes);

// What rows name and the store lacks or no longer has whole.
std::vector<std::string> missing_bytes(DbSession& session, const Bytes& bytes);

}  // namespace stp
