// The table of functions as JSON holds every function with all that a door needs to offer it.
#include "service/report/functions_json.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "service/files/read_functions.h"

using namespace stp;
using Json = nlohmann::json;

TEST_CASE("the table as JSON names every function with its arguments, units in words and examples as typed") {
  const auto table = read_functions(STP_SOURCE_DIR "/templates").value();
  const Json json = Json::parse(functions_as_json(table));
  CHECK(json["categories"].size() == table.categories.size());
  REQUIRE(json["functions"].size() == table.all.size());
  for (const auto& function : json["functions"]) {
    CHECK(function["examples"].size() >= 1);
    for (const char* word : {"name", "command", "category", "label", "sentence", "source"})
      CHECK_FALSE(function[word].get<std::string>().empty());
  }
  const auto named = [](const Json& function) { return function["name"] == "GROW"; };
  const auto found = std::find_if(json["functions"].begin(), json["functions"].end(), named);
  REQUIRE(found != json["functions"].end());
  const Json& grow = *found;
  CHECK(grow["arguments"][2] == Json{{"name", "years"},
                                     {"sentence", "how many years, a whole number"},
                                     {"kind", "number"},
                                     {"unit", "years"},
                                     {"optional", true},
                                     {"default", "1"}});
  CHECK(grow["examples"][0] ==
        Json{{"arguments", {"100", "2.1%", "5"}}, {"result", "110.95035864891"}, {"needs_file", false}});
}
