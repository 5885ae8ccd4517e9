// Answers kept for requests that come again under their Idempotency-Key: in the database, so that it does not
// matter which process is asked. What an answer says of a secret is not kept.
#pragma once

#include <memory>

#include "service/desk/desk.h"
#include "service/http/idempotency.h"
#include "service/http/route.h"

namespace stp {

std::unique_ptr<IdempotencyKeys> kept_answers(const Desk& desk);
// Routes that are not repeatable are left as they are.
Route with_kept_answers(std::shared_ptr<IdempotencyKeys> keys, Route route);

}  // namespace stp
