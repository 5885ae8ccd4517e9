// The page of mismatches is of the total that was chosen, and says which.
#include <catch2/catch.hpp>

#include "tests/service/web/shown_tables.h"

using namespace desks;

TEST_CASE("the mismatches of an earlier total are those of that total") {
  OpenDesk open("sqlite");
  open.open_round();
  open.hand_in("kirklees", "finance");
  open.work();
  open.hand_in("wakefield", "finance");
  open.work();
  const auto newest = *total(open.desk(), scenarios::round);
  REQUIRE(newest.number > 1);
  const auto body = [&](shown::Query query) {
    const auto answer = shown::page(open.desk(), "/footprint/mismatches", std::move(query));
    REQUIRE(answer.status == 200);
    return answer.body;
  };
  const auto first = body({{"number", "1"}, {"all", "yes"}}), last = body({{"all", "yes"}});
  CHECK(shown::words(first).find("total 1") != std::string::npos);
  CHECK(shown::words(last).find("total " + std::to_string(newest.number)) != std::string::npos);
  const std::string waits = "The other side has not sent yet",
                    pays = "pays Mid Yorkshire Hospitals NHS Trust";
  CHECK(first.find(waits) != std::string::npos);
  CHECK(first.find("number=1") != std::string::npos);
  // In the first total Wakefield's trust had not sent; in the last it had.
  const auto payment = [&](const std::string& page) {
    const auto at = page.find(pays);
    REQUIRE(at != std::string::npos);
    return page.substr(at, page.find("</table>", at) - at);
  };
  CHECK(payment(first).find(waits) != std::string::npos);
  CHECK(payment(last).find(waits) == std::string::npos);
  CHECK(shown::page(open.desk(), "/footprint/mismatches", {{"number", "99"}}).status == 404);
}
