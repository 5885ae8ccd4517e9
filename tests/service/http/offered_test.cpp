#include <catch2/catch.hpp>

#include "service/http/offered.h"

using namespace stp;

namespace {

int status_when_asked(const Route& route, const std::string& accept) {
  HttpRequest request;
  request.headers.emplace("accept", accept);
  return with_offered_only(route).handle(request).status;
}

Route giving(std::vector<std::string> media_types) {
  Route route;
  route.responses = {{200, "", std::move(media_types)}, {404, "", {"application/problem+json"}}};
  route.handle = [](const HttpRequest&) { return HttpAnswer{}; };
  return route;
}

}  // namespace

TEST_CASE("who asks a route that gives JSON alone for something else is told so") {
  const Route json = giving({"application/json"});
  for (const char* accept :
       {"", "*/*", "application/*", "application/json", "text/csv, application/json;q=0.1"})
    CHECK(status_when_asked(json, accept) == 200);
  for (const char* accept : {"text/csv", "application/json;q=0", "text/html, text/csv"})
    CHECK(status_when_asked(json, accept) == 406);
}

TEST_CASE("a route that gives several formats, or none, chooses by itself") {
  CHECK(status_when_asked(giving({"application/json", "text/csv"}), "image/png") == 200);
  CHECK(status_when_asked(giving({"application/octet-stream"}), "application/json") == 200);
  CHECK(status_when_asked(giving({}), "text/csv") == 200);
}
