#include "service/access/keys.h"

#include "service/access/identify.h"
#include "tests/service/access/gate_fixture.h"

using namespace stp;
using namespace access_tests;

namespace {

Caller caller_named(const Gate& gate, const std::string& name) {
  const User found = good(user(gate, name));
  return {found.name, found.shown, found.grants, "session", "csrf", false};
}
const NewKey for_loading{"nightly load", {{Role::preparer, "AA"}}, 30};

}  // namespace

TEST_CASE("a key acts for its owner, within its own scope, and needs no CSRF token") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann", {{Role::approver, "AA"}, {Role::preparer, "BB"}});
  const MadeKey made = good(make_key(gate, caller_named(gate, "ann"), for_loading));
  CHECK(made.secret.starts_with("stp_" + made.key.id + "_"));
  const Caller caller = identify(gate, {}, "Bearer " + made.secret, false);
  CHECK(caller.name == "ann");
  CHECK(caller.by_key);
  CHECK(caller.session.empty());
  CHECK(caller.grants == std::vector<Grant>{{Role::preparer, "AA"}});
  CHECK(identify(gate, {}, "bearer  " + made.secret, false).name == "ann");
  CHECK(fixture.everything().find(made.secret) == std::string::npos);
  CHECK(fixture.everything().find(made.secret.substr(17)) == std::string::npos);
  CHECK(fixture.log("key-made").at(0).details.find("\"grants\":\"preparer AA\"") != std::string::npos);
}

TEST_CASE("a key allows no more than its owner may, neither when made nor later") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann", {{Role::reviewer, "AA"}});
  const Caller ann = caller_named(gate, "ann");
  const auto refused = [&](const NewKey& asked) { return code(make_key(gate, ann, asked)); };
  CHECK(refused({"x", {{Role::approver, "AA"}}, 30}) == "key-scope");
  CHECK(refused({"x", {{Role::preparer, "BB"}}, 30}) == "key-scope");
  CHECK(refused({"x", {{Role::administrator, ""}}, 30}) == "key-scope");
  CHECK(refused({"x", {}, 30}) == "key-scope");
  CHECK(refused({"x", {{Role::preparer, "CC"}}, 30}) == "grant-place");
  CHECK(refused({"x", {{Role::preparer, "AA"}}, 0}) == "key-days");
  CHECK(refused({"x", {{Role::preparer, "AA"}}, 367}) == "key-days");
  CHECK(refused({"", {{Role::preparer, "AA"}}, 30}) == "words");
  CHECK(fixture.rows("api_keys") == 0);

  const std::string secret = good(make_key(gate, ann, for_loading)).secret;
  good(change_user(gate, "admin", "ann", {{}, {{{Role::preparer, "BB"}}}, {}, {}}));
  CHECK(caller_of_key(gate, secret).signed_in());
  CHECK(caller_of_key(gate, secret).grants.empty());
  good(change_user(gate, "admin", "ann", {{}, {{{Role::approver, "AA"}}}, {}, {}}));
  CHECK(caller_of_key(gate, secret).grants == std::vector<Grant>{{Role::preparer, "AA"}});
}

TEST_CASE("a key makes no keys") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann", {{Role::preparer, "AA"}});
  const std::string secret = good(make_key(gate, caller_named(gate, "ann"), for_loading)).secret;
  CHECK(code(make_key(gate, caller_of_key(gate, secret), for_loading)) == "key-by-key");
}

TEST_CASE("a key ends on its day, when revoked, and while its owner is disabled") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann", {{Role::preparer, "AA"}});
  const Caller ann = caller_named(gate, "ann");
  const MadeKey dated = good(make_key(gate, ann, {"x", {{Role::preparer, "AA"}}, 1}));
  const MadeKey made = good(make_key(gate, ann, for_loading));
  fixture.later(24 * 3600 - 1);
  CHECK(caller_of_key(gate, dated.secret).signed_in());
  fixture.later(1);
  CHECK_FALSE(caller_of_key(gate, dated.secret).signed_in());
  good(change_user(gate, "admin", "ann", {{}, {}, true, {}}));
  CHECK_FALSE(caller_of_key(gate, made.secret).signed_in());
  good(change_user(gate, "admin", "ann", {{}, {}, false, {}}));
  CHECK(caller_of_key(gate, made.secret).signed_in());
  good(revoke_key(gate, ann, made.key.id));
  CHECK_FALSE(caller_of_key(gate, made.secret).signed_in());
  good(revoke_key(gate, ann, made.key.id));
  CHECK(fixture.log("key-revoked").size() == 1);
}

TEST_CASE("a key is revoked by its owner or an administrator, and does not exist for others") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann", {{Role::preparer, "AA"}});
  fixture.with_password("bob", {{Role::preparer, "AA"}});
  fixture.with_password("root", {{Role::administrator, ""}});
  const MadeKey one = good(make_key(gate, caller_named(gate, "ann"), for_loading));
  CHECK(code(revoke_key(gate, caller_named(gate, "bob"), one.key.id)) == "key-unknown");
  CHECK(code(revoke_key(gate, caller_named(gate, "bob"), "nothing")) == "key-unknown");
  CHECK(caller_of_key(gate, one.secret).signed_in());
  good(revoke_key(gate, caller_named(gate, "root"), one.key.id));
  CHECK_FALSE(caller_of_key(gate, one.secret).signed_in());
  CHECK(keys(gate, "ann").size() == 1);
  CHECK(keys(gate, "bob").empty());
  CHECK(keys(gate).size() == 1);
}

TEST_CASE("the last use of a key is kept, to the minute") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann", {{Role::preparer, "AA"}});
  const MadeKey made = good(make_key(gate, caller_named(gate, "ann"), for_loading));
  CHECK(keys(gate).at(0).last_used_at.empty());
  caller_of_key(gate, made.secret);
  const std::string first = keys(gate).at(0).last_used_at;
  CHECK(first == gate.now());
  fixture.later(59);
  caller_of_key(gate, made.secret);
  CHECK(keys(gate).at(0).last_used_at == first);
  fixture.later(1);
  caller_of_key(gate, made.secret);
  CHECK(keys(gate).at(0).last_used_at == gate.now());
}

TEST_CASE("what is no key is nobody's, and a wrong key is not made good by a cookie") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann", {{Role::preparer, "AA"}});
  const MadeKey made = good(make_key(gate, caller_named(gate, "ann"), for_loading));
  const std::string cookie = signed_in(gate, "ann").token, id = "stp_" + made.key.id;
  for (const std::string& wrong : {std::string("stp_"), std::string("stp__"), id, id + "_", made.secret + "x",
                                   id + "_x", std::string(100000, 'a'), std::string("stp_\xFF_\xFF")}) {
    CHECK_FALSE(caller_of_key(gate, wrong).signed_in());
    CHECK_FALSE(identify(gate, {{"stp", cookie}}, "Bearer " + wrong, false).signed_in());
  }
  CHECK_FALSE(identify(gate, {}, "Basic " + made.secret, false).signed_in());
  CHECK_FALSE(identify(gate, {}, "Bearer    ", false).signed_in());
  CHECK(identify(gate, {{"stp", cookie}}, "Basic YW5uOng=", false).name == "ann");  // a proxy's own
}
