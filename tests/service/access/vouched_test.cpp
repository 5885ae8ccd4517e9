// What the log vouches for of accounts and keys: every column that says who may do what, edited with SQL.
#include <set>

#include "service/access/keys.h"
#include "service/store/log_details.h"
#include "tests/service/access/gate_fixture.h"

using namespace stp;
using namespace access_tests;

namespace {

std::string said_after(Database& database, const std::string& sql) {
  struct TakenBack {};
  std::string said;
  const auto edited = [&](DbSession& session) {
    said.clear();
    if (!sql.empty()) session.run(sql);
    for (const auto& trouble : verify_log(session, "WY").troubles) said += trouble + "\n";
    throw TakenBack();
  };
  CHECK_THROWS_AS(database.write(edited), TakenBack);
  return said;
}

// Ada and Paul with passwords; Paul given other roles later, Eve disabled; one key in use and one revoked.
void make_people(Fixture& fixture) {
  const auto gate = fixture.gate();
  fixture.with_password("ada", {{Role::administrator, ""}});
  const auto paul = fixture.with_password("paul", {{Role::preparer, "AA"}, {Role::reviewer, "BB"}});
  good(change_user(gate, "ada", "paul", {"Paul", {{{Role::preparer, "BB"}, {Role::auditor, ""}}}, {}, {}}));
  good(make_user(gate, "ada", {"eve", "Eve", {{Role::regional, ""}}}));
  good(change_user(gate, "ada", "eve", {{}, {}, true, {}}));
  const Caller caller = signed_in(gate, "ada").caller;
  good(make_key(gate, caller, {"in use", {{Role::administrator, ""}}, 30}));
  const auto other = good(make_key(gate, caller, {"gone", {{Role::administrator, ""}}, 30}));
  good(revoke_key(gate, caller, other.key.id));
}

}  // namespace

TEST_CASE("no column that says who may do what can be edited unseen") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  make_people(fixture);
  auto& database = fixture.database();
  REQUIRE(said_after(database, "").empty());
  const std::set<std::string> vouched{"users", "user_grants", "api_keys", "api_key_grants"};
  const std::set<std::string> free{"users.made_at", "users.last_sign_in", "users.revision",
                                   "api_keys.made_at", "api_keys.last_used_at"};
  std::vector<DbTable> tables;
  database.read([&](DbSession& session) { tables = session.tables(); });
  std::size_t tried = 0;
  for (const auto& table : tables)
    for (const auto& column : table.columns) {
      if (vouched.count(table.name) == 0 || column.name == "footprint") continue;
      const std::string sql = "UPDATE " + table.name + " SET " + column.name + " = " + column.name +
                              (column.number ? " + 1" : " || 'x'") +
                              (table.name == "users" ? " WHERE name = 'paul'" : "");
      INFO(sql);
      CHECK(said_after(database, sql).empty() == (free.count(table.name + "." + column.name) != 0));
      ++tried;
    }
  CHECK(tried > 18);
}

TEST_CASE("roles given, taken and put back in the database are named") {
  Fixture fixture(GENERATE("sqlite", "postgresql"));
  make_people(fixture);
  struct Edit {
    std::string sql, says;
  };
  const std::vector<Edit> edits{
      {"INSERT INTO user_grants VALUES ('WY', 'paul', 'approver', 'BB')",
       "the row paul approver BB of user_grants was made by no record of the log"},
      {"DELETE FROM user_grants WHERE name = 'paul' AND role = 'auditor'",
       "the row paul auditor  of user_grants is gone; record "},
      {"UPDATE users SET disabled = 0 WHERE name = 'eve'",
       "the row eve of users says disabled \"0\", the log says \"1\" (record "},
      {"UPDATE users SET password = 'mine' WHERE name = 'ada'",
       "the row ada of users says password of the mark \"" + mark_of("mine") +
           "\", the log says of the mark \""},
      {"INSERT INTO users VALUES ('WY', 'mallory', 'M', '', 0, '', '', '', '', 1)",
       "the row mallory of users was made by no record of the log"},
      {"UPDATE api_keys SET revoked_at = ''", "says revoked_at \"\", the log says \"20"},
      {"INSERT INTO api_key_grants SELECT footprint, id, 'regional', '' FROM api_keys",
       "regional  of api_key_grants was made by no record of the log"},
  };
  for (const auto& edit : edits) {
    INFO(edit.sql);
    CHECK_THAT(said_after(fixture.database(), edit.sql), Catch::Contains(edit.says));
  }
  CHECK(said_after(fixture.database(), "").empty());
}

TEST_CASE("the log has marks of passwords and secrets that lead to neither") {
  Fixture fixture("sqlite");
  make_people(fixture);
  for (const auto& record : fixture.log()) CHECK(record.details.find("$argon2") == std::string::npos);
}
