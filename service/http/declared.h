// What a request says beside its path, held against what its route declares: a name or a value that means
// nothing here is refused, so that a slip of the pen is never answered as if it had not been said.
#pragma once

#include <optional>

#include "service/http/route.h"

namespace stp {

// The first parameter of the query, or field of a form, that is not as declared; an empty one says nothing.
std::optional<Refusal> undeclared(const Route& route, const HttpRequest& request);
// One value against the choices declared for it; `where`: "query state", "field decision".
std::optional<Refusal> not_among(const std::vector<std::string>& choices, const std::string& value,
                                 const std::string& where);
Route with_declared_only(Route route);  // its handler is reached by requests that are as declared

}  // namespace stp
