// Each verb of the table as a route, derived from its declaration alone: nothing is kept, the answer is the
// very document of the command line.
#pragma once

#include "service/desk/desk.h"
#include "service/http/route.h"
#include "service/verbs/verbs.h"

namespace stp {

// POST /api/v1/<verb> for every verb; GET /api/v1/rules, /lines and one of each.
Routes verb_routes(const Desk& desk);
Route verb_route(const Desk& desk, const Verb& verb);

// Of the request's form and query, what the verb declares; what it does not declare is passed on for it to
// refuse. Names in `taken` are not options.
Result<Request> request_of(const Verb& verb, const HttpRequest& request,
                           const std::vector<std::string>& taken = {});
// Chooses the format, runs the verb in a cage and answers with its document.
HttpAnswer answer_by_verb(const Desk& desk, const Verb& verb, const HttpRequest& request, Request asked);
// The options of a verb as parameters of a query.
std::vector<RouteParameter> option_parameters(const Verb& verb);
std::vector<RouteResponse> verb_responses(const Verb& verb);

// Of a verb's name: the name of what it answers, among the schemas.
std::string capitalised(std::string text);

}  // namespace stp
