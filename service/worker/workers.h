// Runs verbs in caged processes: whatever a file does to the one that reads it, this process and other files
// go on. Each cage is `stp worker`: it reads the templates once, then forks a child for each request with
// limits on memory, processor time, files and system calls. A child's death is a refusal for that request and
// nothing else.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "service/verbs/verbs.h"

namespace stp {

struct WorkerLimits {
  std::uint64_t memory_bytes = 2ull << 30;
  unsigned cpu_seconds = 60, wall_seconds = 120;
  std::uint64_t answer_bytes = 256ull << 20;
};
struct WorkersOptions {
  std::string program;    // path of stp; "": this one (/proc/self/exe)
  std::string templates;  // folder; "": as the program itself finds it
  std::size_t count = 2;  // processes, so requests at a time; more wait their turn
  int niceness = 10;      // receipts come before checks
  WorkerLimits limits{};
};

class Workers {
 public:
  explicit Workers(WorkersOptions options);
  ~Workers();  // waits for what is running
  // Blocks. Refusals of its own: worker-crashed, worker-time, worker-memory, worker-answer (too large),
  // workers-stopped. `urgent`: somebody is waiting for it; goes before what is not.
  Result<Answer> run(const Request& request, bool urgent = false);

  struct State {
    std::size_t running = 0, waiting = 0;
    std::uint64_t answered = 0, refused = 0, started = 0;  // refused: by this class, not by a verb
  };
  State state() const;

 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

}  // namespace stp
