// Reads a request's body piece by piece, by its length or in chunks, counting as it goes: never more than was
// allowed, never slower than the pace.
#pragma once

#include <map>
#include <mutex>

#include "service/http/wire/connection.h"
#include "service/http/wire/request_head.h"

namespace stp::wire {

// What all requests share: the memory of their bodies, or the threads that read them. So much in all, and so
// much for one caller, who cannot take what others need.
class Budget {
 public:
  enum class Taken { yes, no_room, too_much_of_one };
  Budget(std::size_t most, std::size_t most_of_one) : most_(most), most_of_one_(most_of_one) {}
  Taken take(const std::string& caller, std::size_t amount);
  void give_back(const std::string& caller, std::size_t amount);
  std::size_t taken() const;

 private:
  std::size_t most_, most_of_one_, taken_ = 0;
  std::map<std::string, std::size_t> by_caller_;  // who holds something
  mutable std::mutex mutex_;
};

class Body {
 public:
  // The caller's share of the budget is taken as the bytes come: what is only announced takes nothing.
  Body(Connection& connection, const RequestHead& head, const HttpLimits& limits, const HttpTimes& times,
       Budget& budget, std::string caller, std::size_t most);
  ~Body();  // gives the budget back
  Body(const Body&) = delete;
  Body& operator=(const Body&) = delete;

  // Called once, before the first byte is asked for: 413 without waiting for the body; else says "100
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
  Until until() const;  // the next byte must have come by then

  Connection& connection_;
  const RequestHead& head_;
  const HttpLimits& limits_;
  const HttpTimes& times_;
  Budget& budget_;
  std::string caller_;
  std::size_t most_, reserved_ = 0, seen_ = 0,
                     used_ = 0;  // used_: of connection.in, dropped at the next call
  std::uint64_t left_ = 0;       // of the body, or of the chunk
  Pace pace_;
  bool finished_ = false;
};

}  // namespace stp::wire
