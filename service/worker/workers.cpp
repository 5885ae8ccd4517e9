#include "service/worker/workers.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <set>

#include "service/worker/packing.h"
#include "service/worker/words.h"

namespace stp {

namespace {

// Whether an answer is what was asked for: it comes from a process that read somebody's file.
bool fits(const Answer& answer, const Request& request) {
  const Verb* asked = verb(request.verb);
  if (asked == nullptr) return answer.documents.empty();
  const auto plain = [](unsigned char c) {
    return c >= 0x20 && c != 0x7F && c != '/' && c != '\\' && c != '"';
  };
  return std::all_of(answer.documents.begin(), answer.documents.end(), [&](const Document& one) {
    return std::all_of(one.file_name.begin(), one.file_name.end(), plain) &&
           std::any_of(asked->formats.begin(), asked->formats.end(), [&](const VerbFormat& format) {
             return format.name == one.format && format.media_type == one.media_type;
           });
  });
}

// For the log: a child's own words, of which anything may be said.
std::string printable(std::string words) {
  constexpr std::size_t most = 300;
  words.resize(std::min(words.size(), most));
  std::replace_if(
      words.begin(), words.end(), [](unsigned char c) { return c < 0x20 || c > 0x7E; }, '?');
  return words;
}

}  // namespace

struct Workers::Inner {
  WorkersOptions options;
  mutable std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::unique_ptr<Worker>> all;
  std::vector<Worker*> free;
  std::set<std::pair<bool, std::uint64_t>> waiting;  // urgent ones first, each in order of coming
  std::uint64_t tickets = 0;
  State counts;
  bool stopping = false;

  explicit Inner(WorkersOptions given) : options(std::move(given)) {
    for (std::size_t i = 0; i < std::max<std::size_t>(options.count, 1); ++i) {
      all.push_back(std::make_unique<Worker>(options));
      all.back()->start();
      free.push_back(all.back().get());
    }
  }

  Worker* take_turn(bool urgent) {
    std::unique_lock lock(mutex);
    const auto mine = waiting.insert({!urgent, tickets++}).first;
    changed.wait(lock, [&] { return stopping || (!free.empty() && mine == waiting.begin()); });
    waiting.erase(mine);
    Worker* worker = nullptr;
    if (!stopping) {
      worker = free.back();
      free.pop_back();
    }
    changed.notify_all();
    return worker;
  }

  void give_back(Worker* worker, bool answered) {
    const std::lock_guard lock(mutex);
    ++(answered ? counts.answered : counts.refused);
    free.push_back(worker);
    changed.notify_all();
  }

  void stop() {
    std::unique_lock lock(mutex);
    stopping = true;
    changed.notify_all();
    changed.wait(lock, [&] { return free.size() == all.size() && waiting.empty(); });
  }

  Result<Answer> told(const Message& outcome, const Request& request) const {
    if (outcome.kind == MessageKind::answered) {
      const auto bytes = read_whole(outcome.file.number(), options.limits.answer_bytes);
      if (!bytes) return refuse(not_understood(request));
      auto answer = unpack_answer(*bytes);
      if (answer && !fits(*answer, request)) return refuse(not_understood(request));
      if (!answer && answer.error().code == broken_packing) return refuse(not_understood(request));
      return answer;
    }
    const auto words = outcome.kind == MessageKind::defect && outcome.file
                           ? read_whole(outcome.file.number(), options.limits.answer_bytes).value_or("")
                           : "";
    const auto refusal = refusal_of(outcome, request, options.limits);
    spdlog::warn("{} of {}: {} (signal {}) {}", request.verb, printable(files_named(request)), refusal.code,
                 outcome.detail, printable(words));
    return refuse(refusal);
  }

  // A worker that is gone may have been ended by anybody, and is not the file's fault the first time.
  Result<Answer> asked(Worker& worker, const Request& request, const Descriptor& packed) const {
    auto outcome = worker.ask(packed);
    using Kind = Worker::Outcome::Kind;
    if (outcome.kind == Kind::gone || outcome.kind == Kind::unready) {
      spdlog::warn("a worker process has ended; another is started");
      outcome = worker.ask(packed);
    }
    if (outcome.kind == Kind::told) return told(outcome.message, request);
    const auto refusal = refusal_of(outcome, request, options.limits);
    spdlog::error("{} of {}: {}", request.verb, printable(files_named(request)), printable(to_text(refusal)));
    return refuse(refusal);
  }
};

Workers::Workers(WorkersOptions options) : inner_(std::make_unique<Inner>(std::move(options))) {}

Workers::~Workers() { inner_->stop(); }

Result<Answer> Workers::run(const Request& request, bool urgent) {
  const Descriptor packed = memory_file();
  if (!packed || !write_all(packed.number(), pack(request))) return refuse(no_room(request));
  Worker* worker = inner_->take_turn(urgent);
  if (worker == nullptr) return refuse(stopped());
  bool answered = false;
  const auto give_back = [&](Worker* one) { inner_->give_back(one, answered); };
  const std::unique_ptr<Worker, decltype(give_back)> turn(worker, give_back);
  auto answer = inner_->asked(*turn, request, packed);
  answered = answer || !answer.error().code.starts_with("worker");
  return answer;
}

Workers::State Workers::state() const {
  const std::lock_guard lock(inner_->mutex);
  State state = inner_->counts;
  state.running = inner_->all.size() - inner_->free.size();
  state.waiting = inner_->waiting.size();
  for (const auto& one : inner_->all) state.started += one->started();
  return state;
}

}  // namespace stp
