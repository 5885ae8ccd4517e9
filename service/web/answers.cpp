#include "service/web/answers.h"

#include <deque>
#include <mutex>

namespace stp {

namespace {

using Documents = std::vector<std::string>;

// Bounded in bytes; the oldest goes first.
class Remembered {
 public:
  std::optional<Documents> find(const std::string& key) {
    const std::lock_guard guard(lock_);
    const auto found = answers_.find(key);
    if (found == answers_.end()) return {};
    return found->second;
  }
  void keep(const std::string& key, const Documents& documents) {
    const std::lock_guard guard(lock_);
    if (!answers_.emplace(key, documents).second) return;
    order_.push_back(key);
    bytes_ += size(documents);
    while (bytes_ > most_bytes && !order_.empty()) {
      bytes_ -= size(answers_[order_.front()]);
      answers_.erase(order_.front());
      order_.pop_front();
    }
  }

 private:
  static constexpr std::size_t most_bytes = 16u << 20;
  static std::size_t size(const Documents& documents) {
    std::size_t bytes = 0;
    for (const auto& one : documents) bytes += one.size();
    return bytes;
  }
  std::mutex lock_;
  std::map<std::string, Documents> answers_;
  std::deque<std::string> order_;
  std::size_t bytes_ = 0;
};

Remembered& remembered() {
  static Remembered one;
  return one;
}

std::string key_of(const Asked& asked) {
  std::string key = asked.verb;
  for (const auto& [name, hash] : asked.files) key += "\n" + name + " " + hash;
  for (const auto& [name, value] : asked.options)
    if (!value.empty()) key += "\n" + name + "=" + value;
  for (const auto& format : asked.formats) key += "\n" + format;
  return key;
}

}  // namespace

Result<std::vector<std::string>> ask(const Desk& desk, const Asked& asked) {
  const std::string key = key_of(asked);
  if (auto known = remembered().find(key)) return *known;
  Request request;
  request.verb = asked.verb;
  request.formats = asked.formats;
  for (const auto& [name, hash] : asked.files) {
    auto bytes = desk.bytes.read(hash);
    if (!bytes) return refuse(bytes.error());
    request.files[name].push_back({name + asked.ending, "", std::move(*bytes)});
  }
  for (const auto& [name, value] : asked.options)
    if (!value.empty()) request.options[name] = {value};
  auto answer = desk.workers.run(request, true);
  if (!answer) return refuse(answer.error());
  Documents documents;
  for (const auto& format : asked.formats) documents.push_back(answer->document(format)->bytes);
  remembered().keep(key, documents);
  return documents;
}

}  // namespace stp
