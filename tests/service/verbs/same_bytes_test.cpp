// The same file gives the same bytes by the command line, in this process and in a cage.
#include <catch2/catch.hpp>

#include "service/worker/workers.h"
#include "tests/doors/shell.h"
#include "tests/support/asked.h"

using namespace stp;
using test::asked;
using test::blank_of;
using test::pipeline;

namespace {

// A Leeds finance workbook with a figure that the rules find wanting.
InputFile with_findings() {
  auto fill = asked("fill", "file", {blank_of("finance", "leeds", "2016-09-16")});
  fill.files["from"] = {{"a.csv", "", "organisation,line,scenario,year,value\nRR8,F3010,DN,Y1,5000000000\n"}};
  const auto answer = run_verb(pipeline(), fill);
  if (!answer) FAIL(to_text(answer.error()));
  return {"leeds.xlsx", "sent", answer->documents.front().bytes};
}

}  // namespace

TEST_CASE(
    "a check gives the same bytes at the command line, from run_verb and from a cage, in every format") {
  const doors::Folder folder;
  const auto file = with_findings();
  std::filesystem::create_directory(folder.path() / "sent");
  doors::write(folder.path() / "sent" / file.name, file.bytes);
  Workers workers({STP_BINARY, STP_SOURCE_DIR "/templates", 1, 0, {}});
  for (const std::string stage : {"", "draft"})
    for (const auto& format : verb("check")->formats) {
      INFO(format.name << " " << stage);
      auto request = asked("check", "files", {file}, {format.name});
      if (!stage.empty()) request.options["stage"] = {stage};
      const auto here = run_verb(pipeline(), request), caged = workers.run(request);
      REQUIRE(here);
      REQUIRE(caged);
      const std::string flag = format.name == "text" ? "" : " --" + format.name;
      const auto ran = doors::run(
          "$STP check sent/" + file.name + flag + (stage.empty() ? "" : " --stage " + stage), folder);
      CHECK(ran.exit_code == (here->errors_found ? 1 : 0));
      CHECK(here->errors_found == caged->errors_found);
      CHECK(here->documents.front().bytes.find("leeds.xlsx") != std::string::npos);
      CHECK((ran.out == here->documents.front().bytes));
      CHECK((caged->documents.front().bytes == here->documents.front().bytes));
    }
}
