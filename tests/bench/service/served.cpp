#include "tests/bench/service/served.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <vector>

#include "service/access/accounts.h"
#include "service/access/keys.h"
#include "service/files/read_pipeline.h"
#include "service/serve/where.h"
#include "service/store/clock.h"

namespace load {

namespace {

const std::string round_of_the_demonstration = "2016-09-16";

template <class T>
T value_of(stp::Result<T> result) {
  if (!result) throw std::runtime_error(to_text(result.error()));
  return std::move(*result);
}

std::string key_of_the_region(const std::string& data) {
  std::filesystem::create_directories(data);
  stp::ServeOptions where;
  where.data = data;
  const auto database = value_of(stp::Database::open(stp::database_url(where)));
  const auto pipeline = value_of(stp::read_pipeline());
  const stp::Gate gate{*database, pipeline.editions().back().places.back().code, {}, stp::utc_now};
  const std::vector<stp::Grant> grants{{stp::Role::regional, ""}};
  value_of(stp::make_user(gate, "operator", {"region", "Region", grants}));
  stp::Caller caller;
  caller.name = "region";
  caller.grants = grants;
  return value_of(stp::make_key(gate, caller, {"load", grants, 1})).secret;
}

// "Name:   123 kB" of a file in /proc, in bytes; 0 where the process has gone.
std::size_t kilobytes_of(const std::string& path, const std::string& name) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);)
    if (line.starts_with(name + ":")) return std::stoul(line.substr(name.size() + 1)) * 1024;
  return 0;
}

std::vector<pid_t> with_children(pid_t root) {
  std::multimap<pid_t, pid_t> children;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    std::ifstream file(entry.path() / "stat");
    std::string line;
    if (!std::getline(file, line)) continue;
    const std::string rest = line.substr(line.rfind(')') + 4);  // behind the state
    children.emplace(std::stoi(rest), std::stoi(line));
  }
  std::vector<pid_t> all{root};
  for (std::size_t i = 0; i < all.size(); ++i)
    for (auto [at, end] = children.equal_range(all[i]); at != end; ++at) all.push_back(at->second);
  return all;
}

}  // namespace

Served::Served(const std::string& program, const std::string& data) : key_(key_of_the_region(data)) {
  start(program, data);
  measuring_ = std::thread([this] { measure(); });
}

void Served::start(const std::string& program, const std::string& data) {
  int said[2];
  if (::pipe(said) != 0) throw std::runtime_error("no pipe");
  process_ = ::fork();
  if (process_ == 0) {
    ::dup2(said[1], STDOUT_FILENO);
    ::close(said[0]);
    ::close(said[1]);
    ::execl(program.c_str(), program.c_str(), "serve", "--data", data.c_str(), "--port", "0", "--round",
            round_of_the_demonstration.c_str(), "--log-level", "warn", nullptr);
    ::_exit(127);
  }
  ::close(said[1]);
  std::string line;
  char c = 0;
  while (::read(said[0], &c, 1) == 1 && c != '\n') line += c;
  ::close(said[0]);
  const std::string before = "http://127.0.0.1:";
  const std::size_t at = line.find(before);
  if (at == std::string::npos) throw std::runtime_error("the service did not start: " + line);
  port_ = static_cast<unsigned short>(std::stoul(line.substr(at + before.size())));
}

void Served::measure() {
  while (!done_) {
    std::size_t together = 0;
    try {
      for (const pid_t one : with_children(process_))
        together += kilobytes_of("/proc/" + std::to_string(one) + "/smaps_rollup", "Pss");
    } catch (const std::exception&) {
      continue;  // a process ended while it was looked at
    }
    peak_ = std::max(peak_.load(), together);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

std::size_t Served::peak_of_service() const {
  return kilobytes_of("/proc/" + std::to_string(process_) + "/status", "VmHWM");
}

Served::~Served() {
  done_ = true;
  if (measuring_.joinable()) measuring_.join();
  if (process_ > 0) {
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
  }
}

}  // namespace load
