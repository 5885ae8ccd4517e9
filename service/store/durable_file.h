// Files that are there whole or not at all, also after the power failed. Refusals: store-full, store-failed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "calc/base/result.h"

namespace stp {

Result<void> make_folder(const std::string& path);  // with every folder above it, each known to the disk
Result<void> flush_folder(const std::string& path);
// Written beside, flushed, renamed; the folder is not flushed.
Result<void> write_durably(const std::string& path, std::string_view bytes);
std::optional<std::string> whole_file(const std::string& path);  // nothing when it cannot be read

}  // namespace stp
