// Which folders were watched with a store, and by which mark: what lies under an unmounted share is an empty
// folder without it, at the start as well, and must not be taken for a new one. One small file for each
// folder in DATA/watched.
#pragma once

#include <optional>
#include <string>

#include "calc/base/result.h"

namespace stp::watch {

inline const std::string mark_name = ".stp-inbox";  // in the watched folder; holds a number of chance

Result<std::string> known_mark(const std::string& data, const std::string& folder);  // "" never watched
Result<void> remember_mark(const std::string& data, const std::string& folder, const std::string& mark);

std::string new_mark();
std::string mark_in(int file);  // of the open file; "" none yet

Refusal not_the_known_one(const std::string& folder);  // code folder-lost
// Why the folder must not be used; nothing: it is the one that was watched with this store, or none was. The
// watcher asks the same under its lock.
std::optional<Refusal> strange_folder(const std::string& data, const std::string& folder);

}  // namespace stp::watch
