// Caged workers: the same answers as in this process, and whatever a file does to its reader ends with that
// file.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>
#include <sstream>
#include <thread>

#include "service/worker/cage.h"
#include "service/worker/packing.h"
#include "service/worker/workers.h"
#include "tests/support/asked.h"
#include "tests/support/not_tried.h"

using namespace stp;
using test::asked;
using test::blank_of;
using test::pipeline;

namespace {

const std::string templates = STP_SOURCE_DIR "/templates";

WorkersOptions product(std::size_t count = 1) { return {STP_BINARY, templates, count, 0, {}}; }

WorkersOptions mischief(std::size_t count = 1) { return {STP_MISCHIEF, templates, count, 0, {}}; }

Request to_do(const std::string& what) {
  return asked("check", "files", {{"odd.xlsx", "", "bytes"}}, {}, {{"do", {what}}});
}

Request good() { return asked("check", "files", {blank_of("activity", "leeds")}, {"json"}); }

void same(const Result<Answer>& one, const Result<Answer>& other) {
  REQUIRE(one.has_value() == other.has_value());
  CHECK(pack(one) == pack(other));
}

// The request is refused in words that name the file, and the next one is answered.
Refusal refused_and_next_works(const WorkersOptions& options, const Request& request) {
  Workers workers(options);
  const auto answer = workers.run(request);
  REQUIRE_FALSE(answer);
  CHECK(answer.error().where == "odd.xlsx");
  CHECK_FALSE(answer.error().remedy.empty());
  const auto next = workers.run(good());
  REQUIRE(next);
  CHECK(next->documents.front().bytes.find("\"place\": \"LE\"") != std::string::npos);
  CHECK(workers.state().refused == 1);
  CHECK(workers.state().answered == 1);
  return answer.error();
}

// Processes whose parent this is.
std::vector<pid_t> children() {
  std::vector<pid_t> found;
  for (const auto& one : std::filesystem::directory_iterator("/proc/self/task")) {
    std::ifstream list(one.path() / "children");
    for (pid_t child = 0; list >> child;) found.push_back(child);
  }
  return found;
}

}  // namespace

TEST_CASE("every verb gives the same answer in a cage as in this process") {
  Workers workers(product(2));
  const auto leeds = blank_of("finance", "leeds");
  auto fill = asked("fill", "file", {leeds});
  fill.files["from"] = {{"a.csv", "", "organisation,line,scenario,year,value\nRR8,F3010,DN,Y1,5\n"}};
  const auto filled = run_verb(pipeline(), fill);
  REQUIRE(filled);
  const InputFile file{"leeds.xlsx", "leeds", filled->documents.front().bytes};
  auto compare = asked("compare", "before", {leeds});
  compare.files["after"] = {file};
  const std::vector<Request> requests{
      {"blank", {}, {{"section", {"all"}}, {"place", {"kirklees"}}}, {}},
      fill,
      asked("check", "files", {file, {"letter.xlsx", "", "Dear team"}}, {"text", "json", "html", "csv"}),
      asked("consolidate", "files", test::blank_footprint(), {"text", "json", "xlsx"}),
      asked("explain", "file", {file}, {"text", "json"}, {{"line", {"F3010"}}, {"organisation", {"RR8"}}}),
      asked("bridge", "file", {file}, {"text", "json", "svg"}, {{"bridge", {"do-nothing"}}}),
      compare,
      asked("look", "file", {file}, {}, {{"cell", {"E20"}}}),
      {"rules", {}, {}, {"text", "json", "csv"}},
      {"lines", {}, {}, {"text", "json", "csv"}},
  };
  std::set<std::string> covered;
  for (const auto& request : requests) {
    INFO(request.verb);
    const auto here = run_verb(pipeline(), request);
    CHECK(here);
    same(workers.run(request), here);
    covered.insert(request.verb);
  }
  for (const auto& one : verbs()) CHECK(covered.count(one.name) == 1);
  same(workers.run({"sing", {}, {}, {}}), run_verb(pipeline(), {"sing", {}, {}, {}}));
}

TEST_CASE("a child that breaks down is a refusal for its file alone") {
  for (const char* what : {"abort", "crash", "throw", "recurse", "be silent", "babble", "lie"}) {
    INFO(what);
    CHECK(refused_and_next_works(mischief(), to_do(what)).code == "worker-crashed");
  }
}

TEST_CASE("a child that works without end is stopped") {
  auto options = mischief();
  options.limits.cpu_seconds = 1;
  CHECK(refused_and_next_works(options, to_do("loop")).code == "worker-time");
}

TEST_CASE("a child that takes its time is stopped by the clock") {
  auto options = mischief();
  options.limits.wall_seconds = 1;
  CHECK(refused_and_next_works(options, to_do("loop")).code == "worker-time");
}

TEST_CASE("a child that asks for memory without end is stopped") {
  if (sanitized) {
    not_tried("the address sanitizer reserves more than any limit on memory, so the cage sets none");
    return;
  }
  auto options = mischief();
  options.limits.memory_bytes = 512u << 20;
  const auto refusal = refused_and_next_works(options, to_do("allocate"));
  CHECK(refusal.code == "worker-memory");
  CHECK(refusal.sentence.find("512 MiB") != std::string::npos);
}

TEST_CASE("an answer larger than it may be is not given") {
  auto options = mischief();
  options.limits.answer_bytes = 4u << 20;
  auto request = to_do("say too much");
  request.options["size"] = {"5000000"};
  CHECK(refused_and_next_works(options, request).code == "worker-answer");
  CHECK(refused_and_next_works(options, to_do("write too much")).code == "worker-answer");
}

TEST_CASE("in the cage nothing can be opened, connected, started or signalled") {
  Workers workers(mischief());
  const auto answer = workers.run(to_do("try"));
  REQUIRE(answer);
  const std::string allowed = "memory of its own done\n";
  REQUIRE(answer->summary.ends_with(allowed));
  std::istringstream lines(answer->summary.substr(0, answer->summary.size() - allowed.size()));
  std::size_t tried = 0;
  for (std::string line; std::getline(lines, line); ++tried) {
    INFO(line);
    CHECK(line.ends_with(" forbidden"));
  }
  CHECK(tried == 19);
  CHECK_FALSE(std::filesystem::exists("/tmp/mischief"));
}

TEST_CASE("a worker that was ended is started again") {
  Workers workers(product());
  REQUIRE(workers.run(good()));
  const auto before = children();
  REQUIRE(before.size() == 1);
  REQUIRE(::kill(before[0], SIGKILL) == 0);
  CHECK(workers.run(good()));
  const auto after = children();
  REQUIRE(after.size() == 1);
  CHECK(after[0] != before[0]);
  CHECK(workers.state().started == 2);
}

TEST_CASE("a worker that is ended while it works does not lose the request") {
  auto options = mischief();
  options.limits.wall_seconds = 2;
  Workers workers(options);
  REQUIRE(workers.run(good()));
  std::thread ender([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    ::kill(children().at(0), SIGKILL);
  });
  const auto answer = workers.run(to_do("loop"));
  ender.join();
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == "worker-time");  // what the second worker said
  CHECK(workers.state().started == 2);
}

TEST_CASE("eight threads at once are all answered, and nothing is left behind") {
  {
    Workers workers(product(2));
    const auto request = good();
    const auto expected = pack(run_verb(pipeline(), request));
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
      threads.emplace_back([&] {
        for (int n = 0; n < 5; ++n) right += pack(workers.run(request)) == expected;
      });
    for (auto& one : threads) one.join();
    CHECK(right == 40);
    CHECK(workers.state().running == 0);
    CHECK(workers.state().answered == 40);
  }
  CHECK(children().empty());
}

TEST_CASE("what somebody waits for goes before what nobody waits for") {
  auto options = mischief();
  options.limits.wall_seconds = 1;
  Workers workers(options);
  std::mutex mutex;
  std::vector<std::string> order;
  const auto run = [&](const std::string& name, bool urgent) {
    workers.run(good(), urgent);
    const std::lock_guard lock(mutex);
    order.push_back(name);
  };
  const auto wait_for = [&](std::size_t waiting) {
    while (workers.state().waiting < waiting || workers.state().running == 0)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
  };
  std::vector<std::thread> threads;
  threads.emplace_back([&] { workers.run(to_do("loop")); });
  wait_for(0);
  threads.emplace_back([&] { run("patient", false); });
  wait_for(1);
  threads.emplace_back([&] { run("urgent", true); });
  wait_for(2);
  for (auto& one : threads) one.join();
  CHECK(order == std::vector<std::string>{"urgent", "patient"});
}

TEST_CASE("while the service stops, what runs is answered and what waits is told so") {
  auto options = mischief();
  options.limits.wall_seconds = 1;
  auto workers = std::make_unique<Workers>(options);
  Refusal first, second;
  std::thread running([&, at = workers.get()] { first = at->run(to_do("loop")).error(); });
  while (workers->state().running == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  std::thread waiting([&, at = workers.get()] { second = at->run(good()).error(); });
  while (workers->state().waiting == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  workers.reset();
  running.join();
  waiting.join();
  CHECK(first.code == "worker-time");
  CHECK(second.code == "workers-stopped");
  CHECK(children().empty());
}

TEST_CASE("a worker without templates says so, and the file is not blamed") {
  auto options = product();
  options.templates = "/nowhere";
  Workers workers(options);
  const auto answer = workers.run(good());
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == "workers-stopped");  // whoever asked keeps the file and asks again
  CHECK(answer.error().sentence.find("/nowhere") != std::string::npos);
  CHECK(answer.error().remedy.find("not at fault") != std::string::npos);
}

TEST_CASE("a worker that cannot be started says so") {
  auto options = product();
  options.program = "/bin/false";
  Workers workers(options);
  const auto answer = workers.run(good());
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == "workers-stopped");
}

TEST_CASE("packed requests and answers come out as they went in, anything else is refused") {
  Request request = asked("check", "files", {{"a.xlsx", "leeds", std::string("PK\0\1", 4)}}, {"json"},
                          {{"stage", {"draft"}}});
  const auto packed = pack(request);
  const auto back = unpack_request(packed);
  REQUIRE(back);
  CHECK(pack(*back) == packed);
  CHECK(back->files.at("files")[0].bytes.size() == 4);
  Answer answer;
  answer.documents = {{"json", "application/json", "a.json", "{}"}};
  answer.refused = {{"b.xlsx", {"code", "Sentence.", "where", "remedy"}}};
  answer.errors_found = true;
  answer.summary = "7 errors";
  const Result<Answer> good_answer = answer, refusal = refuse({"code", "Sentence.", "where", "remedy"});
  for (const auto& one : {good_answer, refusal}) {
    const auto bytes = pack(one);
    CHECK(pack(unpack_answer(bytes)) == bytes);
    for (std::size_t cut = 0; cut < bytes.size(); ++cut)
      CHECK(unpack_answer(std::string_view(bytes).substr(0, cut)).error().code == broken_packing);
    CHECK(unpack_answer(bytes + "x").error().code == broken_packing);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      auto damaged = bytes;
      damaged[i] = static_cast<char>(damaged[i] ^ 0xFF);
      unpack_answer(damaged);  // any outcome, but an outcome
    }
  }
}
