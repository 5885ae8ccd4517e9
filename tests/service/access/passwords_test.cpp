#include "service/access/secrets.h"
#include "tests/service/access/gate_fixture.h"

using namespace stp;
using namespace access_tests;

TEST_CASE("a password has twelve characters of any script and is not the name") {
  CHECK_FALSE(password_trouble("ann", "correct horse"));
  CHECK_FALSE(password_trouble("ann",
                               "\xC3\xA4\xC3\xB6\xC3\xBC\xC3\xA4\xC3\xB6\xC3\xBC\xC3\xA4\xC3\xB6\xC3\xBC"
                               "xyz"));
  CHECK_FALSE(password_trouble("ann", "joanna likes tea"));
  CHECK(password_trouble("ann", "short"));
  CHECK(password_trouble("ann", "\xC3\xA4\xC3\xB6\xC3\xBC\xC3\xA4\xC3\xB6\xC3\xBC"));
  CHECK(password_trouble("ann", "aaaaaaaaaaaaaa"));
  CHECK(password_trouble("ann.smith.leeds", "Ann.Smith.Leeds"));
  CHECK(password_trouble("ann.smith.leeds", "Ann.Smith.Leeds1"));
  std::string one_again_and_again;
  for (int i = 0; i < 14; ++i) one_again_and_again += "\xC3\xA4";
  CHECK(password_trouble("ann", one_again_and_again));
  CHECK_FALSE(password_trouble("ann", std::string(500, 'a') + std::string(500, 'b')));
  const auto too_long = password_trouble("ann", std::string(500, 'a') + std::string(501, 'b'));
  REQUIRE(too_long);
  CHECK_THAT(too_long->sentence, Catch::Contains("1,000 bytes"));
  CHECK_THAT(too_long->remedy, Catch::Contains("12 characters and at most 1,000 bytes"));
}

TEST_CASE("what is guessed first is no password, a sentence that has such a word in it is") {
  for (const char* guessed : {"password1234", "Password!2016", "PasswordPassword", "123456789012",
                              "210987654321", "Welcome2016!!", "qwertyuiop123", "admin-admin-1"})
    CHECK(password_trouble("ann", guessed));
  for (const char* good : {"the password of leeds", "summer in otley 7", "190283746512"})
    CHECK_FALSE(password_trouble("ann", good));
}

TEST_CASE("hashes are Argon2id with their own salt, and only the right password fits") {
  const PasswordCost cost{1, 8192};
  const std::string first = good(hash_password(cost, password)), second = good(hash_password(cost, password));
  CHECK(first.starts_with("$argon2id$"));
  CHECK(first != second);
  CHECK(good(password_fits(cost, first, password)));
  CHECK_FALSE(good(password_fits(cost, first, std::string(password) + " ")));
  CHECK_FALSE(good(password_fits(cost, first, "")));
  CHECK_FALSE(good(password_fits(cost, "", "")));
  CHECK_FALSE(good(password_fits(cost, "", password)));
}

TEST_CASE("a link sets the password once, within its time, and ends what was open before") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann");
  const SignedIn before = signed_in(gate, "ann");
  const OneTimeLink replaced = good(password_link(gate, "admin", "ann"));
  const OneTimeLink link = good(password_link(gate, "admin", "ann"));
  CHECK(code(name_of_link(gate, replaced.token)) == "link-spent");
  CHECK(good(name_of_link(gate, link.token)) == "ann");
  CHECK(code(set_password(gate, link.token, "short")) == "password");
  good(set_password(gate, link.token, "another good one"));
  CHECK(code(set_password(gate, link.token, "and a third one")) == "link-spent");
  CHECK_FALSE(caller_of_session(gate, before.token).signed_in());
  CHECK_FALSE(try_sign_in(gate, "ann").signed_in);
  CHECK(try_sign_in(gate, "ann", "another good one").signed_in);

  const OneTimeLink late = good(password_link(gate, "admin", "ann"));
  fixture.later(24 * 3600 + 1);
  CHECK(code(set_password(gate, late.token, "and a third one")) == "link-spent");
  CHECK(code(set_password(gate, "", "and a third one")) == "link-spent");
  CHECK(code(password_link(gate, "admin", "nobody")) == "user-unknown");
}

TEST_CASE("who knows the old password changes it, and other sessions end") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann");
  const SignedIn mine = signed_in(gate, "ann"), other = signed_in(gate, "ann");
  const std::string next = "another good one";
  CHECK(code(change_password(gate, "ann", here, "wrong wrong wrong", next, mine.caller.session)) ==
        "password-wrong");
  CHECK(code(change_password(gate, "ann", here, password, "short", mine.caller.session)) == "password");
  REQUIRE(change_password(gate, "ann", here, password, next, mine.caller.session));
  CHECK(caller_of_session(gate, mine.token).signed_in());
  CHECK_FALSE(caller_of_session(gate, other.token).signed_in());
  CHECK(try_sign_in(gate, "ann", next).signed_in);
}

TEST_CASE("guessing the old password is slowed down like guessing at the door") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann");
  const auto guess = [&] {
    return code(change_password(gate, "ann", here, "wrong wrong wrong", "good new one!", ""));
  };
  for (int i = 0; i < 5; ++i) CHECK(guess() == "password-wrong");
  CHECK(guess() == "sign-in-throttled");
}

TEST_CASE("no password, token, link or key is in the database or the log") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  fixture.with_password("ann");
  const SignedIn session = signed_in(gate, "ann");
  const OneTimeLink link = good(password_link(gate, "admin", "ann"));
  try_sign_in(gate, "typed into the wrong field", "x");
  const std::string all = fixture.everything();
  for (const std::string& secret :
       {std::string(password), session.token, session.caller.csrf, link.token, std::string("wrong field")})
    CHECK(all.find(secret) == std::string::npos);
  CHECK(all.find(session.caller.session) != std::string::npos);  // the hash is; so this test can fail
}

TEST_CASE("the first administrator is made by a link that works once and only while there is nobody") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  REQUIRE(needs_set_up(gate));
  const OneTimeLink late = good(set_up_link(gate));
  fixture.later(24 * 3600 + 1);
  CHECK(code(set_up(gate, late.token, "ann", "Ann", password)) == "link-spent");
  const OneTimeLink link = good(set_up_link(gate)), of_other_process = good(set_up_link(gate));
  CHECK(check_set_up_link(gate, link.token));
  CHECK(code(set_up(gate, "guess", "ann", "Ann", password)) == "link-spent");
  CHECK(code(set_up(gate, link.token, "ann", "Ann", "short")) == "password");
  CHECK(code(set_up(gate, link.token, "", "Ann", password)) == "user-name");
  const User first = good(set_up(gate, link.token, "ann", "Ann", password));
  CHECK(first.grants == std::vector<Grant>{{Role::administrator, ""}});
  CHECK(try_sign_in(gate, "ann").signed_in);
  CHECK_FALSE(needs_set_up(gate));
  CHECK(code(set_up(gate, link.token, "eve", "Eve", password)) == "link-spent");
  CHECK(code(set_up(gate, of_other_process.token, "eve", "Eve", password)) == "link-spent");
  CHECK_FALSE(check_set_up_link(gate, of_other_process.token));
  CHECK(code(set_up_link(gate)) == "already-set-up");
  CHECK(fixture.log("set-up").size() == 1);
}

TEST_CASE("a set-up link is worth nothing once an operator has made a user") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  const Gate gate = fixture.gate();
  const OneTimeLink link = good(set_up_link(gate));
  good(make_user(gate, "operator", {"ann", "Ann", {}}));
  CHECK(code(set_up(gate, link.token, "eve", "Eve", password)) == "link-spent");
  CHECK(fixture.rows("users") == 1);
}
