#include "service/access/identify.h"
#include "tests/service/access/gate_fixture.h"

using namespace stp;
using namespace access_tests;

TEST_CASE("signing in gives a session that knows its person, roles and CSRF token") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann", {{Role::preparer, "AA"}});
  const SignedIn session = signed_in(gate, "ann");
  const Caller caller = caller_of_session(gate, session.token);
  CHECK(caller.name == "ann");
  CHECK(caller.shown == "Person ann");
  CHECK(caller.grants == std::vector<Grant>{{Role::preparer, "AA"}});
  CHECK_FALSE(caller.by_key);
  CHECK(csrf_fits(caller, session.caller.csrf));
  CHECK_FALSE(csrf_fits(caller, ""));
  CHECK_FALSE(csrf_fits(caller, session.token));
  CHECK_FALSE(csrf_fits({}, ""));
  CHECK(session.token.size() == 43);  // 256 bits
  CHECK(caller.csrf.find(session.token) == std::string::npos);
  const auto log = fixture.log("sign-in");
  REQUIRE(log.size() == 1);
  CHECK(log[0].details == R"({"address":"192.0.2.1","how":"password"})");
  CHECK(good(user(gate, "ann")).last_sign_in == gate.now());
}

TEST_CASE("each signing in is a new session, whatever the browser brought") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann");
  const SignedIn first = signed_in(gate, "ann"), second = signed_in(gate, "ann");
  CHECK(first.token != second.token);
  CHECK(first.caller.csrf != second.caller.csrf);
  CHECK(sessions(gate, "ann").size() == 2);
}

TEST_CASE("changed roles count at once in sessions that are open") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann", {{Role::approver, "AA"}});
  const SignedIn session = signed_in(gate, "ann");
  good(change_user(gate, "admin", "ann", {{}, {{{Role::preparer, "AA"}}}, {}, {}}));
  CHECK_FALSE(allowed(caller_of_session(gate, session.token), Need::approve, "AA"));
}

TEST_CASE("a session ends when it is not used for an hour, and after twelve in any case") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann");
  const SignedIn idle = signed_in(gate, "ann");
  fixture.later(3599);
  CHECK(caller_of_session(gate, idle.token).signed_in());
  fixture.later(3601);
  CHECK_FALSE(caller_of_session(gate, idle.token).signed_in());

  const SignedIn busy = signed_in(gate, "ann");
  for (int i = 0; i < 24; ++i) {
    CHECK(caller_of_session(gate, busy.token).signed_in());
    fixture.later(1800);
  }
  CHECK_FALSE(caller_of_session(gate, busy.token).signed_in());
  CHECK(sessions(gate, "ann").empty());
  signed_in(gate, "ann");
  CHECK(fixture.rows("sessions") == 1);  // what is over is cleared away
}

TEST_CASE("signing out ends this session, signing out everywhere the others") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann");
  fixture.with_password("bob");
  const SignedIn one = signed_in(gate, "ann"), two = signed_in(gate, "ann"), three = signed_in(gate, "ann");
  const SignedIn other = signed_in(gate, "bob");
  sign_out(gate, one.caller);
  CHECK_FALSE(caller_of_session(gate, one.token).signed_in());
  CHECK(end_sessions(gate, "ann", "ann", two.caller.session) == 1);
  CHECK(caller_of_session(gate, two.token).signed_in());
  CHECK_FALSE(caller_of_session(gate, three.token).signed_in());
  CHECK(end_sessions(gate, "admin", "ann") == 1);
  CHECK_FALSE(caller_of_session(gate, two.token).signed_in());
  CHECK(caller_of_session(gate, other.token).signed_in());
}

TEST_CASE("what is no token is nobody's") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann");
  const SignedIn session = signed_in(gate, "ann");
  for (const std::string& token : {std::string(), std::string("x"), session.caller.session,
                                   session.token + "x", std::string(1000000, 'a'), std::string("\xFF\0'", 3)})
    CHECK_FALSE(caller_of_session(gate, token).signed_in());
}

TEST_CASE("the cookie is kept from scripts, other sites and, over TLS, from plain HTTP and other paths") {
  CHECK(session_cookie("T", true) == "__Host-stp=T; Path=/; HttpOnly; SameSite=Lax; Secure");
  CHECK(session_cookie("T", false) == "stp=T; Path=/; HttpOnly; SameSite=Lax");
  CHECK(ended_cookie(true) == "__Host-stp=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0");
}

TEST_CASE("over TLS only the cookie that no plain page can have set is believed") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann");
  const std::string token = signed_in(gate, "ann").token;
  CHECK(identify(gate, {{"__Host-stp", token}}, "", true).name == "ann");
  CHECK(identify(gate, {{"stp", token}}, "", false).name == "ann");
  CHECK_FALSE(identify(gate, {{"stp", token}}, "", true).signed_in());
  CHECK_FALSE(identify(gate, {{"other", token}}, "", false).signed_in());
  CHECK_FALSE(identify(gate, {}, "", false).signed_in());
}

TEST_CASE("an unknown name, a disabled one and a wrong password get one and the same answer") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann");
  fixture.with_password("bob");
  good(make_user(gate, "admin", {"new", "No password yet", {}}));
  good(change_user(gate, "admin", "bob", {{}, {}, true, {}}));
  const auto wrong = try_sign_in(gate, "ann", "wrong wrong wrong").refusal;
  CHECK(wrong.code == "sign-in-failed");
  for (const char* name : {"nobody", "bob", "new", "", "ANN", "ann'--", "\xFF\xFF"}) {
    const auto answer = try_sign_in(gate, name);
    CHECK_FALSE(answer.signed_in);
    CHECK(to_text(answer.refusal) == to_text(wrong));
    CHECK(answer.retry_after == 0);
  }
}
