// The options of stp serve from a file: the same names, the command line first, nothing unknown.
#include <CLI/CLI.hpp>
#include <catch2/catch.hpp>
#include <regex>

#include "service/cli/serve_options.h"
#include "tests/doors/shell.h"

namespace {

struct Told {
  stp::ServeOptions options;
  int exit_code = 0;
  std::string said;
};

Told tell(const std::string& config, std::vector<std::string> arguments = {}) {
  const doors::Folder folder;
  doors::write(folder.path() / "stp.conf", config);
  Told told;
  CLI::App app;
  auto* command = app.add_subcommand("serve", "");
  stp::declare_serve_options(*command, told.options);
  arguments.insert(arguments.begin(), {"serve", "--config", folder.file("stp.conf")});
  std::reverse(arguments.begin(), arguments.end());
  try {
    app.parse(arguments);
  } catch (const CLI::ParseError& error) {
    told.exit_code = error.get_exit_code();
    told.said = error.what();
  }
  return told;
}

}  // namespace

TEST_CASE("a configuration file gives the options of stp serve, required ones too") {
  const auto told = tell(
      "# where\ndata = /srv/stp\nport = 9000\npublic-url = \"https://returns.example\"\n"
      "trusted-proxy = 127.0.0.1\ntrusted-proxy = 10.0.0.1\n");
  CHECK(told.said == "");
  CHECK(told.options.data == "/srv/stp");
  CHECK(told.options.port == 9000);
  CHECK(told.options.public_url == "https://returns.example");
  CHECK(told.options.trusted_proxies == std::vector<std::string>{"127.0.0.1", "10.0.0.1"});
}

TEST_CASE("the command line goes before the configuration file") {
  const auto told = tell("data = /srv/stp\nport = 9000\n", {"--port", "9001"});
  CHECK(told.said == "");
  CHECK(told.options.port == 9001);
}

TEST_CASE("an unknown or impossible line of the configuration file is named, all at once") {
  const auto told = tell("data = /srv/stp\nprot = 9000\nport = many\n[server]\nport = 1\n");
  CHECK(told.exit_code != 0);
  CHECK(told.said.find("\"prot\"") != std::string::npos);
  CHECK(told.said.find("Options are: data, ") != std::string::npos);
  CHECK(told.said.find("many") != std::string::npos);
  CHECK(told.said.find("\"server.port\"") != std::string::npos);
}

TEST_CASE("a configuration file that is not there is said") {
  stp::ServeOptions options;
  std::vector<stp::Refusal> troubles;
  CLI::App app;
  auto* command = app.add_subcommand("doctor", "");
  stp::declare_serve_options(*command, options, troubles);
  app.parse("doctor --data d --config /nowhere/stp.conf");
  REQUIRE(troubles.size() == 1);
  CHECK(troubles[0].code == "config-unreadable");
}

TEST_CASE("the configuration of the package names every option but that of the demonstration, and no other") {
  std::string told = doors::read(std::filesystem::path(STP_SOURCE_DIR) / "service/deploy/stp.conf");
  // Settings that are only shown stand behind a "# ", explanations do too but have no "=".
  told = std::regex_replace(told, std::regex("\n# ([a-z-]+ = )"), "\n$1");
  const doors::Folder folder;
  doors::write(folder.path() / "stp.conf", told);
  stp::ServeOptions options;
  std::vector<stp::Refusal> troubles;
  CLI::App app;
  auto* command = app.add_subcommand("doctor", "");
  stp::declare_serve_options(*command, options, troubles);
  app.parse("doctor --config " + folder.file("stp.conf"));
  for (const auto& trouble : troubles) CHECK(trouble.code != "config-unknown");
  CHECK(options.data == "/var/lib/stp");
  CHECK(options.port == 8080);
  for (const CLI::Option* option : command->get_options()) {
    if (!option->get_configurable() || option->get_lnames().front() == "demo") continue;
    INFO(option->get_name());
    CHECK(told.find("\n" + option->get_lnames().front() + " = ") != std::string::npos);
  }
}
