#include "service/store/jobs.h"

#include <map>
#include <set>

#include "tests/service/store/engines.h"

using namespace stp;
using namespace store_tests;

namespace {

void put(Database& database, const std::string& subject, const std::string& lane,
         const std::string& kind = "check") {
  database.write([&](DbSession& session) { enqueue(session, footprint, kind, subject, lane, noon); });
}

std::optional<Job> take(Database& database, const std::string& claimant = "one", int minute = 0,
                        int until = 5) {
  std::optional<Job> job;
  database.write([&](DbSession& session) {
    job = claim(session, footprint, claimant, minutes_after_noon(minute), minutes_after_noon(until));
  });
  return job;
}

bool done(Database& database, const Job& job, const std::string& claimant = "one") {
  bool mine = false;
  database.write([&](DbSession& session) { mine = finish(session, footprint, job, claimant); });
  return mine;
}

Queue counted(Database& database) {
  Queue found;
  database.read([&](DbSession& session) { found = queue(session, footprint); });
  return found;
}

std::int64_t place(Database& database, const std::string& subject) {
  std::int64_t found = 0;
  database.read([&](DbSession& session) { found = place_in_queue(session, footprint, "check", subject); });
  return found;
}

}  // namespace

TEST_CASE("jobs of one lane are done in the order they came") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  for (const char* subject : {"a", "b", "c"}) put(*database, subject, "leeds");
  CHECK(place(*database, "a") == 0);
  CHECK(place(*database, "c") == 2);
  CHECK(place(*database, "z") == -1);
  for (const std::string subject : {"a", "b", "c"}) {
    const auto job = take(*database);
    REQUIRE(job);
    CHECK(job->subject == subject);
    CHECK(job->lane == "leeds");
    CHECK(job->attempts == 1);
    CHECK(done(*database, *job));
  }
  CHECK_FALSE(take(*database));
  CHECK(counted(*database).waiting + counted(*database).running + counted(*database).failed == 0);
}

TEST_CASE("a thousand jobs of one place do not delay the others") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  database->write([](DbSession& session) {
    for (int i = 0; i < 1000; ++i)
      enqueue(session, footprint, "check", "l" + std::to_string(i), "leeds", noon);
  });
  for (int i = 0; i < 100; ++i) REQUIRE(done(*database, *take(*database)));
  put(*database, "k1", "kirklees");
  put(*database, "c1", "calderdale");
  put(*database, "k2", "kirklees");
  CHECK(place(*database, "k1") <= 2);
  CHECK(place(*database, "k2") <= 5);
  std::map<std::string, int> turns;
  for (int i = 0; i < 6; ++i) {
    const auto job = take(*database);
    turns[job->lane]++;
    done(*database, *job);
  }
  CHECK(turns["kirklees"] == 2);
  CHECK(turns["calderdale"] == 1);
  CHECK(counted(*database).waiting == 897);
}

TEST_CASE("a place that had many jobs before is not held back for it, nor put first") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  for (int i = 0; i < 50; ++i) {
    put(*database, "early " + std::to_string(i), "leeds");
    REQUIRE(done(*database, *take(*database)));
  }
  for (int i = 0; i < 5; ++i) put(*database, "w" + std::to_string(i), "wakefield");
  put(*database, "l", "leeds");
  CHECK(place(*database, "l") <= 2);
}

TEST_CASE("the same work waiting twice is one job, while it runs, new work waits for its end") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  for (int i = 0; i < 3; ++i) put(*database, "total", "leeds", "add up");
  put(*database, "total", "leeds", "another kind");
  CHECK(counted(*database).waiting == 2);
  const auto first = take(*database);
  REQUIRE(first);
  CHECK(first->kind == "add up");
  put(*database, "total", "leeds", "add up");
  put(*database, "total", "leeds", "add up");
  CHECK(counted(*database).waiting == 2);
  CHECK(take(*database)->kind == "another kind");
  CHECK_FALSE(take(*database));
  CHECK(done(*database, *first));
  CHECK(take(*database)->kind == "add up");
}

TEST_CASE("a job whose lease ran out is taken up by another, and the first learns that it lost it") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  put(*database, "a", "leeds");
  const auto first = take(*database, "one", 0, 5);
  CHECK_FALSE(take(*database, "two", 4, 9));
  database->write(
      [&](DbSession& session) { CHECK(extend(session, footprint, *first, "one", minutes_after_noon(8))); });
  CHECK_FALSE(take(*database, "two", 7, 12));
  const auto second = take(*database, "two", 9, 14);
  REQUIRE(second);
  CHECK(second->id == first->id);
  CHECK(second->attempts == 2);
  CHECK_FALSE(done(*database, *first, "one"));
  database->write([&](DbSession& session) {
    CHECK_FALSE(extend(session, footprint, *first, "one", minutes_after_noon(30)));
    CHECK_FALSE(give_up(session, footprint, *first, "one", "too late", noon));
  });
  CHECK(done(*database, *second, "two"));
}

TEST_CASE("a job that ends its process every time is kept as failed, and the others go on") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  put(*database, "poison", "leeds");
  put(*database, "good", "leeds");
  for (int i = 0; i < most_attempts; ++i) {
    const auto job = take(*database, "one", 2 * i, 2 * i + 1);
    REQUIRE(job);
    CHECK(job->subject == "poison");
    CHECK(job->attempts == i + 1);
  }
  const auto next = take(*database, "one", 58, 59);
  REQUIRE(next);
  CHECK(next->subject == "good");
  CHECK(counted(*database).failed == 1);
  const auto kept = rows(*database, "SELECT subject, why FROM jobs WHERE state = 'failed'");
  CHECK(kept[0].text(0) == "poison");
  CHECK_THAT(kept[0].text(1), Catch::Contains(std::to_string(most_attempts) + " times"));
}

TEST_CASE("a job given up is kept with the reason, and may be asked for again") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  put(*database, "a", "leeds");
  const auto job = take(*database);
  database->write(
      [&](DbSession& session) { CHECK(give_up(session, footprint, *job, "one", "no templates", noon)); });
  CHECK(counted(*database).failed == 1);
  CHECK_FALSE(take(*database));
  put(*database, "a", "leeds");
  CHECK(take(*database)->subject == "a");
}

TEST_CASE("what was held up is taken up again when its pause is over, and no attempt is counted") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  put(*database, "a", "leeds");
  for (int i = 0; i < 2 * most_attempts; ++i) {
    const auto job = take(*database, "one", i, i + 5);
    REQUIRE(job);
    CHECK(job->attempts == 1);
    database->write([&](DbSession& session) {
      CHECK_FALSE(postpone(session, footprint, *job, "two", noon));
      CHECK(postpone(session, footprint, *job, "one", minutes_after_noon(i)));
    });
    CHECK_FALSE(take(*database, "one", i, i + 5));
    CHECK_FALSE(done(*database, *job));
  }
}

TEST_CASE("a failed job waits anew with all its attempts, once, also where the same waits already") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  const auto fail = [&](const char* subject) {
    put(*database, subject, "leeds");
    const auto job = take(*database);
    database->write([&](DbSession& session) {
      CHECK(give_up(session, footprint, *job, "one", "no such bytes", minutes_after_noon(1)));
    });
  };
  fail("a");
  fail("b");
  put(*database, "b", "leeds");
  std::vector<FailedJob> failed;
  database->write([&](DbSession& session) {
    queue_failed_again(session, footprint, minutes_after_noon(1), true, noon);
    failed = failed_jobs(session, footprint);
  });
  REQUIRE(failed.size() == 2);
  CHECK(failed[0].failed_at == minutes_after_noon(1));
  CHECK(failed[0].why == "no such bytes");
  database->write([&](DbSession& session) {
    queue_failed_again(session, footprint, minutes_after_noon(2), false, minutes_after_noon(2));
  });
  CHECK(counted(*database).failed == 0);
  CHECK(counted(*database).waiting == 2);
  for (int i = 0; i < 2; ++i) CHECK(take(*database)->attempts == 1);
}

TEST_CASE("a job that ended its process every time has one more attempt, and none at a start") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  put(*database, "poison", "leeds");
  for (int i = 0; i < most_attempts; ++i) REQUIRE(take(*database, "one", 2 * i, 2 * i + 1));
  CHECK_FALSE(take(*database, "one", 55, 56));
  const auto again = [&](bool also_ended) {
    database->write([&](DbSession& session) {
      queue_failed_again(session, footprint, minutes_after_noon(56), also_ended, noon);
    });
    return counted(*database).waiting;
  };
  CHECK(again(false) == 0);
  for (int round = 0; round < 2; ++round) {
    CHECK(again(true) == 1);
    REQUIRE(take(*database, "one", 50, 51));
    CHECK_FALSE(take(*database, "one", 55, 56));
    CHECK(counted(*database).failed == 1);
  }
}

TEST_CASE("each footprint has its own jobs") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  database->write([](DbSession& session) { enqueue(session, "elsewhere", "check", "a", "x", noon); });
  CHECK_FALSE(take(*database));
}
