#include "service/http/front.h"

namespace stp {

bool Waiting::add(One& one, std::size_t most) {
  const std::lock_guard lock(mutex_);
  if (closed_ || ones_.size() >= most) return false;
  ones_.push_back(std::move(one));
  changed_.notify_one();
  return true;
}

std::optional<Waiting::One> Waiting::take() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return closed_ || !ones_.empty(); });
  if (ones_.empty()) return std::nullopt;
  One one = std::move(ones_.front());
  ones_.pop_front();
  return one;
}

void Waiting::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  changed_.notify_all();
}

std::size_t Waiting::size() const {
  const std::lock_guard lock(mutex_);
  return ones_.size();
}

}  // namespace stp
