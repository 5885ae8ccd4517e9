#include "service/api/function_routes.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "service/files/read_functions.h"
#include "service/http/limits.h"

using namespace stp;
using Json = nlohmann::json;

namespace {

const functions::Functions& table() {
  static const auto loaded = *read_functions(std::string(STP_SOURCE_DIR) + "/templates");
  return loaded;
}

HttpAnswer ask(const std::string& method, const std::string& path, HttpRequest request) {
  static const Routes routes = function_routes(table(), [](const Caller&) { return nullptr; });
  const auto route = std::find_if(routes.begin(), routes.end(), [&](const Route& one) {
    return one.method == method && one.pattern == "/api/v1/functions" + path;
  });
  REQUIRE(route != routes.end());
  request.method = method;
  return route->handle(request);
}

HttpAnswer get(const std::string& path, const std::multimap<std::string, std::string>& query,
               const std::string& accept = "") {
  HttpRequest request;
  request.query = query;
  if (!accept.empty()) request.headers["accept"] = accept;
  return ask("GET", path, request);
}

HttpAnswer post(const std::string& body) {
  HttpRequest request;
  request.body = body;
  return ask("POST", "", request);
}

// One call, as the body of a request.
std::string one_call(const std::string& arguments, const std::string& function = "grow") {
  return R"({"calls": [{"function": ")" + function + R"(", "arguments": )" + arguments + "}]}";
}

Json cells(const HttpAnswer& answer) {
  INFO(answer.body);
  CHECK(answer.status == 200);
  return Json::parse(answer.body).at("answers").at(0).at("cells");
}

// Of an error the examples only say which.
std::string without_reason(const std::string& text) {
  return text.starts_with("#") ? text.substr(0, text.find(' ')) : text;
}

std::string column_of(int rows) {
  std::string text = "[";
  for (int i = 0; i < rows; ++i) text += i == 0 ? "[1]" : ",[1]";
  return text + "]";
}

}  // namespace

TEST_CASE("every example of every function comes out as it says, asked by its address") {
  int asked = 0;
  for (const auto& function : table().all)
    for (const auto& example : function.examples) {
      if (!example.runnable) continue;
      INFO(function.name);
      std::multimap<std::string, std::string> query{{"format", "text"}};
      for (std::size_t i = 0; i < example.arguments.size(); ++i)
        query.emplace(function.parameters[i].name, to_text(example.arguments[i]));
      const auto answer = get("/" + function.command(), query);
      CHECK(answer.status == 200);
      CHECK(without_reason(answer.body) == without_reason(to_text(example.result)));
      ++asked;
    }
  CHECK(asked > 0);
}

TEST_CASE("one function is answered with exact digits and its unit, or as the text of a cell") {
  const std::multimap<std::string, std::string> query{{"amount", "100"}, {"rate", "2.1%"}, {"years", "5"}};
  const Json answer = Json::parse(get("/grow", query).body);
  CHECK(answer ==
        Json{{"function", "grow"},
             {"unit", "any unit, the same throughout"},
             {"cells", Json::array({Json::array({{{"kind", "number"}, {"value", "110.95035864891"}}})})}});
  const auto text = get("/grow", query, "text/plain");
  CHECK(text.media_type == "text/plain; charset=utf-8");
  CHECK(text.body == "110.95035864891");
  CHECK(get("/grow", query, "text/html").status == 406);
  CHECK(get("/grow", {{"amount", "1;2|3;4"}, {"rate", "100%"}, {"format", "text"}}).body == "2;4|6;8");
}

TEST_CASE("an error value is an answer, an argument there is none of is a problem") {
  const auto asked = [](const std::string& name, const std::string& value) {
    return get("/grow", {{"format", "text"}, {"rate", "1%"}, {name, value}});
  };
  CHECK(asked("amount", "1,000").body.starts_with("#VALUE! amount: \"1,000\" is not a number."));
  CHECK(asked("years", "2").body.starts_with("#VALUE! The argument amount is missing"));
  CHECK(asked("amount", "1,000").status == 200);
  CHECK(asked("price", "1")
            .body.starts_with("#VALUE! GROW has no argument \"price\". Its arguments are amount,"));
  CHECK(asked("price", "1").status == 200);  // a cell shows nothing of another
  CHECK(asked("rate", "1%").body.starts_with("#VALUE! The argument rate is given twice."));
  const auto problem = get("/grow", {{"rate", "1%"}, {"price", "1"}});
  CHECK(problem.status == 400);
  CHECK(Json::parse(problem.body).at("code") == "argument-unknown");
}

TEST_CASE("a function there is none of is a problem, and to a cell an error value with its reason") {
  HttpRequest request;
  request.params["function"] = "grwo";
  const auto problem = ask("GET", "/{function}", request);
  CHECK(problem.status == 404);
  CHECK(Json::parse(problem.body).at("code") == "function-unknown");
  request.query = {{"format", "text"}, {"amount", "1"}};
  const auto cell = ask("GET", "/{function}", request);
  CHECK(cell.status == 200);
  CHECK(cell.body.starts_with("#NAME? There is no function \"grwo\"."));
}

TEST_CASE("many calls are answered in their order, with every digit of their numbers") {
  const auto answer = post(R"({"calls": [
      {"function": "grow", "arguments": [123456789012345678901.123456789012, 0]},
      {"function": "GROW", "arguments": ["100", "2.1%", 5]},
      {"function": "grow", "arguments": [1, 0, 0.5]}]})");
  const Json all = Json::parse(answer.body).at("answers");
  REQUIRE(all.size() == 3);
  CHECK(all[0]["cells"][0][0]["value"] == "123456789012345678901.123456789012");
  CHECK(all[1]["cells"][0][0]["value"] == "110.95035864891");
  CHECK(all[2]["cells"][0][0]["value"] == "#NUM!");
  CHECK(all[2]["cells"][0][0]["reason"].get<std::string>().starts_with("The years must be"));
}

TEST_CASE("a range goes in as rows and comes out as rows, blanks and yes or no are no numbers") {
  const Json rows = cells(post(one_call(R"([[[1, "2"], [null, true]], "100%"])")));
  CHECK(rows[0][0]["value"] == "2");
  CHECK(rows[0][1]["value"] == "4");
  CHECK(rows[1][0]["reason"].get<std::string>().find("amount is missing") != std::string::npos);
  CHECK(rows[1][1]["reason"].get<std::string>().find("found \"yes\"") != std::string::npos);
  CHECK(cells(post(one_call("[1,2,3,4]")))[0][0]["value"] == "#VALUE!");
}

TEST_CASE("a body that is no list of calls is refused with its place") {
  const auto code = [](const std::string& body) {
    const auto answer = post(body);
    const Json json = Json::parse(answer.body);
    return std::to_string(answer.status) + " " + json.at("code").get<std::string>() + " " +
           json.at("where").get<std::string>();
  };
  CHECK(code("{") == "400 bad-json body");
  CHECK(code("[]") == "400 bad-json body");
  CHECK(code(R"({"calls": [], "more": 1})") == "400 bad-json body");
  CHECK(code(R"({"calls": [1]})") == "400 bad-field calls[0]");
  CHECK(code(R"({"calls": [{"function": "grow"}]})") == "400 bad-field calls[0]");
  CHECK(code(one_call("[]", "shrink")) == "422 function-unknown calls[0].function");
  CHECK(code(one_call("[1, {}]")) == "400 bad-field calls[0].arguments[1]");
  CHECK(code(one_call("[[1, 2]]")) == "400 bad-field calls[0].arguments[0]");
  CHECK(code(one_call("[[[1, 2], [3]]]")) == "400 bad-field calls[0].arguments[0]");
  CHECK(code(one_call("[[[1, [2]]]]")) == "400 bad-field calls[0].arguments[0]");
  CHECK(code(one_call("[[]]")) == "400 bad-field calls[0].arguments[0]");
}

TEST_CASE("the most calls there may be come with all their arguments, and a large range with its answer") {
  const std::string line =
      R"({"function": "line", "arguments": ["RR8", "F3290", "2020/21", null, "2016-09-16"]})";
  std::string lines = R"({"calls": [)" + line;
  for (int i = 1; i < 10'000; ++i) lines += ",\n " + line;
  lines += "]}";
  CHECK(lines.size() < HttpLimits{}.json_bytes);
  const HttpAnswer all = post(lines);
  REQUIRE(all.status == 200);
  CHECK(Json::parse(all.body).at("answers").size() == 10'000);
  std::string row = "[-1234567.89", range = "[";
  for (int i = 1; i < 250; ++i) row += ", -1234567.89";
  for (int i = 0; i < 200; ++i) range += (i == 0 ? "" : ", ") + row + "]";
  const std::string whole = one_call("[" + range + R"(], "2.1%", 5])");
  CHECK(whole.size() < HttpLimits{}.json_bytes);
  const Json grown = cells(post(whole));
  CHECK(grown.size() == 200);
  CHECK(grown.at(199).size() == 250);
}

TEST_CASE("one request asks for so many calls and cells and no more, however few bytes name them") {
  CHECK(post(one_call("[" + column_of(74'999) + ", 0]")).status == 200);
  CHECK(post(one_call("[" + column_of(75'000) + ", 0]")).status == 413);
  std::string row = "[[1";
  for (int i = 1; i < 400; ++i) row += ",1";
  CHECK(post(one_call("[" + column_of(400) + ", " + row + "]]]")).status == 413);
  std::string many = R"({"calls": [{"function": "grow", "arguments": []})";
  for (int i = 0; i < 10'000; ++i) many += R"(, {"function": "grow", "arguments": []})";
  CHECK(post(many + "]}").status == 413);
  std::string wide = "1", tall = "1";
  for (int i = 1; i < 400; ++i) wide += ";1", tall += "|1";
  CHECK(get("/grow", {{"amount", wide}, {"rate", tall}}).status == 413);
}
