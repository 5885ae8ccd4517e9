// The footprint's pages of a round that an older edition judges: its lines and labels, not the newest's.
#include <catch2/catch.hpp>

#include "tests/service/web/shown_tables.h"

using namespace desks;

namespace {

bool says(const HttpAnswer& answer, const std::string& words) {
  return answer.body.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a line is headed, offered and found as the edition of the round has it") {
  OpenDesk open("sqlite");
  open.open_round();
  open.hand_in("leeds", "finance");
  open.work();
  const Desk& desk = open.desk();
  const Template &older = desk.form_of(scenarios::round), &newest = desk.form();
  std::size_t renamed = 0, only_older = 0, only_newest = 0;
  const auto first = shown::page(desk, "/footprint/figures");
  for (const Line& line : older.lines) {
    const auto other = newest.line(line.code);
    if (!other) {
      ++only_older;
      CHECK(shown::page(desk, "/footprint/figures", {{"line", line.code}}).status == 200);
    } else if (newest.lines[other.value].label != line.label && renamed++ == 0) {
      const auto page = shown::page(desk, "/footprint/figures", {{"line", line.code}});
      INFO(line.code);
      CHECK(says(page, "<option value=\"" + line.code + "\" selected>" + line.code + " "));
      CHECK(shown::words(page.body).find(line.label) != std::string::npos);
      CHECK(shown::words(page.body).find(newest.lines[other.value].label) == std::string::npos);
    }
  }
  for (const Line& line : newest.lines) {
    if (older.line(line.code)) continue;
    ++only_newest;
    INFO(line.code);
    for (const char* pattern : {"/footprint/figures", "/footprint/explain", "/footprint/compare"})
      CHECK_FALSE(says(shown::page(desk, pattern), "<option value=\"" + line.code + "\""));
    CHECK(shown::page(desk, "/footprint/figures", {{"line", line.code}}).status == 404);
  }
  CHECK(renamed > 0);
  CHECK(only_older > 0);
  CHECK(only_newest > 0);
  CHECK(first.status == 200);
}
