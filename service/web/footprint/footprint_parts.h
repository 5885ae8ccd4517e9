// The footprint's pages.
#pragma once

#include "service/desk/desk.h"
#include "service/http/message.h"

namespace stp {

HttpAnswer overview_page(const Desk& desk, const HttpRequest& request);
HttpAnswer figures_page(const Desk& desk, const HttpRequest& request);
HttpAnswer mismatches_page(const Desk& desk, const HttpRequest& request);
HttpAnswer bridge_page(const Desk& desk, const HttpRequest& request);
HttpAnswer compare_page(const Desk& desk, const HttpRequest& request);
HttpAnswer explain_page(const Desk& desk, const HttpRequest& request);

}  // namespace stp
