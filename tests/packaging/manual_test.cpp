// The manual page and what shells complete: made by the program from the options it declares.
#include <catch2/catch.hpp>

#include <sstream>

#include "tests/doors/shell.h"

using doors::Folder;
using doors::run;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// The commands as the program's own help lists them.
std::vector<std::string> commands(const Folder& folder) {
  return lines_of(
      run("$STP --help | sed -n '/^Subcommands:/,$ s/^  \\([a-z-][a-z-]*\\) .*/\\1/p'", folder).out);
}

std::string offered(const Folder& folder, const std::string& words, int at) {
  return run("$STP completion bash >stp && source ./stp && COMP_WORDS=(" + words +
                 ") && COMP_CWORD=" + std::to_string(at) + " && { _stp; echo \"${COMPREPLY[*]}\"; }",
             folder)
      .out;
}

}  // namespace

TEST_CASE("the manual page is sound and describes every command") {
  const Folder folder;
  const auto lint = run("$STP man >stp.1 && mandoc -T lint -W error stp.1", folder);
  CHECK(lint.out == "");
  CHECK(lint.exit_code == 0);
  const auto page = run("mandoc -T utf8 -O width=200 stp.1 | sed 's/.\\x08//g'", folder).out;
  const auto all = commands(folder);
  REQUIRE(all.size() > 10);
  for (const auto& command : all) CHECK(page.find("\n   stp " + command) != std::string::npos);
  CHECK(page.find("reference edition, reconstructed from public papers") != std::string::npos);
}

TEST_CASE("the manual page describes every function, and shells complete their names") {
  const Folder folder;
  const auto page = run("$STP man | sed 's/\\\\-/-/g'", folder).out;
  const auto names = lines_of(run("$STP fn | sed -n 's/^  \\([a-z]*\\) .*/\\1/p'", folder).out);
  REQUIRE(names.size() > 40);
  const auto offers = offered(folder, "stp fn ''", 2), zsh = run("$STP completion zsh", folder).out,
             fish = run("$STP completion fish", folder).out;
  for (const auto& name : names) {
    INFO(name);
    CHECK(page.find("\n\\fB" + name + " ") != std::string::npos);
    for (const auto* completion : {&offers, &zsh, &fish}) CHECK(completion->find(name) != std::string::npos);
  }
  CHECK(offered(folder, "stp fn gro", 2) == "grow growsimple\n");
  CHECK(offered(folder, "stp fn --js", 2) == "--json\n");
}

TEST_CASE("the manual page describes every option a command's own help names") {
  const Folder folder;
  const auto page = run("$STP man | sed 's/\\\\-/-/g; s/\\\\f[BIR]//g'", folder).out;
  for (const auto& command : commands(folder))
    for (const auto& option :
         lines_of(run("$STP " + command + " --help | grep -o -- '--[a-z-]*' | sort -u", folder).out)) {
      if (option == "--help") continue;
      const auto begin = page.find(".SS stp " + command);
      REQUIRE(begin != std::string::npos);
      INFO(command << " " << option);
      CHECK(page.substr(begin, page.find("\n.S", begin + 1) - begin).find(option) != std::string::npos);
    }
}

TEST_CASE("bash completes commands, options and choices") {
  const Folder folder;
  const auto first = offered(folder, "stp c", 1);
  CHECK(first.find("check") != std::string::npos);
  CHECK(first.find("consolidate") != std::string::npos);
  CHECK(first.find("blank") == std::string::npos);
  CHECK(offered(folder, "stp check --pre", 2) == "--previous\n");
  CHECK(offered(folder, "stp check --stage nat", 3) == "national\n");
  CHECK(offered(folder, "stp check a-file", 2) == "\n");  // files are left to bash
}

TEST_CASE("zsh and fish are told every command, other shells are refused") {
  const Folder folder;
  const auto zsh = run("$STP completion zsh", folder).out;
  const auto fish = run("$STP completion fish", folder).out;
  for (const auto& command : commands(folder)) {
    CHECK(zsh.find("'" + command + ":") != std::string::npos);
    CHECK(fish.find(" -a " + command + " ") != std::string::npos);
  }
  CHECK(run("$STP completion csh", folder).exit_code == 64);
}
