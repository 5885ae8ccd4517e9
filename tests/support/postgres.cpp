#include "tests/support/postgres.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <libpq-fe.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <thread>
#include <vector>

namespace test_postgres {
namespace fs = std::filesystem;

namespace {

constexpr char programs[] = "/usr/lib/postgresql/15/bin/";
constexpr auto patience = std::chrono::seconds(60);

bool am_root() { return ::geteuid() == 0; }

// PostgreSQL will not run as root.
std::string as_its_user() {
  return am_root() ? "setpriv --reuid=postgres --regid=postgres --clear-groups " : "";
}

void shell(const std::string& command) {
  if (std::system(command.c_str()) != 0) throw std::runtime_error("this failed: " + command);
}

int free_port() {
  const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool found = ::bind(probe, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(probe);
  if (!found) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

// An initialised data folder, made once for each build folder and user, and copied for each server.
std::string prepared_folder() {
  const std::string ready = std::string(STP_POSTGRES_FOLDER) + "/postgres-15-" + std::to_string(::geteuid());
  fs::create_directories(STP_POSTGRES_FOLDER);
  const int lock = ::open((ready + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0 || ::flock(lock, LOCK_EX) != 0) throw std::runtime_error("cannot lock " + ready);
  if (!fs::exists(ready)) {
    std::string folder = fs::temp_directory_path() / "stp-initdb-XXXXXX";
    if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no temporary folder");
    if (am_root()) shell("chown postgres: " + folder);
    shell(as_its_user() + programs + "initdb -D " + folder +
          "/data -U postgres -A trust -E UTF8 --locale=C --no-sync >/dev/null");
    shell("cp -a " + folder + "/data " + ready + ".part && mv " + ready + ".part " + ready + " && rm -r " +
          folder);
  }
  ::close(lock);
  return ready;
}

// Named after our process, so that what a killed test left behind can be told and removed.
std::string new_folder() {
  for (const auto& item : fs::directory_iterator(fs::temp_directory_path())) {
    const std::string name = item.path().filename();
    if (!name.starts_with("stp-postgres-")) continue;
    if (::kill(std::atoi(name.c_str() + 13), 0) != 0 && errno == ESRCH) {
      std::error_code ignored;
      fs::remove_all(item.path(), ignored);
    }
  }
  std::string made = fs::temp_directory_path() / ("stp-postgres-" + std::to_string(::getpid()) + "-XXXXXX");
  if (::mkdtemp(made.data()) == nullptr) throw std::runtime_error("no temporary folder");
  fs::permissions(made, fs::perms(0755));
  shell("cp -a " + prepared_folder() + " " + made + "/data");
  return made;
}

bool accepts(int port) {
  const std::string where =
      "host=127.0.0.1 user=postgres dbname=postgres connect_timeout=2 port=" + std::to_string(port);
  return PQping(where.c_str()) == PQPING_OK;
}

}  // namespace

Server::Server(bool flushes) : folder_(new_folder()), flushes_(flushes) { start(); }

Server::~Server() {
  stop();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void Server::start() {
  if (port_ == 0) port_ = free_port();
  const std::string command =
      "exec " + (am_root() ? as_its_user() : std::string("setpriv ")) + "--pdeathsig=SIGQUIT " + programs +
      "postgres -D " + folder_ + "/data -p " + std::to_string(port_) +
      " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=100 -c "
      "shared_buffers=16MB" +
      (flushes_ ? "" : " -c fsync=off -c full_page_writes=off") + " >>" + folder_ + "/log 2>&1";
  process_ = ::fork();
  if (process_ == 0) {
    ::execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
    ::_exit(127);
  }
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!accepts(port_)) {
    if (::waitpid(process_, nullptr, WNOHANG) != 0 || std::chrono::steady_clock::now() > end) {
      process_ = 0;
      throw std::runtime_error("PostgreSQL did not start: see " + folder_ + "/log");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

void Server::end(int signal) {
  if (process_ == 0) return;
  ::kill(process_, signal);
  ::waitpid(process_, nullptr, 0);
  process_ = 0;
}

void Server::stop() { end(SIGINT); }

// Its children see that their parent is gone and end too; until they have, their memory keeps a new server
// out.
void Server::kill() {
  end(SIGKILL);
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
}

std::string Server::new_database() {
  const std::string start = "postgresql://postgres@127.0.0.1:" + std::to_string(port_) + "/";
  const std::string name = "test" + std::to_string(++databases_);
  PGconn* connection = PQconnectdb((start + "postgres").c_str());
  PGresult* made = PQexec(connection, ("CREATE DATABASE " + name).c_str());
  const bool done = PQresultStatus(made) == PGRES_COMMAND_OK;
  const std::string said = PQerrorMessage(connection);
  PQclear(made);
  PQfinish(connection);
  if (!done) throw std::runtime_error("no new database: " + said);
  return start + name;
}

Server& shared_server() {
  static Server server;
  return server;
}

}  // namespace test_postgres
