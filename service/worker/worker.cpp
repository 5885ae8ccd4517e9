#include "service/worker/worker.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <thread>

#include "service/worker/worker_process.h"

namespace stp {

namespace {

constexpr int ready_milliseconds = 60'000;  // reading the templates takes 0.03 s; a machine may be busy
constexpr int grace_milliseconds = 15'000;  // beyond the time the worker itself allows its child
constexpr int socket_place = 3;             // in the worker
constexpr std::uint64_t most_words = 4096;

// posix_spawn and nothing between fork and exec: this process has threads. The worker gets a group of its
// own, so that a stop typed at a terminal reaches the service alone, and no descriptor but its socket.
class Spawning {
 public:
  Spawning() {
    posix_spawn_file_actions_init(&actions_);
    posix_spawnattr_init(&attributes_);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(&attributes_,
                             POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~Spawning() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  Spawning(const Spawning&) = delete;
  Spawning& operator=(const Spawning&) = delete;

  pid_t run(const std::string& program, std::vector<std::string> arguments, const Descriptor& socket) {
    posix_spawn_file_actions_adddup2(&actions_, socket.number(), socket_place);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions_, socket_place + 1);
    std::vector<char*> words;
    for (auto& one : arguments) words.push_back(one.data());
    words.push_back(nullptr);
    pid_t process = -1;
    const int trouble =
        ::posix_spawn(&process, program.c_str(), &actions_, &attributes_, words.data(), environ);
    return trouble == 0 ? process : -1;
  }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

// Its socket is closed: it ends by itself, at once or when it has ended its child.
void reap(pid_t process) {
  using namespace std::chrono_literals;
  for (int tries = 0; tries < 100; ++tries) {
    const pid_t ended = ::waitpid(process, nullptr, WNOHANG);
    if (ended == process || (ended < 0 && errno == ECHILD)) return;
    std::this_thread::sleep_for(20ms);
  }
  ::kill(process, SIGKILL);
  while (::waitpid(process, nullptr, 0) < 0 && errno == EINTR) continue;
}

}  // namespace

void Worker::start() {
  if (process_ > 0) return;
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return;
  socket_ = Descriptor(ends[0]);
  const Descriptor theirs(ends[1]);
  std::vector<std::string> arguments = worker_arguments(socket_place, options_);
  arguments.insert(arguments.begin(), {"stp", "worker"});
  const std::string program = options_.program.empty() ? "/proc/self/exe" : options_.program;
  process_ = Spawning().run(program, std::move(arguments), theirs);
  ready_ = false;
  ++started_;
}

Worker::Outcome Worker::wait_until_ready() {
  Message first;
  switch (receive(socket_.number(), first, ready_milliseconds)) {
    case Heard::nothing:
      return {Outcome::Kind::silent};
    case Heard::gone:
      return {Outcome::Kind::unready, {}, "it ended before it was ready."};
    case Heard::message:
      break;
  }
  ready_ = first.kind == MessageKind::ready;
  if (ready_) return {Outcome::Kind::told};
  return {Outcome::Kind::unready, {}, read_whole(first.file.number(), most_words).value_or("")};
}

Worker::Outcome Worker::asked(const Descriptor& request) {
  start();
  if (process_ <= 0) return {Outcome::Kind::unready, {}, "the system starts no process."};
  if (!ready_)
    if (auto outcome = wait_until_ready(); !ready_) return outcome;
  if (!send(socket_.number(),
            {MessageKind::request, 0, Descriptor(::fcntl(request.number(), F_DUPFD_CLOEXEC, 0))}))
    return {Outcome::Kind::gone};
  Outcome outcome{Outcome::Kind::told};
  const int most = static_cast<int>(options_.limits.wall_seconds) * 1000 + grace_milliseconds;
  const auto heard = receive(socket_.number(), outcome.message, most);
  if (heard == Heard::nothing) return {Outcome::Kind::silent};
  if (heard == Heard::gone) return {Outcome::Kind::gone};
  return outcome;
}

Worker::Outcome Worker::ask(const Descriptor& request) {
  auto outcome = asked(request);
  if (outcome.kind != Outcome::Kind::told) end();
  return outcome;
}

void Worker::end() {
  socket_.close();
  if (process_ > 0) reap(process_);
  process_ = -1;
  ready_ = false;
}

}  // namespace stp
