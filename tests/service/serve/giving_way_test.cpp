// The service's own table: which routes read much, and that a workbook gets its receipt while those are at
// their bound.
#include <spdlog/spdlog.h>

#include <algorithm>
#include <future>
#include <list>
#include <set>

#include "service/desk/rounds.h"
#include "service/http/server.h"
#include "tests/service/http/client.h"
#include "tests/service/serve/whole_service.h"

using namespace stp;
using namespace hostile;

namespace {

Caller somebody(Role role, const std::string& place) { return {"lee", "Lee", {{role, place}}, "", "", true}; }

// Heavy routes do not answer before `go` does.
Routes held_up(Routes all, const std::shared_future<void>& go) {
  for (Route& route : all)
    if (route.heavy)
      route.handle = [go](const HttpRequest&) { return go.wait(), HttpAnswer{204, "", "", {}}; };
  return all;
}

std::string asks(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

}  // namespace

TEST_CASE("what reads much is declared so in the table, and nothing else is") {
  spdlog::set_level(spdlog::level::off);
  const whole::WholeService service;
  std::set<std::string> heavy;
  for (const Route& route : service.routes())
    if (route.heavy) heavy.insert(route.method + " " + route.pattern);
  const std::string total = "GET /api/v1/rounds/{round}/totals/{number}";
  std::set<std::string> wanted{total,
                               total + "/summary",
                               total + "/explain",
                               total + "/bridge",
                               total + "/compare",
                               "GET /api/v1/submissions/{sha256}/report",
                               "GET /api/v1/submissions/{sha256}/file",
                               "GET /api/v1/submissions/{sha256}/filled",
                               "GET /api/v1/places/{place}/returns/{round}/report",
                               "GET /api/v1/log/verification",
                               "GET /api/v1/rules",
                               "GET /api/v1/rules/{id}",
                               "GET /api/v1/lines",
                               "GET /api/v1/lines/{code}",
                               "GET /footprint",
                               "GET /footprint/figures",
                               "GET /footprint/bridge",
                               "GET /footprint/compare",
                               "GET /footprint/explain",
                               "GET /footprint/total.xlsx",
                               "GET /footprint/total.json",
                               "GET /footprint/total.txt",
                               "GET /submissions/{sha256}/file",
                               "GET /submissions/{sha256}/filled",
                               "GET /submissions/{sha256}/cells",
                               "GET /places/{place}/returns/{round}/report.json",
                               "GET /templates/workbook",
                               "GET /admin/log/verification"};
  for (const char* verb :
       {"blank", "fill", "check", "consolidate", "explain", "bridge", "compare", "rules", "lines", "look"})
    wanted.insert(std::string("POST /api/v1/") + verb);
  for (const char* format : {"html", "json", "csv", "text"})
    wanted.insert(std::string("GET /submissions/{sha256}/report.") + format);
  CHECK(heavy == wanted);
}

TEST_CASE(
    "while reports are at their bound a workbook gets its receipt, and one more report 503 with "
    "Retry-After") {
  spdlog::set_level(spdlog::level::off);
  const whole::WholeService service;
  const std::string place = service.place(0), round = "2016-09-16";
  REQUIRE(change_round(service.desk(), somebody(Role::regional, ""), round, {true, {}, {}, {}}));
  std::promise<void> go;
  HttpServerOptions options;
  options.threads = 24;  // three for what reads much
  HttpHooks hooks;
  hooks.identify = [&](HttpRequest& request) {
    return somebody(request.method == "POST" ? Role::preparer : Role::regional,
                    request.method == "POST" ? place : "");
  };
  const HttpServer server(options, held_up(service.routes(), go.get_future().share()), hooks);
  std::list<Client> reports;
  for (const char* target : {"/footprint", "/footprint/bridge", "/api/v1/rounds/2016-09-16/totals/latest"}) {
    reports.emplace_back(server.port()).send(asks(target));
    while (server.load().running < reports.size()) std::this_thread::yield();
  }
  const auto beyond = get(server.port(), "/api/v1/rounds/2016-09-16/totals/latest/bridge");
  CHECK(beyond.status == 503);
  CHECK(beyond.headers.count("retry-after") == 1);
  CHECK(code_of(beyond) == "too-busy");
  const std::string body = "--xx\r\nContent-Disposition: form-data; name=\"place\"\r\n\r\n" + place +
                           "\r\n--xx\r\nContent-Disposition: form-data; name=\"file\"; "
                           "filename=\"a.xlsx\"\r\n\r\nno workbook\r\n--xx--\r\n";
  const long long start = now_in_milliseconds();
  const auto receipt = post(server.port(), "/api/v1/submissions", body, "multipart/form-data; boundary=xx");
  INFO(receipt.body);
  CHECK(receipt.body.find("\"sequence\"") != std::string::npos);
  CHECK(now_in_milliseconds() - start < 1000);
  CHECK(get(server.port(), "/api/v1/health").status == 200);
  go.set_value();
  for (Client& client : reports) CHECK(client.answer().status == 204);
}
