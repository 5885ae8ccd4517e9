#include "service/http/idempotency.h"

#include <algorithm>

#include "calc/base/sha256.h"

namespace stp {

namespace {

HttpAnswer refused(const Refusal& refusal) { return problem(status_of(refusal), refusal); }

// To be waited for, unlike other conflicts.
HttpAnswer still_running() {
  HttpAnswer answer = refused({"still-running", "The first request with this key is still running.",
                               "header idempotency-key", "Wait as Retry-After says, then send it again."});
  answer.headers.emplace_back("Retry-After", "5");
  return answer;
}

bool sound(const std::string& key) {
  return key.size() <= 200 &&
         std::all_of(key.begin(), key.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

// Lengths before texts, so that no two requests write the same.
void put(std::string& all, const std::string& text) { all += std::to_string(text.size()) + ":" + text; }

void put_fields(std::string& all, const std::multimap<std::string, std::string>& fields) {
  all += std::to_string(fields.size()) + ";";
  for (const auto& [name, value] : fields) {
    if (name == "csrf") continue;  // of the session, not of what is asked
    put(all, name);
    put(all, value);
  }
}

}  // namespace

std::string fingerprint_of(const HttpRequest& request) {
  std::string all;
  put(all, request.method);
  put(all, request.path);
  put_fields(all, request.query);
  put_fields(all, request.form);
  for (const UploadedFile& file : request.files) {
    put(all, file.field);
    put(all, file.name);
    put(all, sha256(file.bytes));
  }
  put(all, sha256(request.body));
  return sha256(all);
}

HttpAnswer once(IdempotencyKeys& keys, const HttpRequest& request,
                const std::function<HttpAnswer(const HttpRequest&)>& handle) {
  const std::string key = request.header("idempotency-key");
  if (key.empty()) return handle(request);
  if (!sound(key))
    return refused({"bad-field",
                    "The idempotency key is longer than 200 characters or has characters it may not have.",
                    "header idempotency-key", "Use a random UUID."});
  const std::string fingerprint = fingerprint_of(request);
  if (const auto kept = keys.take(request.caller.name, key, fingerprint)) {
    if (kept->fingerprint != fingerprint)
      return refused({"key-used-otherwise", "This idempotency key was used for another request.",
                      "header idempotency-key",
                      "Use a new key for each request; the same only to send the same again."});
    if (!kept->answer) return still_running();
    HttpAnswer again = *kept->answer;
    again.headers.emplace_back("Idempotent-Replayed", "true");
    return again;
  }
  try {
    HttpAnswer answer = handle(request);
    if (answer.status >= 500)
      keys.release(request.caller.name, key);
    else
      keys.keep(request.caller.name, key, answer);
    return answer;
  } catch (...) {
    keys.release(request.caller.name, key);
    throw;
  }
}

}  // namespace stp
