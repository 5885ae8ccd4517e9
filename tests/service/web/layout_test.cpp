#include "service/web/layout.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "service/web/assets.h"
#include "service/web/parts/form.h"
#include "service/web/parts/parts.h"

using namespace stp;

namespace {

HttpRequest asked_by(const std::string& name, std::vector<Grant> grants) {
  HttpRequest request;
  request.caller.name = name;
  request.caller.shown = name;
  request.caller.csrf = "token-of-" + name;
  request.caller.grants = std::move(grants);
  return request;
}

std::vector<std::filesystem::path> page_templates() {
  std::vector<std::filesystem::path> found;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::string(STP_SOURCE_DIR) + "/service/web"))
    if (entry.path().extension() == ".tpl") found.push_back(entry.path());
  return found;
}

std::string text_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

bool has(const HttpAnswer& answer, const std::string& words) {
  return answer.body.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a page escapes every text and carries its frame") {
  const auto answer =
      page(asked_by("<Anne>", {{Role::preparer, "XX"}}),
           {.title = "A & <b>", .crumbs = {{"Home", "/"}}, .body = paragraph("5 < 6 & \"so\"")});
  CHECK(answer.status == 200);
  CHECK(has(answer, "<title>A &amp; &lt;b&gt; - STP returns</title>"));
  CHECK(has(answer, "A &amp; &lt;b&gt;</h1>"));
  CHECK(has(answer, "5 &lt; 6 &amp; &quot;so&quot;"));
  CHECK(has(answer, "&lt;Anne&gt;"));
  CHECK_FALSE(has(answer, "<Anne>"));
  CHECK(has(answer, "href=\"#main\""));
  CHECK(has(answer, "It is not the NHS England template of 2016."));
}

TEST_CASE("navigation offers what the role may do and nothing else") {
  const auto preparer = page(asked_by("p", {{Role::preparer, "XX"}}), {.title = "T", .tab = Tab::ours});
  CHECK(has(preparer, "href=\"/upload\""));
  CHECK(has(preparer, "href=\"/places/XX\" aria-current=\"true\""));
  CHECK(has(preparer, "href=\"/footprint/mismatches\""));
  CHECK_FALSE(has(preparer, "href=\"/footprint\""));
  CHECK_FALSE(has(preparer, "href=\"/admin\""));

  const auto regional = page(asked_by("r", {{Role::regional, ""}}), {.title = "T"});
  CHECK(has(regional, "href=\"/footprint\""));
  CHECK(has(regional, "href=\"/admin\""));

  const auto auditor = page(asked_by("a", {{Role::auditor, ""}}), {.title = "T"});
  CHECK_FALSE(has(auditor, "href=\"/upload\""));

  const auto stranger = page(HttpRequest(), {.title = "T"});
  CHECK_FALSE(has(stranger, "href=\"/templates\""));
  CHECK_FALSE(has(stranger, "Sign out"));
}

TEST_CASE("what went wrong is named in the title, at the top and at its field") {
  const auto request = asked_by("p", {{Role::preparer, "XX"}});
  const auto answer = page(request, {.title = "Accept",
                                     .errors = {{"Say why", "reason"}},
                                     .body = form(request, {.action = "/accept",
                                                            .button = "Accept",
                                                            .fields = {{.kind = Field::Kind::long_text,
                                                                        .name = "reason",
                                                                        .label = "Reason",
                                                                        .hint = "In a few words",
                                                                        .error = "Say why"}}})});
  CHECK(has(answer, "<title>Error: Accept"));
  CHECK(has(answer, "<a href=\"#field-reason\">Say why</a>"));
  CHECK(has(answer, "id=\"field-reason\""));
  CHECK(has(answer, "aria-describedby=\"field-reason-hint field-reason-error\""));
  CHECK(has(answer, "name=\"csrf\" value=\"token-of-p\""));
}

TEST_CASE("a search form changes nothing and carries no token") {
  const auto request = asked_by("p", {});
  CHECK(form(request, {.action = "/lines", .button = "Find", .get = true}).text().find("csrf") ==
        std::string::npos);
}

TEST_CASE("refusals are pages in plain words with a way out") {
  const auto answer =
      page_of_refusal(401, {"sign-in", "You are not signed in.", "", "Sign in."}, HttpRequest());
  CHECK(answer.status == 401);
  CHECK(has(answer, "You are not signed in."));
  CHECK(has(answer, "href=\"/sign-in\""));
}

TEST_CASE("a table scrolls within itself, names itself, and says so when it is empty") {
  const Html some =
      table({"Places", {{"Place"}, {"Errors", true}}, {{{escaped("Leeds"), escaped("3")}, true}}});
  CHECK(some.text().find("<th scope=\"row\">Leeds</th><td class=\"number\">3</td>") != std::string::npos);
  CHECK(some.text().find("<tr class=\"strong\">") != std::string::npos);
  CHECK(some.text().find("class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Places\"") !=
        std::string::npos);
  CHECK(table({"Places", {{"Place"}}}).text().find("Nothing yet.") != std::string::npos);
}

TEST_CASE("figures are grouped, with a true minus sign, what is no number stays as it is") {
  CHECK(grouped("-1070000") == "\u22121,070,000");
  CHECK(grouped("1234.5") == "1,234.5");
  CHECK(grouped("-12") == "\u221212");
  CHECK(grouped("not known") == "not known");
  CHECK(grouped("") == "");
  CHECK(when("2016-09-16T17:05:00.000Z") == "16 Sep 2016, 17:05 UTC");
  CHECK(when("2016-09-06") == "6 Sep 2016");
}

TEST_CASE("only what templates made stands unescaped in a page") {
  PageValues values;
  CHECK_THROWS(values.set("BODY_HTML", "<script>"));
  CHECK_THROWS(values.set_html("BODY", escaped("x")));
  static const std::regex hole(R"(\{\{([A-Z_0-9]+)(:[a-z_=]+)?\}\})");
  for (const auto& path : page_templates()) {
    INFO(path.string());
    const std::string text = text_of(path);
    CHECK(text.find("{{%AUTOESCAPE context=\"HTML\"}}") == 0);
    for (std::sregex_iterator match(text.begin(), text.end(), hole), end; match != end; ++match) {
      INFO(match->str());
      CHECK((match->str(2) == ":none") == match->str(1).ends_with("_HTML"));
      CHECK((match->str(2).empty() || match->str(2) == ":none"));
    }
  }
}

TEST_CASE("no page template holds inline script or style, which the content policy forbids") {
  static const std::regex inline_code(R"(<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=|javascript:)");
  REQUIRE(page_templates().size() > 5);
  for (const auto& path : page_templates()) {
    INFO(path.string());
    CHECK_FALSE(std::regex_search(text_of(path), inline_code));
  }
}

TEST_CASE("assets lie in the program under names with their hash, and fetch nothing from elsewhere") {
  const auto routes = asset_routes();
  REQUIRE(routes.size() == 1);
  for (const Asset& asset : assets()) {
    INFO(asset.name);
    HttpRequest request;
    request.params["file"] = asset_path(asset.name).substr(8);
    const auto answer = routes[0].handle(request);
    CHECK(answer.status == 200);
    CHECK(answer.body == asset.text);
    CHECK(answer.media_type == asset.media_type);
    CHECK(asset.text.find("@font-face") == std::string_view::npos);
    CHECK(asset.text.find("sourceMappingURL") == std::string_view::npos);
    if (asset.name != "icon.svg") CHECK(asset.text.find("://") == std::string_view::npos);
  }
  HttpRequest request;
  request.params["file"] = "main.0000000000000000.css";
  CHECK(routes[0].handle(request).status == 404);
}
