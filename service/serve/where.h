// Where a service keeps what it keeps, from what it was told.
#pragma once

#include <string>

#include "service/serve/options.h"

namespace stp {

inline std::string database_url(const ServeOptions& options) {
  return options.database.empty() ? "sqlite:" + options.data + "/stp.db" : options.database;
}
inline std::string bytes_folder(const ServeOptions& options) { return options.data + "/bytes"; }
// A demonstration brings its own watched folder.
inline std::string inbox_folder(const ServeOptions& options) {
  return options.inbox.empty() && !options.demo.empty() ? options.data + "/inbox" : options.inbox;
}

}  // namespace stp
