// Keys of requests that may come again, when the process that worked under them is alive, slow, or dead.
#include "service/api/kept_answers.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "service/api/submission_routes.h"
#include "tests/service/desk/desk_fixture.h"

using namespace desks;
using Json = nlohmann::json;

namespace {

constexpr std::chrono::milliseconds quickly(5);
constexpr std::chrono::hours never(1);

// Two processes on one database, and one clock that the test turns.
class TwoProcesses {
 public:
  explicit TwoProcesses(const std::string& engine) : open_(engine) {
    first.process = "one";
    second.process = "two";
    first.now = second.now = [this] {
      const std::lock_guard lock(mutex_);
      return now_;
    };
  }
  void turn(int seconds) {
    const std::lock_guard lock(mutex_);
    now_ = utc_in(now_, seconds);
  }
  void until_renewed() {
    const std::string now = first.now();
    for (int i = 0; i < 2000; ++i) {
      std::string at;
      first.database.read(
          [&](DbSession& session) { at = session.rows("SELECT at FROM repeats", {}).at(0).text(0); });
      if (at == now) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    FAIL("the lease was not renewed");
  }

 private:
  OpenDesk open_;
  std::mutex mutex_;
  std::string now_ = "2026-11-25T10:00:00.000Z";

 public:
  Desk first = open_.desk(), second = open_.desk();
};

HttpRequest handing_in(const std::string& bytes) {
  HttpRequest request;
  request.method = "POST";
  request.path = "/api/v1/submissions";
  request.headers["idempotency-key"] = "k";
  request.files = {{"file", "a.xlsx", bytes}};
  request.form.emplace("place", "LE");
  request.caller = person("lee", Role::preparer, "LE");
  return request;
}

Route hand_in_route(const Desk& desk) {
  for (Route& route : submission_routes(desk))
    if (route.name == "submit") return route;
  throw std::runtime_error("files cannot be handed in");
}

std::string header(const HttpAnswer& answer, const std::string& name) {
  for (const auto& [its, value] : answer.headers)
    if (its == name) return value;
  return "";
}

}  // namespace

TEST_CASE("a key is held as long as its process works, and free soon after that has died") {
  TwoProcesses both(GENERATE("sqlite", "postgresql"));
  auto working = kept_answers(both.first, quickly);
  const auto other = kept_answers(both.second, never);
  REQUIRE_FALSE(working->take("lee", "k", "print"));
  for (int i = 0; i < 4; ++i) {
    both.turn(15);
    both.until_renewed();
    const auto found = other->take("lee", "k", "print");
    REQUIRE(found);
    CHECK_FALSE(found->answer);
  }
  working.reset();  // no more renewals, and no word to anybody
  both.turn(19);
  CHECK(other->take("lee", "k", "print"));
  both.turn(2);
  CHECK_FALSE(other->take("lee", "k", "print"));
}

TEST_CASE("who lost its key to another neither keeps an answer under it nor gives it away") {
  TwoProcesses both(GENERATE("sqlite", "postgresql"));
  const auto slow = kept_answers(both.first, never), other = kept_answers(both.second, never);
  REQUIRE_FALSE(slow->take("lee", "k", "print"));
  both.turn(21);
  REQUIRE_FALSE(other->take("lee", "k", "print"));
  slow->keep("lee", "k", {201, "text/plain", "of the slow one"});
  slow->release("lee", "k");
  const auto found = slow->take("lee", "k", "print");
  REQUIRE(found);
  CHECK_FALSE(found->answer);
  other->keep("lee", "k", {201, "text/plain", "of the other"});
  CHECK(slow->take("lee", "k", "print")->answer->body == "of the other");
}

TEST_CASE("a handing in that died between receipt and answer is the same when it is repeated under its key") {
  TwoProcesses both(GENERATE("sqlite", "postgresql"));
  const HttpRequest request = handing_in("no workbook, but kept");
  // As far as the first process came: the key taken, the file received, no answer.
  REQUIRE_FALSE(kept_answers(both.first, never)->take("lee", "k", fingerprint_of(request)));
  const Json first = Json::parse(hand_in_route(both.first).handle(request).body);

  const Route again = with_kept_answers(kept_answers(both.second, never), hand_in_route(both.second));
  both.turn(5);
  const HttpAnswer wait = again.handle(request);
  CHECK(wait.status == 409);
  CHECK(Json::parse(wait.body).at("code") == "still-running");
  CHECK(header(wait, "Retry-After") == "5");
  both.turn(16);
  const HttpAnswer answer = again.handle(request);
  CHECK(answer.status == 201);
  CHECK(Json::parse(answer.body) == first);
  const std::string sha256 = first.at("submissions").at(0).at("receipt").at("sha256");
  CHECK(receipt(both.second, sha256)->sightings == 1);
  CHECK(header(again.handle(request), "Idempotent-Replayed") == "true");
}

TEST_CASE("the same file twice in a request, or under another key, is another handing in each time") {
  TwoProcesses both("sqlite");
  HttpRequest request = handing_in("no workbook, but kept");
  request.files.push_back(request.files.front());
  const Route route = hand_in_route(both.first);
  const Json first = Json::parse(route.handle(request).body);
  const std::string sha256 = first.at("submissions").at(0).at("receipt").at("sha256");
  CHECK(receipt(both.first, sha256)->sightings == 2);
  route.handle(request);
  CHECK(receipt(both.first, sha256)->sightings == 2);
  request.headers["idempotency-key"] = "another";
  route.handle(request);
  CHECK(receipt(both.first, sha256)->sightings == 4);
}
