#include "tests/service/access/gate_fixture.h"

#include "tests/support/postgres.h"

namespace access_tests {

using namespace stp;

Fixture::Fixture(const std::string& engine) {
  auto opened = Database::open(engine == "sqlite" ? "sqlite:" + folder_.file("stp.db")
                                                  : test_postgres::shared_server().new_database());
  if (!opened) FAIL(to_text(opened.error()));
  database_ = std::move(*opened);
}

Gate Fixture::gate() const {
  // The least Argon2id there is: what is tested here is not its cost.
  return {*database_, "WY", {"AA", "BB"}, [this] { return now_; }, 3600, 12 * 3600, 24 * 3600, {1, 8192}};
}

User Fixture::with_password(const std::string& name, const std::vector<Grant>& grants,
                            const std::string& chosen) {
  good(make_user(gate(), "admin", {name, "Person " + name, grants}));
  return good(set_password(gate(), good(password_link(gate(), "admin", name)).token, chosen));
}

std::vector<LogRecord> Fixture::log(const std::string& kind) const {
  std::vector<LogRecord> records;
  database_->read([&](DbSession& session) { records = read_log(session, "WY", 0, 1000, kind); });
  return records;
}

std::int64_t Fixture::rows(const std::string& table) const {
  std::int64_t count = 0;
  database_->read(
      [&](DbSession& session) { count = session.rows("SELECT count(*) FROM " + table).front().number(0); });
  return count;
}

std::string Fixture::everything() const {
  std::string all;
  database_->read([&](DbSession& session) {
    all.clear();
    for (const DbTable& table : session.tables())
      for (const DbRow& row : session.rows("SELECT * FROM " + table.name))
        for (const auto& cell : row.cells) all += cell.value_or("") + "\n";
  });
  return all;
}

SignInAnswer try_sign_in(const Gate& gate, const std::string& name, const std::string& chosen,
                         const std::string& remote) {
  return sign_in(gate, {name, chosen, remote, "a browser"});
}

SignedIn signed_in(const Gate& gate, const std::string& name, const std::string& remote) {
  auto answer = try_sign_in(gate, name, password, remote);
  if (!answer.signed_in) FAIL(to_text(answer.refusal));
  return std::move(*answer.signed_in);
}

}  // namespace access_tests
