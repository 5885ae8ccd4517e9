#include "service/store/clock.h"

#include <catch2/catch.hpp>

using namespace stp;

TEST_CASE("moments move by seconds over days, years and leap days, and sort as text") {
  CHECK(utc_in("2026-12-31T23:59:59.123Z", 1) == "2027-01-01T00:00:00.123Z");
  CHECK(utc_in("2028-02-28T12:00:00.000Z", 86400) == "2028-02-29T12:00:00.000Z");
  CHECK(utc_in("2027-03-01T00:00:00.500Z", -1) == "2027-02-28T23:59:59.500Z");
  CHECK(utc_in("2026-11-25T15:20:00.123Z", 0) == "2026-11-25T15:20:00.123Z");
}

TEST_CASE("seconds between two moments are rounded up, so that who waits them is never early") {
  CHECK(seconds_between("2026-11-25T15:20:00.000Z", "2026-11-25T15:20:00.001Z") == 1);
  CHECK(seconds_between("2026-11-25T15:20:00.000Z", "2026-11-26T15:20:00.000Z") == 86400);
  CHECK(seconds_between("2026-11-25T15:20:01.000Z", "2026-11-25T15:20:00.000Z") == -1);
}

TEST_CASE("now is of this form and moves on") {
  const std::string first = utc_now(), second = utc_now();
  CHECK(first.size() == 24);
  CHECK(first <= second);
  CHECK(utc_in(first, 0) == first);
}
