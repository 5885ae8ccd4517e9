// The databases every test of the store runs on.
#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "service/store/database.h"
#include "tests/doors/shell.h"

namespace store_tests {

inline auto engines() { return Catch::Generators::values<std::string>({"sqlite", "postgresql"}); }

// A new empty database of the engine, gone at the end.
class Fresh {
 public:
  explicit Fresh(const std::string& engine);
  const std::string& url() const { return url_; }
  std::string file(const std::string& name) const { return folder_.file(name); }
  std::unique_ptr<stp::Database> open(
      stp::Opening opening = stp::Opening::service) const;  // fails the test if refused

 private:
  doors::Folder folder_;
  std::string url_;
};

inline const std::string footprint = "WY";
inline const std::string noon = "2026-11-25T12:00:00.000Z";
std::string minutes_after_noon(int minutes);

stp::DbRows rows(stp::Database& database, const std::string& sql,
                 const std::vector<stp::DbValue>& values = {});
void run(stp::Database& database, const std::string& sql, const std::vector<stp::DbValue>& values = {});

}  // namespace store_tests
