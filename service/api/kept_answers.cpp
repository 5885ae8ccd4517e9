#include "service/api/kept_answers.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "service/store/repeats.h"

namespace stp {

using Json = nlohmann::ordered_json;

namespace {

// A living process renews its hold on a key in time; a dead one's is taken over when it has run out.
constexpr int day = 24 * 60 * 60, lease_seconds = 20;
constexpr std::size_t most_answer = 1u << 20;

bool secret(const HttpAnswer& answer) {
  return std::any_of(answer.headers.begin(), answer.headers.end(), [](const auto& header) {
    return header.first == "Cache-Control" && header.second.find("no-store") != std::string::npos;
  });
}

HttpAnswer done_in_secret() {
  return problem(409,
                 {"already-done", "This was done before; its answer held a secret and was not kept.",
                  "header Idempotency-Key", "Revoke what was made, and make it anew under another key."});
}

std::string packed(const HttpAnswer& answer) {
  if (secret(answer) && answer.status < 300) return packed(done_in_secret());
  Json headers = Json::array();
  for (const auto& [name, value] : answer.headers) headers.push_back({name, value});
  return Json{{"status", answer.status},
              {"media_type", answer.media_type},
              {"headers", headers},
              {"body", answer.body}}
      .dump(-1, ' ', false, Json::error_handler_t::replace);
}

HttpAnswer unpacked(const std::string& text) {
  const Json kept = Json::parse(text);
  HttpAnswer answer{kept.at("status"), kept.at("media_type"), kept.at("body")};
  for (const Json& header : kept.at("headers")) answer.headers.emplace_back(header.at(0), header.at(1));
  return answer;
}

// Renews the leases of the keys this process works under, until it is ended.
class Leases {
 public:
  Leases(const Desk& desk, std::chrono::milliseconds renewal)
      : desk_(desk), renewal_(renewal), thread_([this] { renew(); }) {}
  ~Leases() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    wake_.notify_one();
    thread_.join();
  }
  Leases(const Leases&) = delete;
  Leases& operator=(const Leases&) = delete;

  void add(const std::string& caller, const std::string& key) {
    const std::lock_guard lock(mutex_);
    held_.emplace(caller, key);
    wake_.notify_one();
  }
  void remove(const std::string& caller, const std::string& key) {
    const std::lock_guard lock(mutex_);
    held_.erase({caller, key});
  }

 private:
  using Held = std::set<std::pair<std::string, std::string>>;

  void renew() {
    std::unique_lock lock(mutex_);
    for (;;) {
      wake_.wait(lock, [this] { return ended_ || !held_.empty(); });
      if (wake_.wait_for(lock, renewal_, [this] { return ended_; })) return;
      const Held held = held_;
      lock.unlock();
      renew(held);
      lock.lock();
    }
  }
  void renew(const Held& held) try {
    desk_.database.write([&](DbSession& session) {
      for (const auto& [caller, key] : held)
        renew_repeat(session, {desk_.footprint, caller, key}, desk_.process, desk_.now());
    });
  } catch (const StoreUnavailable&) {  // logged by the database
  } catch (const std::exception& trouble) {
    spdlog::warn("the lease of an idempotency key could not be renewed: {}", trouble.what());
  }

  const Desk& desk_;
  std::chrono::milliseconds renewal_;
  std::mutex mutex_;
  std::condition_variable wake_;
  Held held_;
  bool ended_ = false;
  std::thread thread_;
};

class KeptAnswers : public IdempotencyKeys {
 public:
  KeptAnswers(const Desk& desk, std::chrono::milliseconds renewal) : desk_(desk), leases_(desk, renewal) {}

  std::optional<KeptAnswer> take(const std::string& caller, const std::string& key,
                                 const std::string& fingerprint) override {
    const std::string now = desk_.now();
    std::optional<Repeat> found;
    desk_.database.write([&](DbSession& session) {
      found = begin_repeat(session, {desk_.footprint, caller, key}, fingerprint,
                           {desk_.process, now, utc_in(now, -lease_seconds)}, utc_in(now, -day));
    });
    if (!found) {
      leases_.add(caller, key);
      return {};
    }
    KeptAnswer kept{found->fingerprint};
    if (found->done) kept.answer = unpacked(found->answer);
    return kept;
  }

  void keep(const std::string& caller, const std::string& key, const HttpAnswer& answer) override {
    const std::string text = packed(answer);
    leases_.remove(caller, key);
    desk_.database.write([&](DbSession& session) {
      const RepeatKey whole{desk_.footprint, caller, key};
      text.size() > most_answer ? forget_repeat(session, whole, desk_.process)
                                : keep_repeat(session, whole, desk_.process, text);
    });
  }

  void release(const std::string& caller, const std::string& key) override {
    leases_.remove(caller, key);
    desk_.database.write([&](DbSession& session) {
      forget_repeat(session, {desk_.footprint, caller, key}, desk_.process);
    });
  }

 private:
  const Desk& desk_;
  Leases leases_;
};

}  // namespace

std::unique_ptr<IdempotencyKeys> kept_answers(const Desk& desk, std::chrono::milliseconds renewal) {
  return std::make_unique<KeptAnswers>(desk, renewal);
}

Route with_kept_answers(std::shared_ptr<IdempotencyKeys> keys, Route route) {
  if (!route.repeatable) return route;
  route.handle = [keys = std::move(keys), handle = std::move(route.handle)](const HttpRequest& request) {
    return once(*keys, request, handle);
  };
  return route;
}

}  // namespace stp
