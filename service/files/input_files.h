// The workbooks people name: files, or folders that stand for the workbooks in them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "service/pipeline/pipeline.h"

namespace stp {

// Largest file any door on this machine reads.
inline constexpr std::uint64_t most_input_bytes = 64ull << 20;

struct InputLimits {
  std::size_t files = SIZE_MAX;    // workbooks in a folder
  std::size_t visited = SIZE_MAX;  // whatever else lies in it and below
};

// The file itself, or every .xlsx and .xlsm below the folder, sorted; temporary and owner files are passed
// over.
Result<std::vector<std::string>> input_names(const std::string& path, const InputLimits& limits = {});
Result<InputFile> read_input(const std::string& path);
Result<std::vector<InputFile>> read_each(const std::vector<std::string>& paths);  // files only
Result<std::vector<InputFile>> read_inputs(const std::vector<std::string>& paths);

}  // namespace stp
