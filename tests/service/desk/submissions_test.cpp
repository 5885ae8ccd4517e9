#include <catch2/catch.hpp>

#include "service/store/jobs.h"
#include "tests/service/desk/desk_fixture.h"

using namespace desks;

TEST_CASE("files that wait and files being checked are told apart") {
  for (const char* engine : {"sqlite", "postgresql"}) {
    INFO(engine);
    OpenDesk open(engine);
    open.open_round();
    open.hand_in("leeds", "finance");
    open.hand_in("leeds", "activity");
    const auto in_state = [&](const char* state) { return submissions(open.desk(), {"", "", state}).size(); };
    CHECK(in_state("waiting") == 2);
    CHECK(in_state("checking") == 0);
    open.desk().database.write([&](DbSession& session) {
      REQUIRE(claim(session, open.desk().footprint, "somebody", open.desk().now(),
                    utc_in(open.desk().now(), 60)));
    });
    CHECK(in_state("waiting") == 1);
    CHECK(in_state("checking") == 1);
    for (const auto& one : submissions(open.desk(), {"", "", "checking"})) CHECK(one.state == "checking");
  }
}
