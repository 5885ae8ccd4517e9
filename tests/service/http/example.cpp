#include "tests/service/http/example.h"

#include <stdexcept>
#include <thread>

namespace example {

using namespace stp;

namespace {

HttpAnswer text(std::string body) { return {200, "text/plain; charset=utf-8", std::move(body)}; }

std::string all_of(const std::multimap<std::string, std::string>& fields) {
  std::string all;
  for (const auto& [name, value] : fields) all += name + "=" + value + ";";
  return all;
}

HttpAnswer say_back(const HttpRequest& request) {
  std::string said = all_of(request.form);
  for (const auto& file : request.files)
    said += file.field + ":" + file.name + ":" + std::to_string(file.bytes.size()) + ";";
  return text(said + request.body);
}

Route route(const char* method, const char* pattern, const char* name,
            std::function<HttpAnswer(const HttpRequest&)> handle, Need need = Need::anyone,
            BodyKind body = BodyKind::none) {
  Route made;
  made.method = method;
  made.pattern = pattern;
  made.name = made.summary = name;
  made.need = need;
  made.body = body;
  made.handle = std::move(handle);
  return made;
}

Caller preparer_of_leeds() { return {"ann", "Ann", {{Role::preparer, "LE"}}, "", "", true}; }

}  // namespace

Routes routes() {
  Routes all{
      route("GET", "/hello", "hello", [](const HttpRequest&) { return text("hello"); }),
      route("GET", "/echo/{word}", "echo",
            [](const HttpRequest& request) {
              return text(request.params.at("word") + " " + all_of(request.query));
            }),
      route("GET", "/echo/fixed", "fixed", [](const HttpRequest&) { return text("the fixed one"); }),
      route("POST", "/form", "form", say_back, Need::anyone, BodyKind::form),
      route("POST", "/json", "json", say_back, Need::anyone, BodyKind::json),
      route("POST", "/upload", "upload", say_back, Need::anyone, BodyKind::multipart),
      route("POST", "/raw", "raw", say_back, Need::anyone, BodyKind::bytes),
      route("POST", "/private/upload", "private-upload", say_back, Need::signed_in, BodyKind::multipart),
      route(
          "GET", "/places/{place}", "place",
          [](const HttpRequest& r) { return text("figures of " + r.params.at("place")); }, Need::see_place),
      route("POST", "/places/{place}/note", "note", say_back, Need::prepare, BodyKind::form),
      route("GET", "/who", "who",
            [](const HttpRequest& r) { return text(r.remote + (r.secure ? " by TLS" : " in the clear")); }),
      route("GET", "/defect", "defect",
            [](const HttpRequest&) -> HttpAnswer { throw std::logic_error("secret detail"); }),
      route("GET", "/slow", "slow",
            [](const HttpRequest& request) {
              std::this_thread::sleep_for(std::chrono::milliseconds(std::stoi(request.one("milliseconds"))));
              return text("done");
            }),
      heavy(route("GET", "/report", "report",
                  [](const HttpRequest& request) {
                    std::this_thread::sleep_for(
                        std::chrono::milliseconds(std::stoi(request.one("milliseconds"))));
                    return text(std::string(std::stoul("0" + request.one("bytes")), 'x'));
                  })),
      route("GET", "/large", "large",
            [](const HttpRequest& request) {
              return text(std::string(std::stoul(request.one("bytes")), 'x'));
            }),
      route(
          "GET", "/page", "page",
          [](const HttpRequest&) {
            return HttpAnswer{200, "text/html; charset=utf-8", "<p>page"};
          },
          Need::signed_in),
      route(
          "POST", "/page", "change-page", [](const HttpRequest&) { return redirect("/page"); },
          Need::signed_in, BodyKind::form),
  };
  for (Route& one : all) one.page = one.pattern == "/page";
  return all;
}

HttpHooks hooks() {
  HttpHooks all;
  all.identify = [](HttpRequest& request) {
    Caller caller;
    if (request.header("authorization") == "Bearer leeds") caller = preparer_of_leeds();
    if (const auto session = request.cookies.find("session");
        session != request.cookies.end() && session->second == "ann") {
      caller = preparer_of_leeds();
      caller.by_key = false;
      caller.session = "ann";
      caller.csrf = "token-of-ann";
    }
    return caller;
  };
  all.page_of_refusal = [](int status, const Refusal& refusal, const HttpRequest&) {
    return HttpAnswer{status, "text/html; charset=utf-8", "<h1>" + refusal.sentence + "</h1>"};
  };
  return all;
}

HttpHooks people() {
  HttpHooks all = hooks();
  all.identify = [](HttpRequest& request) {
    Caller caller;
    caller.name = request.header("x-who");
    if (caller.name == "auditor") caller.grants = {{Role::auditor, ""}};
    if (caller.name == "leeds") caller.grants = {{Role::preparer, "LE"}};
    caller.by_key = true;
    return caller;
  };
  return all;
}

HttpServerOptions quick() {
  HttpServerOptions options;
  options.threads = 4;
  options.limits.head_bytes = 16 << 10;
  options.limits.form_bytes = 64 << 10;
  options.limits.json_bytes = 128 << 10;
  options.limits.part_bytes = 1 << 20;
  options.limits.body_bytes = 4 << 20;
  options.limits.bodies_in_memory = 16 << 20;
  options.limits.drain_bytes = 32 << 20;
  options.limits.parts = 20;
  options.limits.fields = 50;
  options.times.head = options.times.grace = std::chrono::milliseconds(400);
  options.times.idle = std::chrono::milliseconds(600);
  options.times.drain = std::chrono::milliseconds(2000);
  options.times.slowest_bytes_per_second = 64 << 10;
  return options;
}

}  // namespace example
