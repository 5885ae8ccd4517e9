// Files as people name them: read whole up to a limit, written so that there is never half of one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "calc/base/result.h"

namespace stp {

// Writes to a temporary file beside `path`, flushes it and its folder, and renames; the rights of the file
// that was there are kept. Refusal: cannot-write.
Result<void> write_file(const std::string& path, std::string_view bytes);
// Regular files only. Refusals: cannot-read, file-too-large.
Result<std::string> read_file(const std::string& path, std::uint64_t most_bytes);

}  // namespace stp
