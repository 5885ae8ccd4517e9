// The one place where it is decided whether a request may reach its handler: who asks, for which place, and
// whether the browser's own page sent it.
#pragma once

#include <optional>

#include "service/http/route.h"

namespace stp {

// Before the body is read: nobody's bytes are taken who will not be let in anyway.
std::optional<Refusal> refused_at_once(const Route& route, const HttpRequest& request);
// With the form read: the place's people alone, and the session's token on whatever changes something.
std::optional<Refusal> refused_with_body(const Route& route, const HttpRequest& request);

}  // namespace stp
