#include "service/disk/files.h"
#include "tests/xlsx/form/loaded.h"

using namespace stp;

TEST_CASE("the same options give the same bytes") {
  CHECK(test::blank({"finance"}) == test::blank({"finance"}));
  if (const char* folder = std::getenv("STP_KEEP_WORKBOOKS")) {
    for (const char* section : {"finance", "activity", "workforce"})
      CHECK(write_file(std::string(folder) + "/leeds-" + section + ".xlsx", test::blank({section})));
    CHECK(write_file(std::string(folder) + "/leeds-all.xlsx",
                     test::blank({"finance", "activity", "workforce"})));
    CHECK(write_file(std::string(folder) + "/wy-finance.xlsx", test::blank({"finance"}, "WY")));
  }
}
