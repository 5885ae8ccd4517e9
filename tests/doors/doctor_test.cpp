// stp doctor as an operator meets it: the whole of it, on a sound installation and on broken ones.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/doors/shell.h"

using doors::Folder;
using doors::run;

namespace {

const std::string begin = "mkdir -m 700 data && ";

}  // namespace

TEST_CASE("the doctor finds nothing wrong with a new installation, one line for each check") {
  const Folder folder;
  const auto ran = run(begin + "$STP doctor --data data --port 0", folder);
  INFO(ran.out << ran.err);
  CHECK(ran.exit_code == 0);
  CHECK(ran.out.find("trouble ") == std::string::npos);
  CHECK(ran.out.find("ok       cage: ") != std::string::npos);
  CHECK(ran.out.find("\nnothing is wrong\n") != std::string::npos);
  CHECK(std::count(ran.out.begin(), ran.out.end(), '\n') >= 12);
}

TEST_CASE("the doctor names what is wrong and how to mend it, all at once") {
  const Folder folder;
  doors::write(folder.path() / "stp.conf", "data = data\nport = 0\nprot = 9\n");
  const auto ran = run(begin + "chmod o+rx data && $STP doctor --config stp.conf --inbox nowhere", folder);
  INFO(ran.out << ran.err);
  CHECK(ran.exit_code == 1);
  CHECK(ran.out.find("trouble  configuration: stp.conf: This file sets \"prot\"") != std::string::npos);
  CHECK(ran.out.find("trouble  privacy: data has mode 0705; expected: ") != std::string::npos);
  CHECK(ran.out.find("to mend: chmod o= data") != std::string::npos);
  CHECK(ran.out.find("trouble  inbox: nowhere is not there") != std::string::npos);
  CHECK(ran.out.find("\n3 troubles\n") != std::string::npos);
}

TEST_CASE("a certificate that is configured and not there is trouble, and never passed off as none") {
  const Folder folder;
  doors::write(folder.path() / "stp.conf",
               "data = data\nport = 0\ncertificate = \"none.pem\"\nkey = \"none.key\"\n");
  const auto ran = run(begin + "$STP doctor --config stp.conf", folder);
  INFO(ran.out << ran.err);
  CHECK(ran.exit_code == 1);
  CHECK(ran.out.find("trouble  certificate: none.pem cannot be read") != std::string::npos);
  CHECK(ran.out.find("trouble  key: none.key cannot be read") != std::string::npos);
  CHECK(ran.out.find("transport") == std::string::npos);
  CHECK(ran.out.find("none.key is kept from other users") == std::string::npos);
  CHECK(run("touch none.key && $STP serve --config stp.conf", folder).exit_code == 64);
}

TEST_CASE("one trouble is counted as one") {
  const Folder folder;
  const auto ran = run(begin + "$STP doctor --data data --port 0 --inbox nowhere", folder);
  CHECK(ran.out.find("\n1 trouble\n") != std::string::npos);
}

TEST_CASE("the doctor says when the texts are broken") {
  const Folder folder;
  const auto ran = run(begin +
                           "cp -r $SOURCE/templates t && rm t/periods.yaml && "
                           "STP_TEMPLATES=$PWD/t $STP doctor --data data --port 0",
                       folder);
  CHECK(ran.exit_code == 1);
  CHECK(ran.out.find("trouble  templates: ") != std::string::npos);
}

TEST_CASE("the doctor says when the texts are closed to the owner of the data") {
  const Folder folder;
  const auto ran = run(
      begin +
          "[ $(id -u) = 0 ] || exit 1; cp -r $SOURCE/templates t && chmod -R a+rX t && chmod 700 t && "
          "chmod 711 . && chown nobody data && STP_TEMPLATES=$PWD/t $STP doctor --data $PWD/data --port 0",
      folder);
  INFO(ran.out << ran.err);
  CHECK(ran.exit_code == 1);
  CHECK((ran.out.empty() || ran.out.find("trouble  templates: ") != std::string::npos));
}

TEST_CASE("the doctor says when files cannot be read in a cage") {
  const Folder folder;
  // Without the right to raise a limit, which is lower here than a cage's.
  const auto ran =
      run(begin +
              "ulimit -n 15; drop=; [ $(id -u) != 0 ] || drop='setpriv --bounding-set=-sys_resource'; "
              "$drop $STP doctor --data data --port 0",
          folder);
  INFO(ran.out << ran.err);
  CHECK(ran.exit_code == 1);
  CHECK(ran.out.find("trouble  cage: ") != std::string::npos);
}

TEST_CASE(
    "run by root, the doctor goes on as the owner of the data and minds no folder closed to that user") {
  const Folder folder;
  const auto ran =
      run(begin +
              "[ $(id -u) = 0 ] || exit 0; mkdir -m 700 closed && chmod 711 . && chown nobody data && "
              "cp -r $SOURCE/templates texts && chmod -R a+rX texts && "  // the source may lie in root's own
                                                                          // folder
              "STP_TEMPLATES=$PWD/texts PATH=$PWD/closed:$PATH $STP doctor --data $PWD/data --port 0",
          folder);
  INFO(ran.out << ran.err);
  CHECK(ran.exit_code == 0);
  CHECK((ran.out.empty() || ran.out.find("looking as nobody, who owns the data") != std::string::npos));
}

TEST_CASE(
    "the doctor says when an empty folder lies where a folder was watched, and the service does not use it") {
  const Folder folder;
  const auto ran =
      run(begin +
              "$STP watch inbox --data data --settle 0 --once && mv inbox unmounted && mkdir inbox && "
              "{ $STP watch inbox --data data --settle 0 --once; [ $? = 2 ]; } && "
              "[ -z \"$(ls -A inbox)\" ] && $STP doctor --data data --port 0 --inbox inbox",
          folder);
  INFO(ran.out << ran.err);
  CHECK(ran.exit_code == 1);
  CHECK(ran.out.find("trouble  inbox: ") != std::string::npos);
  CHECK(ran.out.find("put an empty file .stp-inbox into it") != std::string::npos);
  const auto returned =
      run("rmdir inbox && mv unmounted inbox && $STP doctor --data data --port 0 --inbox inbox", folder);
  CHECK(returned.exit_code == 0);
}

TEST_CASE("the doctor tells this installation's service from another's on its port") {
  const Folder folder;
  const auto ran = run(doors::serve_and("") + R"SH(mkdir -m 700 other; port=${base##*:}
$STP doctor --data data --port $port >own; echo $?
$STP doctor --data other --port $port >others; echo $?
kill -KILL $pid; wait $pid
$STP serve --data other --port $port >>log 2>&1 & pid=$!
for i in $(seq 100); do [ $(grep -c '^Serving on' log) = 2 ] && break; sleep 0.1; done
$STP doctor --data data --port $port >after; echo $?)SH",
                       folder);
  INFO(ran.err << doors::read(folder.path() / "log"));
  CHECK(ran.out == "0\n1\n1\n");
  CHECK_THAT(doors::read(folder.path() / "own"), Catch::Contains("this installation's stp, which is ready"));
  for (const std::string said : {"others", "after"})
    CHECK_THAT(doors::read(folder.path() / said),
               Catch::Contains("is served by an stp of another data folder"));
}
