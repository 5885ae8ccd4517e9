// What a proxy and a monitor are told when the watched folder is lost: the pages go on, and the loss is
// counted.
#include <catch2/catch.hpp>

#include "tests/doors/shell.h"

using doors::Folder;
using doors::run;

namespace {

// Makes the first administrator by the link, and asks as her.
constexpr auto ask = R"PY(
import re, sys, http.cookiejar, urllib.parse, urllib.request
said = open("out").read()
base, token = re.search(r"at (http://[^/]*)/set-up\?link=(\S+)", said).groups()
jar = http.cookiejar.CookieJar()
web = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
web.addheaders = [("Origin", base)]
word = "a phrase nobody else says 61"
fields = {"csrf": "", "name": "ann", "shown": "Ann", "password": word, "again": word, "link": token}
web.open(base + "/set-up", urllib.parse.urlencode(fields).encode()).read()
ready = web.open(base + "/api/v1/ready")
print(ready.status, ready.read().decode())
gauge = re.search("^stp_folder_troubles .*", web.open(base + "/api/v1/metrics").read().decode(), re.M)
print(gauge.group(0))
print("watched folder" in web.open(base + "/admin/health").read().decode())
)PY";

}  // namespace

TEST_CASE("a lost watched folder takes the pages from nobody, and is shown to those who can mend it") {
  const Folder folder;
  doors::write(folder.path() / "ask.py", ask);
  const auto asked =
      run("mkdir inbox; $STP serve --data data --inbox inbox --port 0 >out 2>err & id=$!\n"
          "for i in $(seq 300); do grep -q set-up out && break; sleep 0.1; done\n"
          "mv inbox elsewhere\n"
          "for i in $(seq 300); do grep -q folder-lost out err && break; sleep 0.1; done\n"
          "python3 ask.py; kill $id; wait $id",
          folder);
  INFO(asked.err);
  CHECK(asked.out.find("200 ") == 0);
  CHECK(asked.out.find("\"ready\"") != std::string::npos);
  CHECK(asked.out.find("inbox") == std::string::npos);
  CHECK(asked.out.find("stp_folder_troubles 1\nTrue\n") != std::string::npos);
}

TEST_CASE("a service whose files cannot grow is not ready, says it once, and goes on when they can") {
  const Folder folder;
  const auto ran = run(R"SH($STP serve --data data --port 0 >out 2> >(cat >err) & id=$!
for i in $(seq 300); do grep -q set-up out && break; sleep 0.1; done
base=$(sed -n 's,^Serving on \(.*\)/$,\1,p' out)
cat >ready.py <<'END'
import json, sys, urllib.request, urllib.error
try: answer = urllib.request.urlopen(sys.argv[1] + "/api/v1/ready")
except urllib.error.HTTPError as refused: answer = refused
print(answer.status, json.loads(answer.read())["troubles"])
END
cat >write.py <<'END'
import sys, re, urllib.parse, urllib.request, urllib.error
token = re.search(r"link=(\S+)", open("out").read()).group(1)
word = "a phrase nobody else says 61"
fields = {"csrf": "", "name": "ann", "shown": "Ann", "password": word, "again": word, "link": token}
asked = urllib.request.Request(sys.argv[1] + "/set-up", urllib.parse.urlencode(fields).encode(), {"Origin": sys.argv[1]})
try: print(urllib.request.urlopen(asked).status)
except urllib.error.HTTPError as refused: print(refused.status)
END
python3 ready.py $base
prlimit --pid $id --fsize=1024:
python3 write.py $base
sleep 2
python3 ready.py $base
grep -c 'database cannot be written' err
prlimit --pid $id --fsize=unlimited:
python3 ready.py $base
python3 write.py $base
grep -c 'database can be written again' err
kill -TERM $id; wait $id; echo ended $?)SH",
                       folder);
  INFO(ran.out << ran.err << doors::read(folder.path() / "err"));
  CHECK(ran.out ==
        "200 []\n503\n503 ['the database cannot be written: the disk of the database fails']\n1\n"
        "200 []\n200\n1\nended 0\n");
}

TEST_CASE("a port that is taken is said with what to do, and is no defect of the program") {
  const Folder folder;
  const auto ran =
      run("python3 -c \"import socket, subprocess, sys; taken = socket.create_server(('127.0.0.1', 0)); "
          "sys.exit(subprocess.run([sys.argv[1], 'serve', '--data', 'data', '--port', "
          "str(taken.getsockname()[1])]).returncode)\" $STP",
          folder);
  CHECK(ran.exit_code == 2);
  CHECK(ran.err.find("cannot listen on 127.0.0.1 port ") != std::string::npos);
  CHECK(ran.err.find("choose another with --port") != std::string::npos);
}

TEST_CASE("a key that is not the certificate's is refused at the start, with what to give instead") {
  const Folder folder;
  const auto ran = run(
      "for one in a b; do openssl req -x509 -newkey rsa:2048 -nodes -keyout $one.key -out $one.pem -days 2 "
      "-subj /CN=localhost 2>/dev/null; done; timeout 20 $STP serve --data data --port 0 --certificate a.pem "
      "--key b.key",
      folder);
  CHECK(ran.exit_code == 2);
  CHECK(ran.err.find("the key b.key does not belong to the certificate a.pem") != std::string::npos);
  CHECK(ran.err.find("its own key") != std::string::npos);
}

TEST_CASE("a port that is none is refused with those there are, on the command line and in the file") {
  const Folder folder;
  for (const std::string port : {"70000", "-1", "http", "80a"}) {
    INFO(port);
    doors::write(folder.path() / "stp.conf", "port = \"" + port + "\"\n");
    for (const std::string& way : {"--port=" + port, std::string("--config stp.conf")}) {
      const auto ran = run("\"$STP\" serve --data data " + way + " 2>&1", folder);
      INFO(ran.out);
      CHECK(ran.exit_code == 64);
      CHECK(ran.out.find("\"" + port + "\" is no port") != std::string::npos);
      CHECK(ran.out.find("from 0 (any free one) to 65535") != std::string::npos);
    }
  }
  CHECK_FALSE(std::filesystem::exists(folder.path() / "data"));
}
