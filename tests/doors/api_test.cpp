// The JSON API of the real service, by a client in another language that knows its OpenAPI document alone, by
// a validator that holds every answer against that document, and by a linter.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/doors/shell.h"
#include "tests/support/postgres.h"

using doors::Folder;
using doors::make_demonstration;
using doors::run;

namespace {

std::string serve_for_clients(const std::string& options) {
  return doors::serve_and(options) + R"SH(export clients=$SOURCE/tests/clients/python
get() { python3 -c "import sys, urllib.request as r; sys.stdout.buffer.write(r.urlopen(sys.argv[1]).read())" $base$1; }
)SH";
}

void whole_job(const std::string& database) {
  const Folder folder;
  make_demonstration(folder);
  const auto ran = run(
      serve_for_clients("--demo demo " + database) + "python3 $clients/whole_job.py $base demo", folder, 400);
  INFO(ran.out << ran.err << run("tail -40 log", folder).out);
  CHECK(ran.out.find("the whole job is done") != std::string::npos);
  CHECK(ran.exit_code == 0);
}

// What the validator says of answers that were kept.
std::string judged(const std::string& answers, const Folder& folder) {
  return run("cd judge && node judge.mjs ../openapi.json ../" + answers + " 2>&1", folder).out;
}

// A kept answer, as it was but for one member of its body, alone in a file.
std::string judged_with(const char* member, const nlohmann::json& value, const std::string& answers,
                        const Folder& folder) {
  std::istringstream lines(answers);
  for (std::string line; std::getline(lines, line);) {
    auto answer = nlohmann::json::parse(line);
    if (answer.at("operation") != "getReturn" || answer.at("status") != 200) continue;
    auto body = nlohmann::json::parse(answer.at("body").get<std::string>());
    body[member] = value;
    answer["body"] = body.dump();
    doors::write(folder.path() / "altered.jsonl", answer.dump() + "\n");
    return judged("altered.jsonl", folder);
  }
  FAIL("no answer of getReturn was kept");
  return "";
}

}  // namespace

TEST_CASE("a client written from the OpenAPI document alone drives the whole job on PostgreSQL") {
  whole_job("--database " + test_postgres::shared_server().new_database());
}

TEST_CASE("every answer of the whole job and of every route is as the OpenAPI document declares it") {
  const Folder folder;
  make_demonstration(folder);
  const auto ran =
      run(serve_for_clients("--demo demo") +
              "get /api/v1/openapi.json >openapi.json\n"
              "export ANSWERS_KEPT_IN=$PWD/answers.jsonl\n"
              "python3 $clients/whole_job.py $base demo && python3 $clients/walk.py $base demo &&\n"
              "cp -r $SOURCE/tests/answers judge && cd judge && npm ci >/dev/null 2>&1",
          folder, 500);
  INFO(ran.out << ran.err << run("tail -40 log", folder).out);
  CHECK(ran.out.find("the whole job is done") != std::string::npos);
  REQUIRE(ran.exit_code == 0);
  const std::string verdict = judged("answers.jsonl", folder);
  INFO(verdict);
  CHECK(verdict.find(" 0 faults") != std::string::npos);
  std::printf("%s", verdict.c_str());

  // The same validator finds what is not declared.
  const std::string answers = doors::read(folder.path() / "answers.jsonl");
  CHECK(judged_with("revision", 1, answers, folder).find("FAULT getReturn 200") == std::string::npos);
  CHECK(
      judged_with("revision", "1", answers, folder).find("FAULT getReturn 200: /revision must be integer") !=
      std::string::npos);
  CHECK(judged_with("surprise", 1, answers, folder)
            .find("FAULT getReturn 200: the whole must NOT have unevaluated properties "
                  "{\"unevaluatedProperty\":\"surprise\"}") != std::string::npos);
  CHECK(judged_with("place", nullptr, answers, folder).find("FAULT getReturn 200: /place must be string") !=
        std::string::npos);
}

TEST_CASE("the examples of the guide for clients do what the guide says") {
  const Folder folder;
  make_demonstration(folder);
  doors::write(folder.path() / "wrong.md", "```bash\necho one two three\n```\n```\none ... four\n```\n");
  const auto ran =
      run(serve_for_clients("--demo demo") +
              "export base; python3 $SOURCE/tests/doors/examples.py $SOURCE/service/api/README.md &&\n"
              "! python3 $SOURCE/tests/doors/examples.py wrong.md",
          folder, 300);
  INFO(ran.out << ran.err);
  CHECK(ran.exit_code == 0);
  CHECK(ran.out.find(" examples did what the guide says") != std::string::npos);
  CHECK(ran.err.find("should print\none ... four\n\nit printed\none two three\n") != std::string::npos);
}

TEST_CASE("a linter finds nothing in the OpenAPI document") {
  const Folder folder;
  const auto ran = run(serve_for_clients("") +
                           "get /api/v1/openapi.json >openapi.json\n"
                           "cp -r $SOURCE/tests/openapi linter && cd linter && npm ci >/dev/null 2>&1 &&\n"
                           "REDOCLY_TELEMETRY=off npx --no-install redocly lint --config redocly.yaml "
                           "../openapi.json 2>&1",
                       folder, 300);
  INFO(ran.out << ran.err);
  CHECK(ran.exit_code == 0);
  CHECK(ran.out.find("Your API description is valid") != std::string::npos);
  CHECK(ran.out.find("warning") == std::string::npos);
}
