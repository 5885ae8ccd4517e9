#include "service/addin/calc/package_folder.h"

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>

namespace stp::addin {

std::string package_folder() {
  static const char within_this_library = 0;
  Dl_info found{};
  if (dladdr(&within_this_library, &found) == 0 || found.dli_fname == nullptr) return "";
  return std::filesystem::path(found.dli_fname).parent_path().parent_path().string();
}

std::string templates_folder() {
  const char* named = std::getenv("STP_TEMPLATES");
  return named != nullptr && *named != '\0' ? named : package_folder() + "/templates";
}

}  // namespace stp::addin
