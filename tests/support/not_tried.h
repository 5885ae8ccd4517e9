// What a test cannot try here is said on one line of its output, with the reason, and never passed over:
// `./run test` lists these lines at its end.
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <string>

inline void not_tried(std::string why) {
  std::replace(why.begin(), why.end(), '\n', ' ');
  std::printf("NOT TRIED: %s: %s\n", Catch::getResultCapture().getCurrentTestName().c_str(), why.c_str());
  std::fflush(stdout);
}
