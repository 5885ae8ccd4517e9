// Long lists come in pages: ?limit=50&before=CURSOR, and a Link header to the next page (RFC 8288).
#pragma once

#include <cstdint>
#include <vector>

#include "calc/base/result.h"
#include "service/http/route.h"

namespace stp {

struct PageAsked {
  std::size_t limit = 50;
  std::int64_t before = 0;  // 0: from the newest
};
inline constexpr std::size_t most_on_a_page = 500;
Result<PageAsked> page_asked(const HttpRequest& request, std::size_t usual_limit = 50);
// Where more follow: the cursor of the next page, which is the last one shown on this.
void link_next(HttpAnswer& answer, const HttpRequest& request, const PageAsked& asked, std::int64_t cursor);
std::vector<RouteParameter> page_parameters();  // for the route's record

}  // namespace stp
