// A folder under cases/ is a test: `steps` is run by bash in a copy of the folder, and what it prints must be
// what `expected` says. Expected texts are written or reviewed by hand; a failing case shows both.
#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "tests/doors/shell.h"

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> cases() {
  std::vector<fs::path> found;
  for (const auto& item : fs::directory_iterator(STP_SOURCE_DIR "/tests/golden/cases"))
    if (item.is_directory()) found.push_back(item.path());
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

TEST_CASE("golden cases print what they should") {
  REQUIRE_FALSE(cases().empty());
  for (const auto& one : cases()) {
    DYNAMIC_SECTION(one.filename().string()) {
      const doors::Folder folder;
      fs::copy(one, folder.path(), fs::copy_options::recursive);
      const auto ran = doors::run("source ./steps", folder);
      INFO(ran.err);
      CHECK(ran.out == doors::read(one / "expected"));
    }
  }
}
