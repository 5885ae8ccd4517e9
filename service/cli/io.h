// What every command shares: reading input files, the pipeline over the installed templates, writing the
// answer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/files/input_files.h"

namespace stp {

namespace exits {
inline constexpr int done = 0, errors_found = 1, refused = 2, usage = 64, defect = 70, unavailable = 75;
}

Result<Pipeline> open_pipeline();
// To `path` by temporary file and rename, or to standard output when it is empty or "-".
Result<void> write_output(const std::string& path, std::string_view bytes);

// Prints it to standard error; the exit code for a refusal: `unavailable` for what mends itself without the
// caller, so that who started the program (systemd, cron) tries again.
int refused(const Refusal& refusal);

}  // namespace stp
