// Broken installations of each kind, and what the doctor says of them.
#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "service/doctor/checks.h"
#include "service/serve/held_port.h"
#include "service/store/bytes.h"
#include "service/store/clock.h"
#include "service/store/database.h"
#include "service/store/log.h"
#include "tests/doors/shell.h"
#include "tests/support/not_tried.h"

namespace fs = std::filesystem;
using namespace stp;
using namespace stp::doctor;

namespace {

// An installation that nothing is wrong with: a private data folder with a database, a log and a stored file.
struct Installation {
  doors::Folder folder;
  Asked asked;
  std::string data = folder.file("data");
  std::string stored;

  Installation() {
    asked.options.data = data;
    fs::create_directory(data);
    fs::permissions(data, fs::perms::owner_all);
    stored = *Bytes(data + "/bytes").keep("a workbook");
    change({"INSERT INTO documents (footprint, owner, format, sha256) VALUES ('F', 'o', 'json', '" + stored +
            "')"});
    const auto database = open();
    database->write([](DbSession& session) {
      append_log(session, "F", {utc_now(), "someone", "note", "first", "{}"});
      append_log(session, "F", {utc_now(), "someone", "note", "second", "{}"});
    });
    fs::permissions(data + "/stp.db", fs::perms::owner_read | fs::perms::owner_write);
  }
  std::unique_ptr<Database> open() const { return std::move(*Database::open("sqlite:" + data + "/stp.db")); }
  void change(const std::vector<std::string>& statements) const {
    open()->write([&](DbSession& session) {
      for (const auto& one : statements) session.run(one);
    });
  }
};

Checks troubles(const Checks& checks) {
  Checks wrong;
  for (const auto& check : checks)
    if (!check.well) wrong.push_back(check);
  return wrong;
}

// The one thing that is wrong; it says how to mend it.
Check only(const Checks& checks) {
  const auto wrong = troubles(checks);
  for (const auto& check : wrong) UNSCOPED_INFO(to_line(check));
  REQUIRE(wrong.size() == 1);
  CHECK(!wrong[0].remedy.empty());
  return wrong[0];
}

// A socket that listens on a port of its own and never says anything.
struct Listener {
  int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  std::uint16_t port = 0;
  Listener() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(socket, 4) == 0);
    REQUIRE(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port = ntohs(address.sin_port);
  }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener() { ::close(socket); }
};

void make_certificate(const doors::Folder& folder, const std::string& name, int days) {
  const auto made = doors::run(
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost "
      "-keyout " +
          name + ".key -out " + name + ".pem -days " + std::to_string(days) + " && chmod 600 " + name +
          ".key",
      folder);
  INFO(made.err);
  REQUIRE(made.exit_code == 0);
}

void make_ended_certificate(const doors::Folder& folder, const std::string& name) {
  doors::write(folder.path() / "ca.conf",
               "[ca]\ndefault_ca=d\n[d]\ndatabase=index\npolicy=p\nnew_certs_dir=.\nserial=serial\n[p]"
               "\ncommonName=supplied\n");
  const auto made = doors::run(
      "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost -keyout " +
          name +
          ".key -out request.pem && touch index && openssl ca -batch -selfsign -in request.pem -keyfile " +
          name + ".key -out " + name +
          ".pem -startdate 20200101000000Z -enddate 20200201000000Z -notext -create_serial "
          "-md sha256 -config ca.conf && chmod 600 " +
          name + ".key",
      folder);
  INFO(made.err);
  REQUIRE(made.exit_code == 0);
}

}  // namespace

TEST_CASE("jobs that failed are told with their number, since when, why, and what to do") {
  const Installation good;
  CHECK(troubles(database(good.asked)).empty());
  good.change(
      {"INSERT INTO jobs (footprint, id, kind, subject, lane, state, turn, asked, attempts, added_at, "
       "claimant, lease_until, why, failed_at) VALUES ('F', 1, 'total', '2016-09-16', 't', 'failed', "
       "1, 1, 5, '', '', '', 'bytes are missing', '2026-11-25T12:00:00.000Z')"});
  const auto check = only(database(good.asked));
  CHECK(check.subject == "jobs");
  CHECK_THAT(check.found, Catch::Contains("1 failed") && Catch::Contains("total 2016-09-16") &&
                              Catch::Contains("2026-11-25T12:00") && Catch::Contains("bytes are missing"));
  CHECK_THAT(check.remedy, Catch::Contains("tried again every hour"));
}

TEST_CASE("nothing is said against a sound data folder, database and log") {
  const Installation sound;
  CHECK(troubles(data_folder(sound.asked.options)).empty());
  CHECK(troubles(database(sound.asked)).empty());
}

TEST_CASE("a data folder that is missing, or no folder, is said") {
  ServeOptions options;
  options.data = "/nowhere/stp";
  CHECK(only(data_folder(options)).found.find("is not there") != std::string::npos);
  options.data = "/etc/passwd";
  CHECK(only(data_folder(options)).found.find("is no folder") != std::string::npos);
}

TEST_CASE("a data folder that others may read is said") {
  const Installation open;
  fs::permissions(open.data, fs::perms::others_read | fs::perms::others_exec, fs::perm_options::add);
  CHECK(only(data_folder(open.asked.options)).found.find("mode 0705") != std::string::npos);
}

TEST_CASE("a data folder that belongs to another user is said") {
  if (::geteuid() != 0) return not_tried("only root can give a folder away");
  const Installation given;
  REQUIRE(::chown(given.data.c_str(), 1, 1) == 0);
  CHECK(only(data_folder(given.asked.options)).subject == "owner");
}

TEST_CASE("root looks as the owner of the data, in that user's home, where the database's password lies") {
  if (::geteuid() != 0) return not_tried("only root can become another");
  const Installation given;
  REQUIRE(::chown(given.data.c_str(), 1, 1) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const bool well = become_owner(given.asked.options).well;
    const std::string home = std::getenv("HOME");
    ::_exit(well && ::geteuid() == 1 && home == ::getpwuid(1)->pw_dir ? 0 : 1);
  }
  int status = -1;
  ::waitpid(child, &status, 0);
  CHECK(status == 0);
}

TEST_CASE("a data folder that cannot be written is said, and nothing is left in one that can") {
  const Installation sound;
  data_folder(sound.asked.options);
  for (const auto& item : fs::directory_iterator(sound.data))
    CHECK(item.path().filename().string().find("doctor") == std::string::npos);
  ServeOptions options;
  options.data = "/proc/self";  // nobody can make files there
  const auto wrong = troubles(data_folder(options));
  CHECK(
      std::any_of(wrong.begin(), wrong.end(), [](const Check& check) { return check.subject == "writing"; }));
}

TEST_CASE("a data folder without a database is that of a service that was never started") {
  const Installation fresh;
  fs::remove(fresh.data + "/stp.db");
  const auto checks = database(fresh.asked);
  CHECK(troubles(checks).empty());
  CHECK(!fs::exists(fresh.data + "/stp.db"));
}

TEST_CASE("a damaged database is said") {
  const Installation damaged;
  for (const char* more : {"-wal", "-shm"}) fs::remove(damaged.data + "/stp.db" + more);
  doors::write(damaged.data + "/stp.db", std::string(8192, 'x'));
  const auto said = only(database(damaged.asked));
  CHECK(said.subject == "database");
  CHECK_THAT(said.found, Catch::Contains("damaged"));
  CHECK_THAT(said.remedy, Catch::Contains("stp restore"));
}

TEST_CASE("a database that others may read is said") {
  const Installation open;
  fs::permissions(open.data + "/stp.db", fs::perms::others_read, fs::perm_options::add);
  CHECK(troubles(database(open.asked)).empty());  // nobody else comes into its folder
  fs::permissions(open.data, fs::perms::others_exec, fs::perm_options::add);
  CHECK(only(database(open.asked)).remedy.find("chmod") != std::string::npos);
}

TEST_CASE("a database of a newer program is said") {
  const Installation newer;
  newer.change({"INSERT INTO schema_versions (number, name) VALUES (9999, 'later')"});
  CHECK(only(database(newer.asked)).found.find("9999") != std::string::npos);
}

TEST_CASE("an edited log is said") {
  const Installation edited;
  edited.change({"UPDATE log SET who = 'nobody' WHERE sequence = 1"});
  const auto wrong = only(database(edited.asked));
  CHECK(wrong.subject == "log");
  CHECK(wrong.found.find("record 1") != std::string::npos);
}

TEST_CASE("a log that is gone as a whole is said") {
  const Installation emptied;
  emptied.change({"INSERT INTO rounds VALUES ('F', '2016-09-16', 1, '', '', '', 1)", "DELETE FROM log",
                  "DELETE FROM log_head"});
  const auto wrong = only(database(emptied.asked));
  CHECK(wrong.subject == "log");
  CHECK(wrong.found.find("2016-09-16") != std::string::npos);
}

TEST_CASE("a stored file that is gone or damaged is said") {
  const Installation lost;
  const std::string path = Bytes(lost.data + "/bytes").path(lost.stored);
  SECTION("gone") { fs::remove(path); }
  SECTION("damaged") {
    fs::permissions(path, fs::perms::owner_write, fs::perm_options::add);
    doors::write(path, "another workbook");
  }
  const auto wrong = only(database(lost.asked));
  CHECK(wrong.found.find("1 of 1") != std::string::npos);
  CHECK(wrong.found.find(path) != std::string::npos);
  CHECK_THAT(wrong.remedy,
             Catch::Contains("BACKUP/bytes/" + lost.stored.substr(0, 2) + "/" + lost.stored.substr(2)));
}

TEST_CASE("a database that nobody serves is said") {
  Asked asked;
  asked.options.data = "/nowhere";
  const Listener closed;
  ::shutdown(closed.socket, SHUT_RDWR);
  asked.options.database = "postgresql://stp@127.0.0.1:" + std::to_string(closed.port) + "/stp";
  CHECK(only(database(asked)).subject == "database");
}

TEST_CASE("a watched folder that is missing, or whose places are no folders, is said") {
  const doors::Folder folder;
  ServeOptions options;
  options.inbox = folder.file("inbox");
  CHECK(only(inbox(options)).found.find("is not there") != std::string::npos);
  fs::create_directories(options.inbox + "/leeds/in");
  const auto sound = inbox(options);
  CHECK(troubles(sound).empty());
  CHECK(sound[0].found.find("polling") != std::string::npos);
  for (const auto& item : fs::directory_iterator(options.inbox)) CHECK(item.path().filename() == "leeds");
  fs::remove(options.inbox + "/leeds/in");
  doors::write(options.inbox + "/leeds/in", "a file");
  CHECK(only(inbox(options)).found.find("leeds/in is no folder") != std::string::npos);
}

TEST_CASE("a port that another program has is said, a free one is well") {
  ServeOptions options;
  {
    const Listener other;
    options.port = other.port;
    CHECK(only({port(options)}).found.find("used by another program") != std::string::npos);
  }
  CHECK(port(options).well);
  options.address = "192.0.2.1";  // of no machine
  CHECK(!port(options).well);
}

TEST_CASE("a port that the service itself has is well when the service is ready") {
  const doors::Folder folder;
  const auto judge = [&](const std::string& status, const std::string& body, bool own = true) {
    const Listener service;
    std::optional<HeldPort> held;
    if (own) held.emplace(folder.path().string(), service.port);
    std::thread answering([&] {
      const int client = ::accept(service.socket, nullptr, nullptr);
      char request[2048];
      [[maybe_unused]] const auto read = ::recv(client, request, sizeof request, 0);
      const std::string answer = "HTTP/1.1 " + status +
                                 "\r\nX-Request-Id: 1\r\nContent-Length: " + std::to_string(body.size()) +
                                 "\r\n\r\n" + body;
      ::send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
      ::close(client);
    });
    ServeOptions options;
    options.data = folder.path().string();
    options.port = service.port;
    const auto said = port(options);
    answering.join();
    return said;
  };
  const auto ready = judge("200 OK", R"({"status":"ready","troubles":[]})");
  CHECK(ready.well);
  CHECK_THAT(ready.found, Catch::Contains("this installation's stp, which is ready"));
  const auto another = judge("200 OK", R"({"status":"ready","troubles":[]})", false);
  CHECK_THAT(only({another}).found, Catch::Contains("an stp of another data folder"));
  const auto not_ready =
      judge("503 Service Unavailable", R"({"status":"not ready","troubles":["no database"]})");
  CHECK(only({not_ready}).found.find("not ready") != std::string::npos);
  CHECK(only({judge("200 OK", "hello")}).found.find("another program") != std::string::npos);
}

TEST_CASE("certificates are judged: sound, running out, over, another's key, key open to all") {
  const doors::Folder folder;
  ServeOptions options;
  const auto judge = [&](const std::string& pem, const std::string& key) {
    options.certificate = folder.file(pem + ".pem");
    options.key = folder.file(key + ".key");
    return certificate(options);
  };
  make_certificate(folder, "good", 90);
  make_certificate(folder, "short", 3);
  make_ended_certificate(folder, "old");
  CHECK(troubles(judge("good", "good")).empty());
  CHECK(only(judge("short", "short")).found.find("ends in ") != std::string::npos);
  CHECK(only(judge("old", "old")).found.find("ended") != std::string::npos);
  CHECK(only(judge("good", "short")).found.find("does not belong") != std::string::npos);
  CHECK(!troubles(judge("none", "good")).empty());
  fs::permissions(folder.file("good.key"), fs::perms::others_read, fs::perm_options::add);
  CHECK(only(judge("good", "good")).found.find("mode 0604") != std::string::npos);
  options.key.clear();
  CHECK(only(settings(options)).found.find("both a certificate and its key") != std::string::npos);
}

TEST_CASE("an address that others reach needs TLS") {
  ServeOptions options;
  CHECK(troubles(certificate(options)).empty());
  options.address = "0.0.0.0";
  CHECK(only(certificate(options)).subject == "transport");
}

TEST_CASE("a clock behind the log is said") {
  CHECK(clock_check(utc_now()).well);
  CHECK(only({clock_check(utc_in(utc_now(), 3600))}).found.find("newest record") != std::string::npos);
}
