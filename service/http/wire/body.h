// Reads a request's body piece by piece, by its length or in chunks, counting as it goes: never more than was
// allowed, never slower than the pace.
#pragma once

#include <atomic>
#include <functional>

#include "service/http/wire/connection.h"
#include "service/http/wire/request_head.h"

namespace stp::wire {

// Bytes of bodies held in memory by all requests together.
class Budget {
 public:
  explicit Budget(std::size_t most) : most_(most) {}
  bool take(std::size_t bytes);
  void give_back(std::size_t bytes) { taken_ -= bytes; }
  std::size_t taken() const { return taken_; }

 private:
  std::size_t most_;
  std::atomic<std::size_t> taken_{0};
};

class Body {
 public:
  Body(Connection& connection, const RequestHead& head, const HttpLimits& limits, const HttpTimes& times,
       Budget& budget, std::size_t most);
  ~Body();  // gives the budget back
  Body(const Body&) = delete;
  Body& operator=(const Body&) = delete;

  // Called once, before the first byte is asked for: 413 and 503 without waiting for the body; then says "100
  // Continue" to who waits for it.
  Result<void> open();
  // The next bytes, valid until the next call; empty at the end.
  Result<std::string_view> next();
  Result<std::string> all();
  bool finished() const { return finished_; }

 private:
  Result<void> more();  // at least one further byte in connection.in
  Result<std::string> chunk_line();
  Result<bool> next_chunk();  // false: that was the last
  Result<void> reserve(std::size_t bytes);

  Connection& connection_;
  const RequestHead& head_;
  const HttpLimits& limits_;
  Budget& budget_;
  std::size_t most_, reserved_ = 0, seen_ = 0,
                     used_ = 0;  // used_: of connection.in, dropped at the next call
  std::uint64_t left_ = 0;       // of the body, or of the chunk
  Pace pace_;
  bool finished_ = false;
};

}  // namespace stp::wire
