#include "service/files/input_files.h"

#include <algorithm>
#include <filesystem>

#include "service/disk/files.h"

namespace stp {
namespace fs = std::filesystem;

namespace {

bool is_input(const fs::path& path) {
  const auto name = path.filename().string();
  const bool passing = name.empty() || name[0] == '.' || name[0] == '~';  // owner files and temporaries
  const auto ending = path.extension().string();
  return !passing && (ending == ".xlsx" || ending == ".xlsm");
}

}  // namespace

Result<std::vector<std::string>> input_names(const std::string& path) {
  std::error_code trouble;
  if (!fs::is_directory(path, trouble)) return std::vector<std::string>{path};
  std::vector<std::string> found;
  for (auto item = fs::recursive_directory_iterator(path, trouble); !trouble && item != fs::end(item);
       item.increment(trouble))
    if (item->is_regular_file(trouble) && is_input(item->path())) found.push_back(item->path().string());
  if (trouble)
    return refuse({"folder-unreadable", "This folder cannot be read: " + trouble.message() + ".", path, ""});
  if (found.empty())
    return refuse({"folder-empty", "This folder holds no workbook (.xlsx).", path, "Name another."});
  std::sort(found.begin(), found.end());
  return found;
}

Result<InputFile> read_input(const std::string& path) {
  auto bytes = read_file(path, most_input_bytes);
  if (!bytes) return refuse(bytes.error());
  const fs::path whole = fs::absolute(path).lexically_normal();
  return InputFile{whole.filename().string(), whole.parent_path().filename().string(), std::move(*bytes)};
}

Result<std::vector<InputFile>> read_each(const std::vector<std::string>& paths) {
  std::vector<InputFile> inputs;
  for (const auto& path : paths) {
    auto input = read_input(path);
    if (!input) return refuse(input.error());
    inputs.push_back(std::move(*input));
  }
  return inputs;
}

}  // namespace stp
