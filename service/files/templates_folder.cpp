#include "service/files/templates_folder.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace stp {
namespace fs = std::filesystem;

namespace {

bool has_templates(const fs::path& folder) {
  std::error_code closed;  // to this user: as good as not there
  return fs::is_regular_file(folder / "editions.yaml", closed);
}

Result<std::string> read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf()))
    return refuse({"template-unreadable", "This template file cannot be read.", path.string(),
                   "Check its permissions."});
  return text.str();
}

bool is_definition(const std::string& path) {
  return !path.starts_with("demo/") && !path.starts_with("functions/");
}
bool declares_functions(const std::string& path) {
  return path.starts_with("functions/") || path == "units.yaml" || path == "sources.yaml";
}

Result<std::vector<TemplateText>> read_those(const std::string& folder, bool (*wanted)(const std::string&)) {
  std::vector<TemplateText> texts;
  std::error_code trouble;
  for (auto item = fs::recursive_directory_iterator(folder, trouble); !trouble && item != fs::end(item);
       item.increment(trouble)) {
    const std::string path = item->path().lexically_relative(folder).generic_string();
    if (!item->is_regular_file(trouble) || item->path().extension() != ".yaml" || !wanted(path)) continue;
    auto text = read_text(item->path());
    if (!text) return refuse(text.error());
    texts.push_back({path, std::move(*text)});
  }
  if (trouble)
    return refuse({"template-unreadable",
                   "The folder of templates cannot be read: " + trouble.message() + ".", folder,
                   "Check its permissions."});
  std::sort(texts.begin(), texts.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return texts;
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
  return read_those(folder, is_definition);
}
Result<std::vector<TemplateText>> read_function_texts(const std::string& folder) {
  return read_those(folder, declares_functions);
}

Refusal templates_refused(const Troubles& troubles) {
  Refusal whole{"templates-refused", "The template texts cannot be used.", "", ""};
  for (const auto& one : troubles) whole.remedy += "\n  " + to_text(one);
  return whole;
}

}  // namespace stp
