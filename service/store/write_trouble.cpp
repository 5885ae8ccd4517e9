#include "service/store/write_trouble.h"

#include <spdlog/spdlog.h>

namespace stp {

void WriteTrouble::failed(const std::string& reason, const std::string& details) {
  const std::lock_guard lock(guard_);
  if (any_ && reason_ == reason) return;
  reason_ = reason;
  any_ = true;
  spdlog::error("{} cannot be written; it is tried until it can: {}", of_, details);
}

void WriteTrouble::worked() {
  if (!any_) return;
  const std::lock_guard lock(guard_);
  if (any_.exchange(false)) spdlog::info("{} can be written again", of_);
}

std::string WriteTrouble::words() const {
  const std::lock_guard lock(guard_);
  return any_ ? of_ + " cannot be written: " + reason_ : "";
}

}  // namespace stp
