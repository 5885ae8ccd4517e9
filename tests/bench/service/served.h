// The real service, `stp serve`, over a fresh data folder with one key of the regional team, and what it
// takes in memory while it runs.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <string>
#include <thread>

namespace load {

class Served {
 public:
  Served(const std::string& program, const std::string& data);
  ~Served();  // asks it to stop and waits
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;
  unsigned short port() const { return port_; }
  const std::string& key() const { return key_; }
  // In bytes: of the serving process alone, and of it with its cages and their children, shared pages counted
  // once.
  std::size_t peak_of_service() const;
  std::size_t peak_with_cages() const { return peak_; }

 private:
  void start(const std::string& program, const std::string& data);
  void measure();
  std::string key_;
  unsigned short port_ = 0;
  pid_t process_ = -1;
  std::atomic<bool> done_{false};
  std::atomic<std::size_t> peak_{0};
  std::thread measuring_;
};

}  // namespace load
