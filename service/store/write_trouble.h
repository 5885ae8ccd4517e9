// What keeps something from being written: the last write that failed counts until one succeeds. Logged when
// it begins, when it changes and when it is over, however often it is tried meanwhile.
#pragma once

#include <atomic>
#include <mutex>
#include <string>

namespace stp {

class WriteTrouble {
 public:
  explicit WriteTrouble(std::string of) : of_(std::move(of)) {}  // "the database"
  // `reason`: for anybody to read. `details`: for the log.
  void failed(const std::string& reason, const std::string& details);
  void worked();
  bool any() const { return any_; }
  std::string words() const;  // "the database cannot be written: its disk is full"; "" none

 private:
  const std::string of_;
  mutable std::mutex guard_;
  std::atomic<bool> any_ = false;
  std::string reason_;
};

}  // namespace stp
