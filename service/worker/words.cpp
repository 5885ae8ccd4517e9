#include "service/worker/words.h"

#include <csignal>

namespace stp {

namespace {

const char* const save_again =
    "Open it in Excel, remove what does not belong to the form, save it again as .xlsx and send that. If it "
    "happens "
    "again, tell the people who look after this service.";
const char* const tell = "Try again. If it happens again, tell the people who look after this service.";

std::string remedy(const Request& request) { return request.files.empty() ? tell : save_again; }

Refusal too_hungry(const Request& request, const WorkerLimits& limits) {
  return {"worker-memory",
          "Reading this needs more memory than one request may have (" +
              std::to_string(limits.memory_bytes >> 20) + " MiB), and was stopped.",
          files_named(request), remedy(request)};
}

Refusal too_large(const Request& request, const WorkerLimits& limits) {
  return {"worker-answer",
          "The answer would be larger than an answer may be (" + std::to_string(limits.answer_bytes >> 20) +
              " MiB).",
          files_named(request), "Ask for less at a time: fewer files, or one form of the answer."};
}

Refusal crashed(const Request& request) {
  return {"worker-crashed", "The process that read this broke down, which is a mistake of this program.",
          files_named(request), remedy(request)};
}

// Its code is that of a service that stops: whoever asked keeps the request and asks again later.
Refusal not_started(const Request& request, const std::string& why) {
  return {"workers-stopped",
          "The process that reads files cannot be started" + (why.empty() ? "." : ": " + why),
          files_named(request), "Tell the people who look after this service; the file is not at fault."};
}

}  // namespace

std::string files_named(const Request& request) {
  std::size_t count = 0;
  std::string first;
  for (const auto& [input, files] : request.files)
    for (const auto& file : files)
      if (count++ == 0) first = file.name;
  return count < 2 ? first : std::to_string(count) + " files (" + first + " and others)";
}

Refusal too_slow(const Request& request, const WorkerLimits& limits) {
  return {"worker-time",
          "Reading this took longer than one request may take (" + std::to_string(limits.cpu_seconds) +
              " s of work, " + std::to_string(limits.wall_seconds) + " s in all), and was stopped.",
          files_named(request), remedy(request)};
}

Refusal not_understood(const Request& request) { return crashed(request); }

Refusal stopped() {
  return {"workers-stopped", "The service is being stopped and takes no more to read.", "",
          "Try again in a minute."};
}

Refusal no_room(const Request& request) {
  return {"workers-stopped", "The machine has no memory left to read this.", files_named(request), tell};
}

Refusal refusal_of(const Message& outcome, const Request& request, const WorkerLimits& limits) {
  switch (outcome.kind) {
    case MessageKind::took_long:
      return too_slow(request, limits);
    case MessageKind::no_memory:
      return too_hungry(request, limits);
    case MessageKind::too_large:
      return too_large(request, limits);
    case MessageKind::no_cage:
      return not_started(request, "it cannot be caged.");
    case MessageKind::signalled:
      if (outcome.detail == SIGXCPU) return too_slow(request, limits);
      if (outcome.detail == SIGXFSZ) return too_large(request, limits);
      if (outcome.detail == SIGKILL) return too_hungry(request, limits);  // by the system, for want of memory
      return crashed(request);
    default:
      return crashed(request);
  }
}

Refusal refusal_of(const Worker::Outcome& outcome, const Request& request, const WorkerLimits& limits) {
  using Kind = Worker::Outcome::Kind;
  if (outcome.kind == Kind::unready) return not_started(request, outcome.words);
  return outcome.kind == Kind::silent ? too_slow(request, limits) : crashed(request);
}

}  // namespace stp
