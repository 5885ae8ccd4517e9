// The rule book and the line dictionary, from the same verbs as on the command line.
#pragma once

#include "service/desk/desk.h"
#include "service/http/message.h"
#include "service/web/parts/form.h"

namespace stp {

std::string asked_edition(const Desk& desk, const HttpRequest& request);  // default: of the current round
Field edition_field(const Desk& desk, const std::string& chosen);
HttpAnswer rules_page(const Desk& desk, const HttpRequest& request);
HttpAnswer rule_page(const Desk& desk, const HttpRequest& request);
HttpAnswer lines_page(const Desk& desk, const HttpRequest& request);
HttpAnswer line_page(const Desk& desk, const HttpRequest& request);

}  // namespace stp
