// What Excel is told of the add-in, and how its pages are answered.
#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "service/addin/excel/excel.h"
#include "service/addin/excel/manifest.h"
#include "service/addin/excel/metadata.h"
#include "service/files/read_functions.h"

using namespace stp;

namespace {

const functions::Functions& table() {
  static const auto read = read_functions();
  if (!read) FAIL("the functions cannot be read");
  return *read;
}

std::string manifest_of(const std::string& base, const std::string& version = "1.2.3") {
  const auto text = excel::manifest(base, version);
  REQUIRE(text);
  return *text;
}

std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const auto start = text.find(from);
  REQUIRE(start != std::string::npos);
  return text.substr(start + from.size(), text.find(to, start) - start - from.size());
}
std::string id_of(const std::string& manifest) { return between(manifest, "<Id>", "</Id>"); }

HttpAnswer get(const std::string& path, bool secure = true) {
  const Routes routes = excel::routes({table(), "", "1.0"});
  const auto found =
      std::find_if(routes.begin(), routes.end(), [&](const Route& route) { return route.pattern == path; });
  REQUIRE(found != routes.end());
  CHECK(found->need == Need::anyone);
  HttpRequest request;
  request.method = "GET";
  request.path = path;
  request.secure = secure;
  request.headers["host"] = "stp.example:8443";
  return found->handle(request);
}

std::string header(const HttpAnswer& answer, const std::string& name) {
  for (const auto& [key, value] : answer.headers)
    if (key == name) return value;
  return "absent";
}

}  // namespace

TEST_CASE("a service reached by http has no manifest, and says how to get one") {
  const auto refused = excel::manifest("http://stp.example", "1.0");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "excel-https");
  CHECK(refused.error().remedy.find("--public-url") != std::string::npos);
  CHECK(get("/excel/manifest.xml", false).status == 409);
  CHECK(get("/excel/manifest.xml").body.find("\"https://stp.example:8443/excel/task-pane.html\"") !=
        std::string::npos);
}

TEST_CASE("each address is an add-in of its own, the same one each time") {
  const std::string one = manifest_of("https://one.example"), other = manifest_of("https://other.example");
  CHECK(id_of(one) == id_of(manifest_of("https://one.example", "9.9")));
  CHECK(id_of(one) != id_of(other));
  CHECK(id_of(one).size() == 36);
  CHECK(other.find("one.example") == std::string::npos);
}

TEST_CASE("a manifest has the four numbers Excel compares, whatever the version looks like") {
  const auto version = [](const std::string& of) {
    return between(manifest_of("https://stp.example", of), "<Version>", "</Version>");
  };
  CHECK(version("1.2") == "1.2.0.0");
  CHECK(version("1.2.3-4") == "1.2.3.0");
  CHECK(version("1.2.3.4") == "1.2.3.4");
}

TEST_CASE("an address cannot write into the manifest") {
  const std::string text = manifest_of("https://stp.example/\"><x a='&");
  CHECK(text.find("<x a=") == std::string::npos);
  CHECK(text.find("&quot;&gt;&lt;x") != std::string::npos);
}

TEST_CASE("every function of the table is declared to Excel, its arguments as ranges") {
  const auto json = nlohmann::json::parse(excel::metadata(table(), "https://stp.example"));
  REQUIRE(json.at("functions").size() == table().all.size());
  for (std::size_t i = 0; i < table().all.size(); ++i) {
    const functions::Function& function = table().all[i];
    const auto& declared = json.at("functions")[i];
    CHECK(declared.at("id") == function.name);
    CHECK(declared.at("helpUrl") == "https://stp.example/excel#" + function.command());
    CHECK(declared.at("result").at("dimensionality") == "matrix");
    REQUIRE(declared.at("parameters").size() == function.parameters.size());
    for (std::size_t p = 0; p < function.parameters.size(); ++p) {
      CHECK(declared.at("parameters")[p].at("dimensionality") == "matrix");
      CHECK(declared.at("parameters")[p].value("optional", false) ==
            std::all_of(function.parameters.begin() + static_cast<std::ptrdiff_t>(p),
                        function.parameters.end(), [](const auto& later) { return later.optional; }));
    }
  }
  CHECK(excel::table_script(table(), {3, 5, 7}).find("{\"calls\":3,\"cells\":5,\"bytes\":7}") !=
        std::string::npos);
}

TEST_CASE("an argument may be left out at the end only, as Excel has it, before that it is left blank") {
  const auto json = nlohmann::json::parse(excel::metadata(table(), "https://stp.example"));
  const auto total = std::find_if(json.at("functions").begin(), json.at("functions").end(),
                                  [](const auto& one) { return one.at("id") == "TOTAL"; });
  REQUIRE(total != json.at("functions").end());
  std::vector<bool> left_out;
  for (const auto& one : total->at("parameters")) left_out.push_back(one.value("optional", false));
  CHECK(left_out == std::vector<bool>{false, false, false, true, true});
  CHECK(total->at("parameters")[0].at("type") == "string");
}

TEST_CASE("the pane may run Excel's own script library and nothing else from elsewhere") {
  const HttpAnswer pane = get("/excel/task-pane.html");
  const std::string policy = header(pane, "Content-Security-Policy");
  CHECK(policy.find("script-src 'self' https://appsforoffice.microsoft.com;") != std::string::npos);
  CHECK(policy.find("connect-src 'self';") != std::string::npos);
  CHECK(policy.find("unsafe") == std::string::npos);
  CHECK(policy.find("frame-ancestors 'self' https://*.officeapps.live.com") != std::string::npos);
  CHECK(pane.body.find("src=\"https://appsforoffice.microsoft.com/lib/1/hosted/office.js\"") !=
        std::string::npos);
  // No other page has a policy of its own.
  for (const char* path : {"/excel/manifest.xml", "/excel/functions.json", "/excel/scripts/pane.js"})
    CHECK(header(get(path), "Content-Security-Policy") == "absent");
}

TEST_CASE("only what Excel on the web reads from its own pages is open to other sites") {
  for (const char* path : {"/excel/functions.json", "/excel/icon-16.png", "/excel/icon-80.png"}) {
    CHECK(header(get(path), "Access-Control-Allow-Origin") == "*");
    CHECK(header(get(path), "Cross-Origin-Resource-Policy") == "cross-origin");
  }
  for (const char* path : {"/excel/task-pane.html", "/excel/scripts/pane.js", "/excel/scripts/table.js"})
    CHECK(header(get(path), "Access-Control-Allow-Origin") == "absent");
  CHECK(get("/excel/icon-16.png").body.starts_with("\x89PNG"));
}

TEST_CASE("the page that installs it lists every function, and says when it is not ready") {
  const std::string ready = get("/excel").body, not_ready = get("/excel", false).body;
  for (const auto& function : table().all)
    CHECK(ready.find("=STP." + function.name + "(") != std::string::npos);
  CHECK(ready.find("href=\"/excel/manifest.xml\"") != std::string::npos);
  CHECK(not_ready.find("href=\"/excel/manifest.xml\"") == std::string::npos);
  CHECK(not_ready.find("by https only") != std::string::npos);
}
