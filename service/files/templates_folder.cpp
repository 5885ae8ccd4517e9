#include "service/files/templates_folder.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace stp {
namespace fs = std::filesystem;

namespace {

bool has_templates(const fs::path& folder) { return fs::is_regular_file(folder / "editions.yaml"); }

Result<std::string> read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf()))
    return refuse({"template-unreadable", "This template file cannot be read.", path.string(),
                   "Check its permissions."});
  return text.str();
}

bool is_definition(const fs::path& path, const fs::path& folder) {
  return path.extension() == ".yaml" && *fs::relative(path, folder).begin() != "demo";
}

}  // namespace

Result<std::string> find_templates_folder() {
  if (const char* named = std::getenv("STP_TEMPLATES")) {
    if (has_templates(named)) return std::string(named);
    return refuse({"templates-missing", "STP_TEMPLATES names a folder without editions.yaml.", named,
                   "Point it at the templates folder, or unset it."});
  }
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  for (const fs::path& folder :
       {program.parent_path() / "../share/stp/templates", fs::path(STP_BUILT_TEMPLATES)})
    if (has_templates(folder)) return fs::weakly_canonical(folder).string();
  return refuse({"templates-missing", "The templates folder was not found.", program.string(),
                 "Set STP_TEMPLATES to the folder that holds editions.yaml."});
}

Result<std::vector<TemplateText>> read_templates(const std::string& folder) {
  std::vector<TemplateText> texts;
  for (const auto& item : fs::recursive_directory_iterator(folder)) {
    if (!item.is_regular_file() || !is_definition(item.path(), folder)) continue;
    auto text = read_text(item.path());
    if (!text) return refuse(text.error());
    texts.push_back({fs::relative(item.path(), folder).generic_string(), std::move(*text)});
  }
  std::sort(texts.begin(), texts.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return texts;
}

}  // namespace stp
