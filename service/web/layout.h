// The frame around every page: header, navigation by role, breadcrumbs, what went wrong or was done, footer.
// A page is its title and a body made of parts (service/web/parts/parts.h) or of a template of its own.
#pragma once

#include <string>
#include <vector>

#include "service/http/route.h"
#include "service/report/page.h"

namespace stp {

enum class Tab { none, home, upload, ours, footprint, templates, administration };
struct Crumb {
  std::string label, href;
};
struct PageError {
  std::string text;
  std::string field;  // name of the field to go to; "" none
};
struct Page {
  std::string title;
  Tab tab = Tab::none;
  std::vector<Crumb> crumbs{};      // above this page, outermost first
  std::vector<PageError> errors{};  // shown at the top, each leading to its field
  std::string done{};               // "The return was submitted."
  std::string caption{};            // small, above the title
  Html body{};
  int status = 200;
};
HttpAnswer page(const HttpRequest& request, const Page& page);

// A route of a page; one that takes a form is a POST.
Route page_route(std::string method, std::string pattern, std::string name, std::string summary, Need need,
                 std::function<HttpAnswer(const HttpRequest&)> handle);

// A refusal in plain words: what, where, how to mend.
HttpAnswer page_of_refusal(int status, const Refusal& refusal, const HttpRequest& request);

// What the frame says of the service as a whole. Set once, before the first request.
struct ServiceWords {
  std::string footprint;  // beside the service's name
  std::string notice;     // a line under the header, e.g. that this is a demonstration
};
void describe_service(ServiceWords words);

}  // namespace stp
