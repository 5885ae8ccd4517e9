// One worker process as the service sees it: started when needed, asked, ended.
#pragma once

#include <atomic>
#include <string>

#include "service/worker/messages.h"
#include "service/worker/workers.h"

namespace stp {

class Worker {
 public:
  explicit Worker(const WorkersOptions& options) : options_(options) {}
  ~Worker() { end(); }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // Starts the process; whether it could read its templates shows at the first request.
  void start();
  struct Outcome {
    enum class Kind { told, gone, unready, silent } kind = Kind::gone;  // silent: long past its time
    Message message{};
    std::string words{};  // unready: why
  };
  // Passes the request on and waits. After anything but `told` the process is ended; the next request starts
  // another.
  Outcome ask(const Descriptor& request);
  std::uint64_t started() const { return started_; }

 private:
  Outcome wait_until_ready();
  Outcome asked(const Descriptor& request);
  void end();

  const WorkersOptions& options_;
  Descriptor socket_;
  int process_ = -1;
  bool ready_ = false;
  std::atomic<std::uint64_t> started_ = 0;
};

}  // namespace stp
