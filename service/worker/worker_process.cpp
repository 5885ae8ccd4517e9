#include "service/worker/worker_process.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "service/files/read_pipeline.h"
#include "service/worker/children.h"

namespace stp {

namespace {

struct Arguments {
  int socket = -1, niceness = 0;
  WorkerLimits limits{};
  std::string templates;
};

std::optional<Arguments> read(const std::vector<std::string>& given) try {
  if (given.size() != 7) return std::nullopt;
  Arguments all;
  all.socket = std::stoi(given[0]);
  all.limits = {std::stoull(given[1]), static_cast<unsigned>(std::stoul(given[2])),
                static_cast<unsigned>(std::stoul(given[3])), std::stoull(given[4])};
  all.niceness = std::stoi(given[5]);
  all.templates = given[6];
  return all;
} catch (const std::logic_error&) {
  return std::nullopt;
}

// The service ends its workers by closing their sockets, after what is running is done; a stop that reaches
// the whole group of processes is its business.
void leave_stopping_to_the_service() {
  for (const int one : {SIGTERM, SIGINT, SIGHUP, SIGPIPE}) std::signal(one, SIG_IGN);
}

void say_unready(int socket, const Refusal& refusal) {
  Message message{MessageKind::unready, 0, memory_file()};
  write_all(message.file.number(), to_text(refusal));
  send(socket, message);
}

}  // namespace

std::vector<std::string> worker_arguments(int socket, const WorkersOptions& options) {
  const auto& limits = options.limits;
  return {std::to_string(socket),
          std::to_string(limits.memory_bytes),
          std::to_string(limits.cpu_seconds),
          std::to_string(limits.wall_seconds),
          std::to_string(limits.answer_bytes),
          std::to_string(options.niceness),
          options.templates};
}

int run_worker(const std::vector<std::string>& given, RunRequest run) {
  constexpr int wrong_usage = 64;
  const auto arguments = read(given);
  if (!arguments) {
    std::fprintf(stderr, "worker: is started by the service, not by a person\n");
    return wrong_usage;
  }
  leave_stopping_to_the_service();
  ::setpriority(PRIO_PROCESS, 0, arguments->niceness);
  ::tzset();  // reads a file; a caged child cannot
  auto pipeline = read_pipeline(arguments->templates);
  if (!pipeline) {
    say_unready(arguments->socket, pipeline.error());
    return 1;
  }
  serve_requests(arguments->socket, arguments->limits, *pipeline, run);
  return 0;
}

}  // namespace stp
