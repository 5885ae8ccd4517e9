// SQLite in a file of ours: write-ahead log, every commit flushed, one connection that writes and a few that
// read.
#pragma once

#include "service/store/database.h"

namespace stp {

// The schema is left as it is. As the service: refused while another service has the file open.
Result<std::unique_ptr<Database>> open_sqlite(const std::string& file, Opening opening);

}  // namespace stp
