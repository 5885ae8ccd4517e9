// Stands between the program and the operating system in this test's process: what is written, flushed, named
// and sent, in order, by the program itself, SQLite and libpq.
#pragma once

#include <string>
#include <vector>

namespace recorder {

// From now on, for files below this folder (named as seen from there) and for commits sent to a server.
void begin(const std::string& folder);
void note(const std::string& event);
std::vector<std::string> end();

}  // namespace recorder
