#include "service/worker/workers.h"

#include <fmt/format.h>
#include <spawn.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <cstring>
#include <mutex>

#include "service/worker/descriptors.h"
#include "service/worker/packing.h"
#include "service/worker/worker_process.h"

extern char** environ;

namespace stp {

namespace {

constexpr int worker_socket = 3;                 // in the worker
constexpr int start_milliseconds = 60'000;       // to read the templates
constexpr int spare_milliseconds = 30'000;       // beyond the wall-clock limit, which the worker itself holds
constexpr std::uint64_t most_words = 64u << 10;  // of a refusal of the templates, or of a defect

std::string files_in_words(const Request& request) {
  std::string names;
  for (const auto& [input, files] : request.files)
    for (const auto& file : files) names += (names.empty() ? "" : ", ") + file.name;
  return names.size() > 300 ? names.substr(0, 300) + " ..." : names;
}

Refusal crashed(const Request& request, const std::string& how) {
  return {"worker-crashed", "Reading this ended in a fault of the program that reads (" + how + ").",
          files_in_words(request),
          "Open the workbook in a spreadsheet program, save it again as .xlsx and send that. The service and "
          "other "
          "files are not affected."};
}
Refusal too_long(const Request& request, const WorkerLimits& limits) {
  return {"worker-time", fmt::format("Reading this takes longer than {} seconds.", limits.cpu_seconds),
          files_in_words(request),
          "Remove unused sheets, rows and columns, or send the sections as separate workbooks."};
}
Refusal too_much_memory(const Request& request, const WorkerLimits& limits) {
  return {"worker-memory",
          fmt::format("Reading this takes more than {} MiB of memory.", limits.memory_bytes >> 20),
          files_in_words(request),
          "Remove unused sheets, rows and columns, or send the sections as separate workbooks."};
}
Refusal answer_too_large(const Request& request, const WorkerLimits& limits) {
  return {"worker-answer",
          fmt::format("The answer to this is larger than {} MiB.", limits.answer_bytes >> 20),
          files_in_words(request), "Ask for fewer files at a time."};
}
Refusal stopped() {
  return {"workers-stopped", "The service is stopping.", "", "Ask again when it has started again."};
}
Refusal no_worker(const std::string& why) {
  return {"workers-stopped", "The process that reads files cannot be started: " + why, "",
          "Ask the operator to run stp doctor."};
}

// One `stp worker` and the socket to it.
class Worker {
 public:
  explicit Worker(const WorkersOptions& options) : options_(options) {}
  ~Worker() { end(); }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  Result<void> start() {
    if (socket_) return {};
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
      return refuse(no_worker(std::strerror(errno)));
    socket_ = Descriptor(ends[0]);
    const Descriptor theirs(ends[1]);
    if (const int error = spawn(theirs.number()); error != 0) {
      socket_.close();
      return refuse(no_worker(std::strerror(error)));
    }
    return wait_until_ready();
  }

  // Nothing: the worker itself has ended.
  std::optional<Message> ask(const std::string& packed) {
    Message request{Word::request, 0, memory_file()};
    if (!request.file || !write_all(request.file.number(), packed)) return Message{Word::no_memory};
    Message outcome;
    const int patience = static_cast<int>(options_.limits.wall_seconds) * 1000 + spare_milliseconds;
    if (send(socket_.number(), request) && receive(socket_.number(), outcome, patience) == Heard::message)
      return outcome;
    end();
    return std::nullopt;
  }

 private:
  int spawn(int theirs) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, theirs, worker_socket);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none, usual;
    sigemptyset(&none);
    sigfillset(&usual);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    auto arguments = worker_arguments(worker_socket, options_);
    arguments.insert(arguments.begin(), {"stp", "worker"});
    std::vector<char*> given;
    for (auto& one : arguments) given.push_back(one.data());
    given.push_back(nullptr);
    const std::string program = options_.program.empty() ? "/proc/self/exe" : options_.program;
    const int error = ::posix_spawn(&process_, program.c_str(), &actions, &attributes, given.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
  }

  Result<void> wait_until_ready() {
    Message word;
    const auto heard = receive(socket_.number(), word, start_milliseconds);
    if (heard == Heard::message && word.word == Word::ready) return {};
    const auto why = word.file ? read_whole(word.file.number(), most_words) : std::nullopt;
    end();
    return refuse(no_worker(why.value_or("it ended before it was ready")));
  }

  void end() {
    socket_.close();
    if (process_ <= 0) return;
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) continue;
    process_ = -1;
  }

  const WorkersOptions& options_;
  Descriptor socket_;
  pid_t process_ = -1;
};

}  // namespace

struct Workers::Inner {
  explicit Inner(WorkersOptions given) : options(std::move(given)) {
    for (std::size_t i = 0; i < std::max<std::size_t>(1, options.count); ++i)
      free.push_back(std::make_unique<Worker>(options));
  }

  std::unique_ptr<Worker> take(bool urgent) {
    std::unique_lock lock(mutex);
    auto& line = urgent ? urgent_waiting : waiting;
    ++line;
    changed.wait(lock, [&] { return stopping || (!free.empty() && (urgent || urgent_waiting == 0)); });
    --line;
    if (stopping) return nullptr;
    auto worker = std::move(free.back());
    free.pop_back();
    ++state.running;
    return worker;
  }
  void give_back(std::unique_ptr<Worker> worker, bool refused) {
    {
      const std::lock_guard lock(mutex);
      free.push_back(std::move(worker));
      --state.running;
      ++(refused ? state.refused : state.answered);
    }
    changed.notify_all();
  }

  Result<Answer> read(const Request& request, const Message& outcome) const {
    const auto words = [&] {
      return outcome.file ? read_whole(outcome.file.number(), most_words) : std::nullopt;
    };
    switch (outcome.word) {
      case Word::answered: {
        const auto bytes =
            outcome.file ? read_whole(outcome.file.number(), options.limits.answer_bytes) : std::nullopt;
        return bytes ? unpack_answer(*bytes) : refuse(crashed(request, "its answer cannot be read"));
      }
      case Word::took_long:
        return refuse(too_long(request, options.limits));
      case Word::no_memory:
        return refuse(too_much_memory(request, options.limits));
      case Word::too_large:
        return refuse(answer_too_large(request, options.limits));
      case Word::no_cage:
        return refuse(no_worker("it cannot be confined on this system"));
      case Word::signalled:
        if (outcome.detail == SIGXCPU) return refuse(too_long(request, options.limits));
        if (outcome.detail == SIGXFSZ) return refuse(answer_too_large(request, options.limits));
        return refuse(crashed(request, fmt::format("signal {}", outcome.detail)));
      default:
        spdlog::critical("a defect met while reading {}: {}", files_in_words(request), words().value_or(""));
        return refuse(crashed(request, "a defect of ours"));
    }
  }

  // A worker that ended by itself (killed from outside) says nothing of the request: another one tries once
  // more.
  Result<Answer> answer(Worker& worker, const Request& request) {
    const std::string packed = pack(request);
    for (int tries = 0; tries < 2; ++tries) {
      if (auto started = worker.start(); !started) return refuse(started.error());
      if (const auto outcome = worker.ask(packed)) return read(request, *outcome);
    }
    return refuse(crashed(request, "the reading process ended"));
  }

  WorkersOptions options;
  mutable std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::unique_ptr<Worker>> free;
  std::size_t waiting = 0, urgent_waiting = 0;
  bool stopping = false;
  State state;
};

Workers::Workers(WorkersOptions options) : inner_(std::make_unique<Inner>(std::move(options))) {}

Workers::~Workers() {
  std::unique_lock lock(inner_->mutex);
  inner_->stopping = true;
  inner_->changed.notify_all();
  inner_->changed.wait(lock, [this] { return inner_->state.running == 0; });
}

Result<Answer> Workers::run(const Request& request, bool urgent) {
  auto worker = inner_->take(urgent);
  if (!worker) return refuse(stopped());
  auto answered = inner_->answer(*worker, request);
  const bool ours = !answered && answered.error().code.starts_with("worker");
  inner_->give_back(std::move(worker), ours);
  return answered;
}

Workers::State Workers::state() const {
  const std::lock_guard lock(inner_->mutex);
  State now = inner_->state;
  now.waiting = inner_->waiting + inner_->urgent_waiting;
  return now;
}

}  // namespace stp
