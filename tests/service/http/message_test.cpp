#include <catch2/catch.hpp>

#include "service/http/conditional.h"
#include "service/http/idempotency.h"
#include "service/http/metrics.h"
#include "service/http/paging.h"
#include "service/http/router.h"

using namespace stp;

namespace {

HttpRequest with_header(const std::string& name, const std::string& value) {
  HttpRequest request;
  request.method = "GET";
  request.headers[name] = value;
  return request;
}

std::string header_of(const HttpAnswer& answer, const std::string& name) {
  for (const auto& [key, value] : answer.headers)
    if (key == name) return value;
  return "";
}

}  // namespace

TEST_CASE("of the media types offered, the one Accept weighs most is preferred") {
  const std::vector<std::string> offered{"application/json", "text/csv", "text/html"};
  const auto chosen = [&](const std::string& accept) {
    return preferred(with_header("accept", accept), offered);
  };
  CHECK(chosen("") == "application/json");
  CHECK(chosen("*/*") == "application/json");
  CHECK(chosen("text/csv;q=0.5, text/html;q=0.8") == "text/html");
  CHECK(chosen("text/*, application/json;q=0.9") == "text/csv");
  CHECK(chosen("text/*;q=0.9, text/csv;q=0.1, */*;q=0.2") == "text/html");
  CHECK(chosen("*/*, application/json;q=0") == "text/csv");
  CHECK(chosen("image/png") == "");
  CHECK(chosen("text/csv;q=2, text/html;q=x, application/json;q=0.1") == "application/json");
}

TEST_CASE("a problem carries the refusal's code, place and remedy") {
  const HttpAnswer answer = problem(422, {"old-format", "It is \"old\".", "a.xls", "Save it as .xlsx."});
  CHECK(answer.media_type == "application/problem+json");
  CHECK(answer.body ==
        "{\n  \"type\": \"urn:stp:problem:old-format\",\n  \"title\": \"It cannot be taken\",\n  \"status\": "
        "422,\n"
        "  \"detail\": \"It is \\\"old\\\".\",\n  \"code\": \"old-format\",\n  \"where\": \"a.xls\",\n"
        "  \"remedy\": \"Save it as .xlsx.\"\n}\n");
  CHECK(problem(422, {"x", "bytes \xff that are no text", "", ""}).body.find("bytes \xef\xbf\xbd") !=
        std::string::npos);
}

TEST_CASE("a refusal's status follows from its code") {
  CHECK(status_of({"body-too-large", "", "", ""}) == 413);
  CHECK(status_of({"no-such-round", "", "", ""}) == 404);
  CHECK(status_of({"changed-meanwhile", "", "", ""}) == 412);
  CHECK(status_of({"password-protected", "", "", ""}) == 422);
}

TEST_CASE("fixed words go before parameters, whatever the order of the table") {
  const auto route = [](const char* pattern) {
    Route made;
    made.method = "GET";
    made.pattern = made.name = pattern;
    made.handle = [](const HttpRequest&) { return HttpAnswer{}; };
    return made;
  };
  const Router router({route("/"), route("/{a}/list"), route("/x/{b}"), route("/x/list")});
  CHECK(router.find("GET", {}).route->pattern == "/");
  CHECK(router.find("GET", {"x", "list"}).route->pattern == "/x/list");
  CHECK(router.find("GET", {"x", "y"}).params.at("b") == "y");
  CHECK(router.find("GET", {"y", "list"}).params.at("a") == "y");
  CHECK(router.find("GET", {"y", "y"}).allow.empty());
  Route calm = route("/calm/{b}");
  calm.any_case = true;
  const Router either({calm, route("/strict")});
  CHECK(either.find("GET", {"CALM", "Y"}).params.at("b") == "Y");
  CHECK(either.find("GET", {"STRICT"}).route == nullptr);
  CHECK_THROWS_WITH(Router({route("/{a}"), route("/{b}")}), "two routes answer GET /{b}");
}

TEST_CASE("an answer the client already has is not sent again") {
  const std::string tag = etag_of("bytes");
  CHECK(tagged(with_header("if-none-match", tag), {200, "text/plain", "bytes"}, tag).status == 304);
  CHECK(
      tagged(with_header("if-none-match", "\"other\", W/" + tag), {200, "text/plain", "bytes"}, tag).status ==
      304);
  CHECK(tagged(with_header("if-none-match", "*"), {200, "text/plain", "bytes"}, tag).body.empty());
  const HttpAnswer sent =
      tagged(with_header("if-none-match", "\"other\""), {200, "text/plain", "bytes"}, tag);
  CHECK(sent.status == 200);
  CHECK(header_of(sent, "ETag") == tag);
}

TEST_CASE("If-Match names the revision that may be changed") {
  CHECK(*demanded_revision(with_header("if-match", etag_of_revision(17))) == 17);
  CHECK_FALSE(demanded_revision(with_header("if-match", "*"))->has_value());
  CHECK_FALSE(demanded_revision(HttpRequest{})->has_value());
  for (const char* wrong : {"\"17\"", "r17", "\"r\"", "\"r-1\"", "W/\"r1\"", "\"r1\", \"r2\"", "\""})
    CHECK(demanded_revision(with_header("if-match", wrong)).error().code == "changed-meanwhile");
}

TEST_CASE("pages are asked for by limit and cursor, and lead to the next") {
  HttpRequest request;
  request.path = "/log";
  request.query = {{"limit", "20"}, {"before", "90"}, {"kind", "a&b"}};
  const auto asked = page_asked(request);
  REQUIRE(asked);
  CHECK(asked->limit == 20);
  CHECK(asked->before == 90);
  HttpAnswer answer;
  link_next(answer, request, *asked, 70);
  CHECK(header_of(answer, "Link") == "</log?kind=a%26b&limit=20&before=70>; rel=\"next\"");
  for (const char* wrong : {"0", "501", "-1", "ten", "1e2"}) {
    request.query = {{"limit", wrong}};
    CHECK(page_asked(request).error().where == "query limit");
  }
}

TEST_CASE("metrics are written as Prometheus reads them") {
  Metrics metrics;
  metrics.counter("stp_answers_total", "Answers.\nBy status.");
  metrics.gauge("stp_queue", "Jobs that wait.");
  metrics.histogram("stp_seconds", "Time.", {0.1, 1});
  metrics.add("stp_answers_total", {{"route", "a\"b\\c\nd"}, {"status", "200"}}, 2);
  metrics.add("stp_answers_total", {{"route", "a\"b\\c\nd"}, {"status", "200"}});
  metrics.set("stp_queue", {}, 7);
  metrics.observe("stp_seconds", {{"route", "x"}}, 0.25);
  metrics.observe("stp_seconds", {{"route", "x"}}, 5);
  CHECK(metrics.text() ==
        "# HELP stp_answers_total Answers.\\nBy status.\n# TYPE stp_answers_total counter\n"
        "stp_answers_total{route=\"a\\\"b\\\\c\\nd\",status=\"200\"} 3\n"
        "# HELP stp_queue Jobs that wait.\n# TYPE stp_queue gauge\nstp_queue 7\n"
        "# HELP stp_seconds Time.\n# TYPE stp_seconds histogram\n"
        "stp_seconds_bucket{route=\"x\",le=\"0.1\"} 0\nstp_seconds_bucket{route=\"x\",le=\"1\"} 1\n"
        "stp_seconds_bucket{route=\"x\",le=\"+Inf\"} 2\nstp_seconds_sum{route=\"x\"} "
        "5.25\nstp_seconds_count{route=\"x\"} 2\n");
  CHECK_THROWS(metrics.add("unknown"));
  CHECK_THROWS(metrics.add("stp_queue"));
  CHECK_THROWS(metrics.counter("9lives", ""));
}
