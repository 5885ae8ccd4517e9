// Answers kept for requests that come again under their Idempotency-Key: in the database, so that it does not
// matter which process is asked. What an answer says of a secret is not kept.
#pragma once

#include <chrono>
#include <memory>

#include "service/desk/desk.h"
#include "service/http/idempotency.h"
#include "service/http/route.h"

namespace stp {

// A key in use is leased for 20 seconds and renewed so often; the desk outlives it.
std::unique_ptr<IdempotencyKeys> kept_answers(const Desk& desk,
                                              std::chrono::milliseconds renewal = std::chrono::seconds(5));
// Routes that are not repeatable are left as they are.
Route with_kept_answers(std::shared_ptr<IdempotencyKeys> keys, Route route);

}  // namespace stp
