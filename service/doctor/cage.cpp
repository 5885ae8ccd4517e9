#include "service/worker/cage.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <new>

#include "service/doctor/checks.h"
#include "service/worker/workers.h"

namespace stp::doctor {

namespace {

constexpr int open_succeeded = 1, connect_possible = 2;

// What a child in a cage comes to that does this.
int in_cage(const WorkerLimits& limits, int (*deed)(const WorkerLimits&)) {
  const Cage cage(limits);
  const pid_t child = ::fork();
  if (child < 0) return -1;
  if (child == 0) {
    cage.enter();
    ::_exit(deed(limits));
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int try_to_leave(const WorkerLimits&) {
  if (::open("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0) return open_succeeded;
  if (::socket(AF_INET, SOCK_STREAM, 0) >= 0) return connect_possible;
  return cage_exits::done;
}

int take_too_much(const WorkerLimits& limits) {
  void* volatile taken = ::operator new(2 * limits.memory_bytes, std::nothrow);
  return taken == nullptr ? cage_exits::no_memory : cage_exits::done;
}

std::string what_the_cage_lets_out() {
  const WorkerLimits limits;
  const int left = in_cage(limits, try_to_leave);
  if (left == open_succeeded) return "a caged process can open files";
  if (left == connect_possible) return "a caged process can open sockets";
  if (left != cage_exits::done) return "a process cannot be caged (exit " + std::to_string(left) + ")";
  if (!sanitized && in_cage(limits, take_too_much) != cage_exits::no_memory)
    return "a caged process can take more memory than its limit";
  return "";
}

// The way every file takes: a request to a caged process and its answer back.
std::string what_a_worker_says() {
  WorkersOptions options;
  options.count = 1;
  Workers workers(options);
  const auto answer = workers.run({"rules", {}, {}, {}}, true);
  return answer ? "" : to_text(answer.error());
}

}  // namespace

Check cage() {
  const std::string expected = "limits on memory and a filter of system calls in force";
  const std::string remedy =
      "the kernel must have seccomp, and the unit's SystemCallFilter must allow seccomp and prctl";
  if (const auto out = what_the_cage_lets_out(); !out.empty()) return trouble("cage", out, expected, remedy);
  if (const auto wrong = what_a_worker_says(); !wrong.empty())
    return trouble("cage", wrong, "an answer from a caged process", "see the message");
  if (sanitized)
    return well("cage",
                "files are read in a process with a filter of system calls; this build, with the address "
                "sanitizer, sets no limit on memory");
  return well("cage",
              "here, outside the unit, files are read in a process with limits and a filter of system calls");
}

}  // namespace stp::doctor
