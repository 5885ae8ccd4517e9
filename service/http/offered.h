// What a request would accept, held against what its route gives: who asks a table as CSV of a route that has
// JSON alone is told so, and does not read JSON as if it were CSV.
#pragma once

#include "service/http/route.h"

namespace stp {

bool gives_json_alone(const Route& route);  // when it succeeds
Route with_offered_only(Route route);       // of those that give JSON alone; others choose by themselves

}  // namespace stp
