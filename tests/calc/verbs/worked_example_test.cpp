#include <catch2/catch.hpp>

#include "tests/support/typed_return.h"

using namespace stp;
using namespace stp::test;

namespace {

void check(const std::string& organisation, const std::string& year,
           std::initializer_list<std::pair<const char*, const char*>> expected) {
  static const CalculatedReturn figures = worked_example().calculated();
  for (const auto& [line, value] : expected) {
    INFO(organisation << " " << line << " " << year);
    CHECK(figure(figures, first_edition(), organisation, line, year) == value);
  }
}

}  // namespace

TEST_CASE("a commissioner's figures are as worked out by hand") {
  check("02T", "Y5",
        {{"F2090", "335000"},
         {"F2300", "346175"},
         {"F2310", "-11175"},
         {"F2320", "-10175"},
         {"F1010", "0.022900763359"},  // 335,000 / 327,500 - 1
         {"F1110", "0.0302"},          // 1.01 x 1.02 - 1
         {"F6050", "6000"},
         {"F6090", "3000"},
         {"F6200", "9000"},
         {"F6210", "500"},
         {"F6220", "100"},
         {"F6235", "400"},
         {"F6240", "8000"},
         {"F7100", "1500"},
         {"F8030", "2600"},
         {"F8100", "-11175"},
         {"F8130", "-4675"},
         {"F8140", "-2075"}});
}

TEST_CASE("a provider's figures are as worked out by hand") {
  check("RWY", "Y5",
        {{"F3100", "320000"},
         {"F3140", "210000"},
         {"F3210", "330000"},
         {"F3220", "-10000"},
         {"F3270", "-32500"},
         {"F3290", "-31300"},
         {"F3310", "-31000"},
         {"F1060", "0.02924822695"},  // (5,800 + 1,148 + 620 + 680) / 282,000
         {"F6010", "15000"},
         {"F6230", "2000"},
         {"F6240", "12000"},
         {"F8100", "-31300"},
         {"F8130", "-20200"},
         {"F8140", "-10700"},
         {"F8160", "-5000"},
         {"F8170", "-5700"},
         {"F9100", "15000"},
         {"F9200", "10000"},
         {"F9210", "5000"}});
  check("RWY", "Y4", {{"F6010", "12000"}, {"F3140", "200000"}});
  // 300,000 + 11,300 - 305,000 = 6,300 with STF; doing nothing excludes it: -5,000.
  check("RWY", "Y1", {{"F3290", "6300"}, {"F8100", "-5000"}});
}

TEST_CASE("a council's figures are as worked out by hand") {
  check(
      "E08000033", "Y5",
      {{"F4090", "120000"}, {"F4190", "124000"}, {"F4200", "-4000"}, {"F6240", "1500"}, {"F8140", "-2500"}});
}

TEST_CASE("the place's summary lines are as worked out by hand") {
  check("SUM-CA", "Y5",
        {{"F8210", "-11175"},
         {"F8220", "0"},
         {"F8230", "-31300"},
         {"F8240", "-42475"},
         {"F8250", "-4000"},
         {"F8260", "-46475"},
         {"F8270", "20000"},
         {"F8280", "2400"},
         {"F8290", "12100"},
         {"F8300", "-24875"},
         {"F8310", "-12775"},
         {"F8320", "-2500"},
         {"F8330", "-15275"}});
}

TEST_CASE("the year-on-year bridge lines roll forward") {
  check("02T", "Y0", {{"F5115", "1000"}});
  check("02T", "Y1", {{"F5010", "1000"}, {"F5110", "500"}});
  check("02T", "Y2", {{"F5010", "500"}, {"F5110", "-200"}});
  check("02T", "Y5", {{"F5010", "-200"}, {"F5110", "-200"}, {"F5115", "-11175"}});
}
