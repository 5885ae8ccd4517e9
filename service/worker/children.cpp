#include "service/worker/children.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <limits>

#include "service/worker/cage.h"
#include "service/worker/packing.h"

namespace stp {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int request_place = 3, answer_place = 4;  // descriptors of a child; it has no others

// Nothing a file makes the child say reaches the service's own output, except under the sanitizer, whose
// reports are for us.
void keep_only(int request, int answer) {
  const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  const int request_copy = ::fcntl(request, F_DUPFD, answer_place + 1);
  const int answer_copy = ::fcntl(answer, F_DUPFD, answer_place + 1);
  bool held = nowhere >= 0 && request_copy >= 0 && answer_copy >= 0;
  for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (standard != STDERR_FILENO || !sanitized) held = held && ::dup2(nowhere, standard) >= 0;
  held = held && ::dup2(request_copy, request_place) >= 0 && ::dup2(answer_copy, answer_place) >= 0;
  held = held && ::close_range(answer_place + 1, std::numeric_limits<unsigned>::max(), 0) == 0;
  if (!held) ::_exit(cage_exits::no_cage);
}

int answer_request(const Pipeline& pipeline, const WorkerLimits& limits, RunRequest run) try {
  const auto bytes = read_whole(request_place, std::numeric_limits<std::uint64_t>::max());
  if (!bytes) return cage_exits::defect;
  const auto request = unpack_request(*bytes);
  const auto packed = pack(request ? run(pipeline, *request) : refuse(request.error()));
  if (packed.size() > limits.answer_bytes || !write_all(answer_place, packed)) return cage_exits::too_large;
  return cage_exits::done;
} catch (const std::bad_alloc&) {
  return cage_exits::no_memory;
} catch (const std::exception& defect) {
  write_all(answer_place, defect.what());
  return cage_exits::defect;
}

// Does not come back, and runs nothing at the end: what is open and buffered here belongs to the parent.
[[noreturn]] void be_child(const Cage& cage, const Message& request, const Descriptor& answer, pid_t parent,
                           const Pipeline& pipeline, const WorkerLimits& limits, RunRequest run) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(cage_exits::no_cage);  // it ended before that was asked for
  keep_only(request.file.number(), answer.number());
  cage.enter();
  ::_exit(answer_request(pipeline, limits, run));
}

class Children {
 public:
  Children(int socket, const WorkerLimits& limits, const Pipeline& pipeline, RunRequest run)
      : socket_(socket), limits_(limits), pipeline_(pipeline), run_(run), cage_(limits) {
    sigset_t ended;
    sigemptyset(&ended);
    sigaddset(&ended, SIGCHLD);
    sigprocmask(SIG_BLOCK, &ended, nullptr);
    ended_ = Descriptor(::signalfd(-1, &ended, SFD_CLOEXEC | SFD_NONBLOCK));
  }

  Message outcome_of(const Message& request) {
    Message outcome{MessageKind::defect, 0, memory_file()};
    const pid_t parent = ::getpid(), child = outcome.file ? ::fork() : -1;
    if (child < 0) return outcome;
    if (child == 0) be_child(cage_, request, outcome.file, parent, pipeline_, limits_, run_);
    int status = 0;
    const bool in_time = wait_for(child, status);
    if (!in_time) {
      ::kill(child, SIGKILL);
      while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    }
    outcome.kind = in_time ? kind_of(status) : MessageKind::took_long;
    if (WIFSIGNALED(status)) outcome.detail = WTERMSIG(status);
    return outcome;
  }

 private:
  static MessageKind kind_of(int status) {
    if (WIFSIGNALED(status)) return MessageKind::signalled;
    switch (WEXITSTATUS(status)) {
      case cage_exits::done:
        return MessageKind::answered;
      case cage_exits::no_memory:
        return MessageKind::no_memory;
      case cage_exits::too_large:
        return MessageKind::too_large;
      case cage_exits::no_cage:
        return MessageKind::no_cage;
      default:
        return MessageKind::defect;
    }
  }

  // False when its time is up, or nobody waits for it any more.
  bool wait_for(pid_t child, int& status) const {
    const auto end = Clock::now() + std::chrono::seconds(limits_.wall_seconds);
    for (;;) {
      if (::waitpid(child, &status, WNOHANG) == child) return true;
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now()).count();
      if (left <= 0) return false;
      pollfd watched[] = {{ended_.number(), POLLIN, 0}, {socket_, POLLRDHUP, 0}};
      ::poll(watched, 2, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
      if ((watched[1].revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0) return false;
      signalfd_siginfo told;
      while (::read(ended_.number(), &told, sizeof told) > 0) continue;
    }
  }

  int socket_;
  WorkerLimits limits_;
  const Pipeline& pipeline_;
  RunRequest run_;
  Cage cage_;
  Descriptor ended_;
};

}  // namespace

void serve_requests(int socket, const WorkerLimits& limits, const Pipeline& pipeline, RunRequest run) {
  Children children(socket, limits, pipeline, run);
  if (!send(socket, {MessageKind::ready})) return;
  Message request;
  while (receive(socket, request, -1) == Heard::message) {
    if (!send(socket, children.outcome_of(request))) return;
    request.file.close();
  }
}

}  // namespace stp
