#include "tests/xlsx/file/corpus.h"
#include "tests/support/not_tried.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace stp::test {

namespace fs = std::filesystem;

fs::path corpus_folder() {
  if (const char* named = std::getenv("STP_CORPUS")) return named;
  // Beside the repository, or beside the folder that holds it.
  const fs::path source = STP_SOURCE_DIR;
  for (const fs::path& folder : {source / "../shared/corpus", source / "../../shared/corpus"}) {
    if (fs::is_directory(folder)) return folder.lexically_normal();
  }
  return {};
}

std::vector<fs::path> corpus() {
  std::vector<fs::path> files;
  const fs::path folder = corpus_folder();
  if (folder.empty()) {
    not_tried(
        "the collection of workbooks (../shared/corpus) is not here; set STP_CORPUS to its "
        "folder");
    return files;
  }
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const auto extension = entry.path().extension();
    if (extension == ".xlsx" || extension == ".xlsm") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace stp::test
