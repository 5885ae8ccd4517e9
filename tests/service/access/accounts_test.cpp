#include "tests/service/access/gate_fixture.h"

using namespace stp;
using namespace access_tests;

TEST_CASE("a user is made, found, listed by name and changed, and each act is in the log") {
  const Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  const User ann = good(make_user(gate, "admin", {"ann", "Ann Smith", {{Role::preparer, "AA"}}}));
  good(make_user(gate, "admin", {"zoe", "Zoe", {}}));
  good(make_user(gate, "admin", {"bob@example.org", "Bob", {{Role::regional, ""}, {Role::regional, ""}}}));
  CHECK(ann.revision == 1);
  CHECK_FALSE(ann.has_password);
  CHECK(good(user(gate, "ann")).grants == std::vector<Grant>{{Role::preparer, "AA"}});
  CHECK(good(user(gate, "bob@example.org")).grants == std::vector<Grant>{{Role::regional, ""}});
  const auto all = users(gate);
  REQUIRE(all.size() == 3);
  CHECK(all[0].name == "ann");
  CHECK(all[2].name == "zoe");
  CHECK(users(gate, "ann", 1).at(0).name == "bob@example.org");

  const std::vector<Grant> more{{Role::preparer, "AA"}, {Role::approver, "BB"}};
  const User changed = good(change_user(gate, "admin", "ann", {"Ann Jones", more, {}, 1}));
  CHECK(changed.shown == "Ann Jones");
  CHECK(changed.revision == 2);
  CHECK(good(user(gate, "ann")).grants == more);
  const auto log = fixture.log();
  REQUIRE(log.size() == 4);
  CHECK(log[0].kind == "user-changed");
  CHECK(log[0].who == "admin");
  CHECK(log[0].subject == "ann");
  CHECK(log[0].details ==
        R"({"grants":"preparer AA, approver BB","grants-before":"preparer AA","shown":"Ann Jones"})");
  CHECK(log[3].kind == "user-made");
}

TEST_CASE("what is wrong with a user is said, and nothing is kept or logged of it") {
  const Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  good(make_user(gate, "admin", {"ann", "Ann", {}}));
  const auto refused = [&](const NewUser& asked) { return code(make_user(gate, "admin", asked)); };
  CHECK(refused({"ann", "Other Ann", {}}) == "user-exists");
  for (const char* name : {"", "a", "Ann", "ann smith", "-ann", "ann/..", "\xC3\xA4nn", "ann\n"})
    CHECK(refused({name, "Ann", {}}) == "user-name");
  CHECK(refused({std::string(65, 'a'), "Ann", {}}) == "user-name");
  for (const char* shown : {"", "  ", "two\nlines", "broken \xFF"})
    CHECK(refused({"bob", shown, {}}) == "words");
  CHECK(refused({"bob", "Bob", {{Role::preparer, ""}}}) == "grant-place");
  CHECK(refused({"bob", "Bob", {{Role::preparer, "CC"}}}) == "grant-place");
  CHECK(refused({"bob", "Bob", {{Role::auditor, "AA"}}}) == "grant-place");
  CHECK(code(change_user(gate, "admin", "nobody", {"X", {}, {}, {}})) == "user-unknown");
  CHECK(code(change_user(gate, "admin", "ann", {"X", {}, {}, 7})) == "changed-meanwhile");
  CHECK(code(change_user(gate, "admin", "ann", {{}, {{{Role::reviewer, "CC"}}}, {}, {}})) == "grant-place");
  CHECK(code(user(gate, "bob")) == "user-unknown");
  CHECK(fixture.rows("users") == 1);
  CHECK(fixture.log().size() == 1);
}

TEST_CASE("a change that changes nothing leaves revision and log as they were") {
  const Fixture fixture(GENERATE("sqlite", "postgresql"));
  good(make_user(fixture.gate(), "admin", {"ann", "Ann", {{Role::preparer, "AA"}}}));
  const User same =
      good(change_user(fixture.gate(), "admin", "ann", {"Ann", {{{Role::preparer, "AA"}}}, false, 1}));
  CHECK(same.revision == 1);
  CHECK(fixture.log().size() == 1);
}

TEST_CASE("the last administrator who can sign in stays one") {
  const Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  good(make_user(gate, "operator", {"ann", "Ann", {{Role::administrator, ""}}}));
  const UserChange no_roles{{}, std::vector<Grant>{}, {}, {}}, disabled{{}, {}, true, {}};
  CHECK(code(change_user(gate, "ann", "ann", no_roles)) == "last-administrator");
  CHECK(code(change_user(gate, "ann", "ann", disabled)) == "last-administrator");
  good(make_user(gate, "operator", {"bob", "Bob", {{Role::administrator, ""}}}));
  good(change_user(gate, "ann", "ann", disabled));
  CHECK(code(change_user(gate, "bob", "bob", no_roles)) == "last-administrator");
  good(change_user(gate, "bob", "ann", {{}, {}, false, {}}));
  good(change_user(gate, "bob", "bob", no_roles));
  CHECK(good(user(gate, "ann")).grants.size() == 1);
}

TEST_CASE("disabling a user ends the sessions and links, and enabling gives neither back") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann", {{Role::preparer, "AA"}});
  const SignedIn session = signed_in(gate, "ann");
  const OneTimeLink link = good(password_link(gate, "admin", "ann"));
  good(change_user(gate, "admin", "ann", {{}, {}, true, {}}));
  CHECK_FALSE(caller_of_session(gate, session.token).signed_in());
  CHECK(try_sign_in(gate, "ann").refusal.code == "sign-in-failed");
  CHECK(code(name_of_link(gate, link.token)) == "link-spent");
  CHECK(code(password_link(gate, "admin", "ann")) == "no-password");
  good(change_user(gate, "admin", "ann", {{}, {}, false, {}}));
  CHECK_FALSE(caller_of_session(gate, session.token).signed_in());
  CHECK(code(name_of_link(gate, link.token)) == "link-spent");
  CHECK(try_sign_in(gate, "ann").signed_in);
}
