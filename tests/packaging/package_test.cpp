// The .deb as `./run package` makes it: built, looked into, unpacked, and run from where it was unpacked.
#include <catch2/catch.hpp>

#include <filesystem>

#include "tests/doors/shell.h"

using doors::Folder;
using doors::run;

namespace {

// Built and unpacked once for all tests: the package in deb/, its files in root/, its scripts in control/.
const Folder& package() {
  static const Folder folder;
  static const auto built =
      run("cd $(dirname $(dirname $STP)) && ninja --quiet written >$OLDPWD/log 2>&1 && "
          "cpack -G DEB -B $OLDPWD/deb >>$OLDPWD/log 2>&1 && cd $OLDPWD && "
          "dpkg-deb -x deb/stp_*.deb root && dpkg-deb -e deb/stp_*.deb control",
          folder, 300);
  INFO(run("cat log", folder).out);
  REQUIRE(built.exit_code == 0);
  return folder;
}

// Runs a script of the package where every command that would change a computer only says that it was called.
doors::Ran script(const std::string& name, const std::string& arguments,
                  const std::string& has_user = "false") {
  const Folder folder;
  return run(
      "mkdir stubs && for c in adduser install chgrp chmod chown systemctl rm deluser "
      "userdel deb-systemd-invoke; do "
      "printf '#!/bin/sh\\necho CALLED '$c' \"$@\"\\n' >stubs/$c; done; printf '#!/bin/sh\\n" +
          has_user +
          "\\n' >stubs/getent; chmod +x stubs/*; PATH=$PWD/stubs:/usr/bin:/bin sh -eu "
          "$SOURCE/service/deploy/debian/" +
          name + " " + arguments + " | grep -v 'CALLED systemctl daemon-reload'; exit ${PIPESTATUS[0]}",
      folder);
}

}  // namespace

// One case, so that the package is built once.
TEST_CASE("the package") {
  SECTION("the package holds the program, its texts, unit, settings, manual and completion") {
    const auto files = run("dpkg-deb -c deb/stp_*.deb", package()).out;
    for (const char* file :
         {"./usr/bin/stp", "./usr/share/stp/templates/editions.yaml", "./usr/lib/systemd/system/stp.service",
          "./etc/stp/stp.conf", "./usr/share/man/man1/stp.1.gz",
          "./usr/share/bash-completion/completions/stp", "./usr/share/zsh/vendor-completions/_stp",
          "./usr/share/fish/vendor_completions.d/stp.fish", "./usr/share/doc/stp/copyright",
          "./usr/share/doc/stp/examples/nginx.conf"})
      CHECK(files.find(std::string(file) + "\n") != std::string::npos);
    CHECK(run("cat control/conffiles", package()).out == "/etc/stp/stp.conf\n");
    const auto depends = run("grep ^Depends: control/control", package()).out;
    CHECK(depends.find("adduser") != std::string::npos);
    CHECK(depends.find("libc6") != std::string::npos);
  }

  SECTION("Debian's own checker finds neither an error nor anything to warn of") {
    const auto found =
        run("lintian --allow-root --profile debian --fail-on error,warning deb/stp_*.deb", package());
    CHECK(found.out == "");
    CHECK(found.exit_code == 0);
  }

  SECTION("the newest entry of the changelog is of this version") {
    const auto newest =
        run("zcat root/usr/share/doc/stp/changelog.gz | sed -n '1s/^stp (\\(.*\\)) .*/\\1/p'", package());
    CHECK(newest.out == run("sed -n 's/^Version: //p' control/control", package()).out);
  }

  SECTION("the unpacked program runs, and its manual is the one in the package") {
    const auto made = run("root/usr/bin/stp blank finance --place leeds -o a.xlsx", package());
    CHECK(made.exit_code == 0);
    const auto named =
        run("STP_TEMPLATES=$PWD/root/usr/share/stp/templates root/usr/bin/stp blank finance --place leeds -o "
            "b.xlsx && "
            "cmp a.xlsx b.xlsx",
            package());
    CHECK(named.exit_code == 0);
    const auto page =
        run("zcat root/usr/share/man/man1/stp.1.gz >stp.1 && mandoc -T lint -W error stp.1 && "
            "root/usr/bin/stp man | cmp - stp.1",
            package());
    CHECK(page.exit_code == 0);
  }

  SECTION("bash loads the completion of the package") {
    const auto loaded =
        run("source root/usr/share/bash-completion/completions/stp && complete -p stp", package());
    CHECK(loaded.out == "complete -o default -F _stp stp\n");
  }
}

TEST_CASE("systemd finds nothing wrong with the unit, and little that it leaves open") {
  const Folder folder;
  const auto verified =
      run("sed \"s:/usr/bin/stp:$STP:\" $SOURCE/service/deploy/stp.service >stp.service && "
          "systemd-analyze verify --man=no ./stp.service",
          folder);
  CHECK(verified.err.find("stp.service") == std::string::npos);
  const auto exposure = run(
      "mkdir -p root/etc/systemd/system && cp $SOURCE/service/deploy/stp.service root/etc/systemd/system && "
      "systemd-analyze security --offline=true --root=$PWD/root stp.service | "
      "sed -n 's/.*exposure level for stp.service: \\([0-9.]*\\).*/\\1/p'",
      folder);
  REQUIRE(!exposure.out.empty());
  CHECK(std::stod(exposure.out) <= 1.5);
}

TEST_CASE("the unit tries again, however often, after the exit code for a database that is away") {
  const auto unit = doors::read(std::string(STP_SOURCE_DIR) + "/service/deploy/stp.service");
  for (const char* line : {"\nRestart=on-failure\n", "\nRestartPreventExitStatus=2 64\n",
                           "\nStartLimitIntervalSec=0\n", "\nRestartSec=5\n"})
    CHECK_THAT(unit, Catch::Contains(line));
}

TEST_CASE("installing makes the user and starts nothing") {
  const auto first = script("postinst", "configure");
  CHECK(first.exit_code == 0);
  CHECK(first.out.find("CALLED adduser --quiet --system --group") != std::string::npos);
  for (const char* folder : {"/var/lib/stp", "/srv/stp"})  // the two that the unit may write to
    CHECK((std::filesystem::exists(folder) ||
           first.out.find(std::string("CALLED install -d -m 0750 -o stp -g stp ") + folder + "\n") !=
               std::string::npos));
  for (const char* never : {" enable", " start", "CALLED rm"})
    CHECK(first.out.find("CALLED systemctl" + std::string(never)) == std::string::npos);
  CHECK(first.out.find("systemctl enable --now stp") != std::string::npos);  // is told to the person
  const auto again = script("postinst", "configure 0.0.9", "true");
  CHECK(again.exit_code == 0);
  CHECK(again.out.find("adduser") == std::string::npos);
}

TEST_CASE("neither removing nor purging takes what was handed in") {
  for (const char* arguments : {"remove", "upgrade 0.2.0"}) {
    const auto removed = script("postrm", arguments);
    CHECK(removed.exit_code == 0);
    CHECK(removed.out == "");
  }
  const auto purged = script("postrm", "purge");
  CHECK(purged.exit_code == 0);
  CHECK(purged.out.find("CALLED rm -f /etc/systemd/system/multi-user.target.wants/stp.service\n") == 0);
  CHECK(purged.out.find("CALLED", 1) == std::string::npos);
  CHECK(script("prerm", "upgrade 0.2.0").out == "");
}
