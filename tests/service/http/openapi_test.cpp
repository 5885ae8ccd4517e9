#include "service/http/openapi.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace stp;

namespace {

Route submit() {
  Route route;
  route.method = "POST";
  route.pattern = "/api/v1/places/{place}/files";
  route.name = "submit";
  route.summary = "Hands files in.";
  route.tag = "files";
  route.need = Need::prepare;
  route.parameters = {{"path", "place", "The place's code."},
                      {"query", "round", "The round.", false, {"a", "b"}}};
  route.body = BodyKind::multipart;
  route.fields = {{"file", "The workbooks.", true, true, true}, {"note", "A note."}};
  route.responses = {{201, "Taken.", {"application/json"}, "Receipt"}};
  route.repeatable = true;
  return route;
}

ApiDescription description() {
  return {"Returns", "1", "An API.", {{"files", "Files."}}, {{"Receipt", R"({"type": "object"})"}}};
}

}  // namespace

TEST_CASE("OpenAPI follows from the table of routes, to the byte") {
  Route page = submit();
  page.page = true;
  page.pattern = "/upload";
  const std::string text = openapi({submit(), page}, description());
  CHECK(text == openapi({submit(), page}, description()));
  const auto document = nlohmann::json::parse(text);
  CHECK(document["openapi"] == "3.1.0");
  CHECK(document["servers"] == nlohmann::json::parse(R"([{"url": "/", "description": "This server."}])"));
  CHECK(document["security"] == nlohmann::json::parse(R"([{"session": []}, {"key": []}])"));
  CHECK(document["paths"].size() == 1);
  const auto& post = document["paths"]["/api/v1/places/{place}/files"]["post"];
  CHECK(post["operationId"] == "submit");
  CHECK(post["tags"] == nlohmann::json::parse(R"(["files"])"));
  CHECK(post["parameters"].size() == 3);
  CHECK(post["parameters"][0]["required"] == true);
  CHECK(post["parameters"][1]["schema"]["enum"] == nlohmann::json::parse(R"(["a", "b"])"));
  const auto& form = post["requestBody"]["content"]["multipart/form-data"]["schema"];
  CHECK(form["required"] == nlohmann::json::parse(R"(["file"])"));
  CHECK(form["properties"]["file"]["type"] == "array");
  CHECK(post["responses"]["201"]["content"]["application/json"]["schema"]["$ref"] ==
        "#/components/schemas/Receipt");
  for (const char* status : {"400", "401", "403", "404", "409", "413", "415", "422", "503"})
    CHECK(post["responses"].contains(status));
}

TEST_CASE("a route anybody may call says so in OpenAPI") {
  Route health;
  health.method = "GET";
  health.pattern = "/health";
  health.name = health.summary = "health";
  health.need = Need::anyone;
  health.responses = {{200, "Well.", {"text/plain"}}};
  const auto document = nlohmann::json::parse(openapi({health}, description()));
  const auto& get = document["paths"]["/health"]["get"];
  CHECK(get["security"] == nlohmann::json::array());
  CHECK_FALSE(get["responses"].contains("401"));
}

TEST_CASE("OpenAPI refuses a table that does not describe what it names") {
  Route nameless = submit();
  nameless.parameters.clear();
  CHECK_THROWS_WITH(openapi({nameless}, description()),
                    "POST /api/v1/places/{place}/files does not describe its parameter place");
  Route tagged = submit();
  tagged.tag = "other";
  CHECK_THROWS(openapi({tagged}, description()));
  Route unknown = submit();
  unknown.responses[0].schema = "Recipe";
  CHECK_THROWS_WITH(openapi({unknown}, description()), "there is no schema Recipe");
}
