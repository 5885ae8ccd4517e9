#include "service/access/throttle.h"

#include <thread>

#include "tests/service/access/gate_fixture.h"

using namespace stp;
using namespace access_tests;

namespace {

constexpr auto wrong = "wrong wrong wrong";
std::string address(int number) { return "203.0.113." + std::to_string(number); }

}  // namespace

TEST_CASE("failures are free at first, then hold for twice as long each time, up to a limit") {
  const Brake brake{5, 900};
  CHECK(seconds_held(brake, 4) == 0);
  CHECK(seconds_held(brake, 5) == 1);
  CHECK(seconds_held(brake, 6) == 2);
  CHECK(seconds_held(brake, 14) == 512);
  CHECK(seconds_held(brake, 15) == 900);
  CHECK(seconds_held(brake, 1000000) == 900);
}

TEST_CASE("a caller of IPv6 counts by its network") {
  CHECK(network_of("192.0.2.1") == "192.0.2.1");
  CHECK(network_of("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64");
  CHECK(network_of("2001:db8:1:2:ffff::1") == "2001:db8:1:2::/64");
  CHECK(network_of("::ffff:192.0.2.1") == "192.0.2.1");
  CHECK(network_of("?") == "?");
}

TEST_CASE("guessing is held back and says for how long, and the right password waits as well") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann");
  for (int i = 0; i < 5; ++i) CHECK(try_sign_in(gate, "ann", wrong).refusal.code == "sign-in-failed");
  const auto held = try_sign_in(gate, "ann");
  CHECK(held.refusal.code == "sign-in-throttled");
  CHECK(held.retry_after == 1);
  fixture.later(1);
  CHECK(try_sign_in(gate, "ann", wrong).refusal.code == "sign-in-failed");
  CHECK(try_sign_in(gate, "ann", wrong).retry_after == 2);
  fixture.later(2);
  CHECK(try_sign_in(gate, "ann").signed_in);
  for (int i = 0; i < 5; ++i) CHECK(try_sign_in(gate, "ann", wrong).refusal.code == "sign-in-failed");
}

TEST_CASE("a name that nobody has is held back just the same") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  for (int i = 0; i < 5; ++i) CHECK(try_sign_in(gate, "nobody").refusal.code == "sign-in-failed");
  CHECK(try_sign_in(gate, "nobody").retry_after == 1);
}

TEST_CASE("guessing from one address does not keep the owner out at another") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann");
  for (int i = 0; i < 12; ++i) {
    fixture.later(60);
    try_sign_in(gate, "ann", wrong, elsewhere);
  }
  CHECK(try_sign_in(gate, "ann", password, elsewhere).refusal.code == "sign-in-throttled");
  CHECK(try_sign_in(gate, "ann", password, here).signed_in);
}

TEST_CASE(
    "guessing from everywhere holds a name back, but never who has signed in from their address before") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann");
  signed_in(gate, "ann", here);
  int tried = 0;
  for (int i = 0; i < 40; ++i)
    if (try_sign_in(gate, "ann", wrong, address(i)).refusal.code == "sign-in-failed") ++tried;
  CHECK(tried == 20);
  const auto held = try_sign_in(gate, "ann", password, elsewhere);
  CHECK(held.refusal.code == "sign-in-throttled");
  CHECK(held.retry_after <= 60);
  CHECK(try_sign_in(gate, "ann", password, here).signed_in);
}

TEST_CASE("an address that guesses at many names is held back for all, and others are not") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann");
  for (int i = 0; i < 50; ++i) try_sign_in(gate, "name" + std::to_string(i), wrong, elsewhere);
  CHECK(try_sign_in(gate, "ann", password, elsewhere).refusal.code == "sign-in-throttled");
  CHECK(try_sign_in(gate, "ann", password, here).signed_in);
}

TEST_CASE("a whole hospital signs in from one address without being held back") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann");
  for (int i = 0; i < 60; ++i) CHECK(try_sign_in(gate, "ann").signed_in);
}

TEST_CASE("failures are forgotten after a day, and cleared away") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  for (int i = 0; i < 5; ++i) try_sign_in(gate, "nobody");
  fixture.later(24 * 3600 + 1);
  CHECK(try_sign_in(gate, "another").refusal.code == "sign-in-failed");
  CHECK(fixture.rows("sign_in_failures") == 3);
  for (int i = 0; i < 5; ++i) CHECK(try_sign_in(gate, "nobody").refusal.code == "sign-in-failed");
}

TEST_CASE("the log tells of guessing, in few records, and never of names nobody has") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann");
  for (int i = 0; i < 20; ++i) {
    try_sign_in(gate, "ann", wrong);
    try_sign_in(gate, "my secret password", wrong);
    fixture.later(1000);
  }
  const auto log = fixture.log("sign-in-failures");
  // Each at 5, 10 and 20; the name at 20; the address not yet.
  CHECK(log.size() == 8);
  for (const auto& entry : log) CHECK((entry.subject.empty() || entry.subject == "ann"));
  CHECK(log.back().details ==
        R"({"address":"192.0.2.1","attempts":"5","by":"name and address","name":"known"})");
}

TEST_CASE("many guesses at the same moment count one by one") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann");
  std::atomic<int> tried{0};
  std::vector<std::thread> guessers;
  for (int i = 0; i < 12; ++i)
    guessers.emplace_back([&] {
      if (try_sign_in(gate, "ann", wrong).refusal.code == "sign-in-failed") ++tried;
    });
  for (std::thread& guesser : guessers) guesser.join();
  CHECK(tried == 5);
}
