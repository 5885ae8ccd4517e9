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

Refusal too_large(const std::string& path, const InputLimits& limits) {
  return {"folder-too-large",
          "This folder holds more than " + std::to_string(limits.files) + " workbooks, or more than " +
              std::to_string(limits.visited) + " files and folders.",
          path, "Name the folder with the returns alone."};
}

}  // namespace

Result<std::vector<std::string>> input_names(const std::string& path, const InputLimits& limits) {
  std::error_code trouble;
  if (!fs::is_directory(path, trouble)) return std::vector<std::string>{path};
  std::vector<std::string> found;
  std::size_t visited = 0;
  for (auto item = fs::recursive_directory_iterator(path, trouble); !trouble && item != fs::end(item);
       item.increment(trouble)) {
    if (++visited > limits.visited) return refuse(too_large(path, limits));
    if (!item->is_regular_file(trouble) || !is_input(item->path())) continue;
    found.push_back(item->path().string());
    if (found.size() > limits.files) return refuse(too_large(path, limits));
  }
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

Result<std::vector<InputFile>> read_inputs(const std::vector<std::string>& paths) {
  std::vector<InputFile> inputs;
  for (const auto& path : paths) {
    auto names = input_names(path);
    if (!names) return refuse(names.error());
    auto some = read_each(*names);
    if (!some) return refuse(some.error());
    std::move(some->begin(), some->end(), std::back_inserter(inputs));
  }
  return inputs;
}

}  // namespace stp
