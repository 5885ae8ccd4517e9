// LibreOffice recalculates the total workbook, complete and incomplete, and every formula agrees with what we
// stored.
#include "service/total/total_workbook.h"
#include "tests/oracle/compare_books.h"
#include "tests/oracle/office.h"
#include "tests/support/not_tried.h"
#include "tests/support/total_fixture.h"

using namespace stp;

TEST_CASE("LibreOffice recalculates a footprint total to what we stored") {
  if (!office::present()) {
    not_tried("LibreOffice is not installed");
    return;
  }
  const office::Folder folder;
  auto returns = totals::all();
  const auto whole = total_workbook(consolidate(returns, totals::form(), {}), totals::form());
  returns.erase(returns.begin() + 4);
  const auto partial = total_workbook(consolidate(returns, totals::form(), {}), totals::form());
  REQUIRE(whole);
  REQUIRE(partial);
  folder.put("whole.xlsx", *whole);
  folder.put("partial.xlsx", *partial);
  const auto theirs = folder.saved_again({"whole.xlsx", "partial.xlsx"});
  REQUIRE_FALSE(theirs[0].empty());
  REQUIRE_FALSE(theirs[1].empty());
  CHECK(oracle::compare_books(*whole, theirs[0]) > 15000);
  CHECK(oracle::compare_books(*partial, theirs[1]) > 10000);

  // And what LibreOffice saved is still a total that knows where its figures came from.
  const auto read = read_total_workbook(oracle::opened(theirs[0]), totals::editions());
  if (!read) FAIL(to_text(read.error()));
  CHECK(read->complete);
}
