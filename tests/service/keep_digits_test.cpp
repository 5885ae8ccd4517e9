#include "service/files/keep_digits.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace stp;

TEST_CASE("numbers of JSON keep every digit they were written with") {
  const auto read = parse_keeping_digits(
      R"([0.1, 123456789012345678901234567890.123456789012, -5, 1E-3, true, null, "2.1%"])");
  REQUIRE(read);
  CHECK(*read == nlohmann::ordered_json({"0.1", "123456789012345678901234567890.123456789012", "-5", "1E-3",
                                         true, nullptr, "2.1%"}));
}

TEST_CASE("JSON that is broken, too deep or has too many members is refused with what is wrong") {
  const auto trouble = [](const std::string& text) {
    const auto read = parse_keeping_digits(text);
    return read ? "" : read.error();
  };
  std::string wide = "{", deep(17, '[');
  for (int i = 0; i < 1001; ++i) wide += (i ? ",\"" : "\"") + std::to_string(i) + "\":[]";
  CHECK(trouble("{\"a\":").find("at byte") != std::string::npos);
  CHECK(trouble("\"\xff\"").find("UTF-8") != std::string::npos);
  CHECK(trouble(deep).find("nested deeper") != std::string::npos);
  CHECK(trouble(wide + "}").find("more members") != std::string::npos);
}
