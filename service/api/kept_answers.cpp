#include "service/api/kept_answers.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "service/store/repeats.h"

namespace stp {

using Json = nlohmann::ordered_json;

namespace {

constexpr int day = 24 * 60 * 60, stalled_after = 5 * 60;
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

class KeptAnswers : public IdempotencyKeys {
 public:
  explicit KeptAnswers(const Desk& desk) : desk_(desk) {}

  std::optional<KeptAnswer> take(const std::string& caller, const std::string& key,
                                 const std::string& fingerprint) override {
    const std::string now = desk_.now();
    std::optional<Repeat> found;
    desk_.database.write([&](DbSession& session) {
      found = begin_repeat(session, {desk_.footprint, caller, key}, fingerprint, now, utc_in(now, -day),
                           utc_in(now, -stalled_after));
    });
    if (!found) return {};
    KeptAnswer kept{found->fingerprint};
    if (found->done) kept.answer = unpacked(found->answer);
    return kept;
  }

  void keep(const std::string& caller, const std::string& key, const HttpAnswer& answer) override {
    const std::string text = packed(answer);
    desk_.database.write([&](DbSession& session) {
      const RepeatKey whole{desk_.footprint, caller, key};
      text.size() > most_answer ? forget_repeat(session, whole) : keep_repeat(session, whole, text);
    });
  }

  void release(const std::string& caller, const std::string& key) override {
    desk_.database.write([&](DbSession& session) { forget_repeat(session, {desk_.footprint, caller, key}); });
  }

 private:
  const Desk& desk_;
};

}  // namespace

std::unique_ptr<IdempotencyKeys> kept_answers(const Desk& desk) {
  return std::make_unique<KeptAnswers>(desk);
}

Route with_kept_answers(std::shared_ptr<IdempotencyKeys> keys, Route route) {
  if (!route.repeatable) return route;
  route.handle = [keys = std::move(keys), handle = std::move(route.handle)](const HttpRequest& request) {
    return once(*keys, request, handle);
  };
  return route;
}

}  // namespace stp
