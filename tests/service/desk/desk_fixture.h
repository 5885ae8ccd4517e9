// A desk of its own for each test, on an engine of the test's choice, with real caged workers, over the
// demonstration's returns.
#pragma once

#include <memory>
#include <string>

#include "service/desk/intake.h"
#include "service/desk/returns.h"
#include "service/desk/rounds.h"
#include "service/desk/totals.h"
#include "service/desk/work.h"
#include "tests/doors/demo_returns.h"

namespace desks {

using namespace stp;

// "sqlite" or "postgresql": the tests run on both.
std::unique_ptr<Database> open_database(const std::string& engine, const doors::Folder& folder);

class OpenDesk {
 public:
  explicit OpenDesk(const std::string& of_engine);
  ~OpenDesk();
  const Desk& desk() const { return *desk_; }
  void open_round(const std::string& soft = "", const std::string& hard = "");
  // Hands in a workbook of the demonstration's returns.
  Receipt hand_in(const std::string& place_slug, const std::string& section,
                  const std::string& for_place = "", const std::string& who = "ann");
  Receipt hand_in_bytes(const std::string& bytes, const std::string& name, const std::string& for_place);
  void work();  // until nothing waits
  void at_time(const std::string& now) { now_ = now; }

 private:
  doors::Folder folder_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<Bytes> bytes_;
  std::unique_ptr<Desk> desk_;
  std::string now_;
};

Caller person(const std::string& name, Role role, const std::string& place = "");
std::string workbook(const std::string& place_slug, const std::string& section);  // bytes
// The same workbook with cells changed by the real program: "'Sheet 1!A1=5'" as the shell takes it.
std::string changed(const std::string& bytes, const std::string& change);

}  // namespace desks
