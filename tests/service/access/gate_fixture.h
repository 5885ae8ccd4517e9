// A gate on a new empty database, with a clock the test moves.
#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "service/access/accounts.h"
#include "service/access/sessions.h"
#include "service/store/clock.h"
#include "service/store/log.h"
#include "tests/doors/shell.h"

namespace access_tests {

constexpr auto password = "correct horse battery";
constexpr auto here = "192.0.2.1", elsewhere = "198.51.100.7";

class Fixture {
 public:
  explicit Fixture(const std::string& engine);
  stp::Gate gate() const;
  void later(std::int64_t seconds) { now_ = stp::utc_in(now_, seconds); }
  // A user with this password, made as people are: by an administrator, and a link.
  stp::User with_password(const std::string& name, const std::vector<stp::Grant>& grants = {},
                          const std::string& chosen = password);
  std::vector<stp::LogRecord> log(const std::string& kind = "") const;  // newest first
  std::int64_t rows(const std::string& table) const;
  stp::Database& database() const { return *database_; }
  std::string everything() const;  // every text of every table, for what must not be there

 private:
  doors::Folder folder_;
  std::unique_ptr<stp::Database> database_;
  std::string now_ = "2026-11-25T12:00:00.000Z";
};

template <class T>
T good(stp::Result<T> result) {
  if (!result) FAIL(to_text(result.error()));
  return std::move(*result);
}
template <class T>
std::string code(const stp::Result<T>& result) {
  return result ? "" : result.error().code;
}
stp::SignInAnswer try_sign_in(const stp::Gate& gate, const std::string& name,
                              const std::string& chosen = password, const std::string& remote = here);
stp::SignedIn signed_in(const stp::Gate& gate, const std::string& name, const std::string& remote = here);

}  // namespace access_tests
