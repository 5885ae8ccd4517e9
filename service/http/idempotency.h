// Idempotency-Key: a request sent again under its key is answered as the first time, and done once.
#pragma once

#include <functional>
#include <optional>

#include "service/http/message.h"

namespace stp {

struct KeptAnswer {
  std::string fingerprint;             // of the request that took the key
  std::optional<HttpAnswer> answer{};  // none: it is still being worked on
};

// Where keys are kept, at least for a day. Keys of different callers never meet.
class IdempotencyKeys {
 public:
  virtual ~IdempotencyKeys() = default;
  // Takes the key for this request and gives nothing; or gives what was kept. Of two at once only one takes
  // it. A key whose request has no answer because its process died is taken over.
  virtual std::optional<KeptAnswer> take(const std::string& caller, const std::string& key,
                                         const std::string& fingerprint) = 0;
  virtual void keep(const std::string& caller, const std::string& key, const HttpAnswer& answer) = 0;
  virtual void release(const std::string& caller,
                       const std::string& key) = 0;  // it failed: to be tried again
};

std::string fingerprint_of(const HttpRequest& request);  // method, path, query and everything in the body
// With the header: the answer kept for it, 422 for another request under the same key, 409 while the first is
// still running, else `handle`'s own, kept unless it is 5xx. Without the header: `handle`.
HttpAnswer once(IdempotencyKeys& keys, const HttpRequest& request,
                const std::function<HttpAnswer(const HttpRequest&)>& handle);

}  // namespace stp
