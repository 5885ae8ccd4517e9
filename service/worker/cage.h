// The cage of the process that reads somebody's file: what it may still do, and how much. Whoever enters it
// cannot leave: it may compute, and read and write what it holds already; it opens, connects, starts and
// signals nothing.
#pragma once

#include <memory>

#include "service/worker/workers.h"

namespace stp {

// Exit codes of a caged process.
namespace cage_exits {
inline constexpr int done = 0, defect = 71, no_cage = 72, no_memory = 73, too_large = 74;
}

// The address sanitizer reserves more address space than any limit would allow.
#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif

class Cage {
 public:
  explicit Cage(const WorkerLimits& limits);  // made once, entered by each child
  ~Cage();
  // Ends the process when any of it cannot be had: nothing is read outside a cage.
  void enter() const;

 private:
  struct Filter;
  WorkerLimits limits_;
  std::unique_ptr<Filter> filter_;
};

}  // namespace stp
