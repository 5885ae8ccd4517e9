#include <catch2/catch.hpp>

#include <map>

#include "service/http/idempotency.h"

using namespace stp;

namespace {

struct InMemory : IdempotencyKeys {
  std::map<std::string, KeptAnswer> kept;
  std::optional<KeptAnswer> take(const std::string& caller, const std::string& key,
                                 const std::string& fingerprint) override {
    const auto [at, is_new] = kept.emplace(caller + "/" + key, KeptAnswer{fingerprint});
    if (is_new) return std::nullopt;
    return at->second;
  }
  void keep(const std::string& caller, const std::string& key, const HttpAnswer& answer) override {
    kept.at(caller + "/" + key).answer = answer;
  }
  void release(const std::string& caller, const std::string& key) override { kept.erase(caller + "/" + key); }
};

HttpRequest request(const std::string& key, const std::string& body, const std::string& who = "ann") {
  HttpRequest made;
  made.method = "POST";
  made.path = "/submissions";
  made.headers["idempotency-key"] = key;
  made.files = {{"file", "a.xlsx", body}};
  made.caller.name = who;
  return made;
}

}  // namespace

TEST_CASE("the same request under its key is done once and answered as the first time") {
  InMemory keys;
  int done = 0;
  const auto handle = [&](const HttpRequest&) {
    return HttpAnswer{201, "text/plain", "number " + std::to_string(++done)};
  };
  CHECK(once(keys, request("k", "x"), handle).body == "number 1");
  const HttpAnswer again = once(keys, request("k", "x"), handle);
  CHECK(again.status == 201);
  CHECK(again.body == "number 1");
  CHECK(once(keys, request("", "x"), handle).body == "number 2");
  CHECK(once(keys, request("k", "x", "ben"), handle).body == "number 3");
}

TEST_CASE("another request under a used key is refused, one still running waits") {
  InMemory keys;
  const auto handle = [&](const HttpRequest& first) {
    const HttpAnswer wait = once(keys, first, [](const HttpRequest&) { return HttpAnswer{}; });
    CHECK(wait.status == 409);
    CHECK(wait.headers.at(0) == std::pair<std::string, std::string>{"Retry-After", "5"});
    return HttpAnswer{201, "text/plain", "done"};
  };
  CHECK(once(keys, request("k", "x"), handle).status == 201);
  const HttpAnswer other = once(keys, request("k", "y"), handle);
  CHECK(other.status == 422);
  CHECK(other.body.find("key-used-otherwise") != std::string::npos);
  CHECK(once(keys, request("a b", "x"), handle).status == 400);
  CHECK(once(keys, request(std::string(201, 'k'), "x"), handle).status == 400);
}

TEST_CASE("a request that failed on our side may be tried again under its key") {
  InMemory keys;
  CHECK(once(keys, request("k", "x"), [](const HttpRequest&) { return HttpAnswer{503}; }).status == 503);
  CHECK_THROWS(once(keys, request("k", "x"),
                    [](const HttpRequest&) -> HttpAnswer { throw std::runtime_error("no"); }));
  CHECK(once(keys, request("k", "x"), [](const HttpRequest&) { return HttpAnswer{201}; }).status == 201);
}

TEST_CASE("requests that differ anywhere have another fingerprint, the session's token aside") {
  const HttpRequest first = request("k", "x");
  std::vector<HttpRequest> others(7, first);
  others[0].path = "/other";
  others[1].query.emplace("place", "LE");
  others[2].form.emplace("place", "LE");
  others[3].files[0].name = "b.xlsx";
  others[4].files[0].bytes = "y";
  others[5].body = "z";
  others[6].method = "PUT";
  for (const HttpRequest& other : others) CHECK(fingerprint_of(other) != fingerprint_of(first));
  HttpRequest reopened = first;
  reopened.form.emplace("csrf", "token");
  HttpRequest signed_in_again = first;
  signed_in_again.form.emplace("csrf", "another");
  CHECK(fingerprint_of(reopened) == fingerprint_of(signed_in_again));
}
