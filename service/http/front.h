// Where connections rest while they need no thread: before their request's head has come, between requests,
// and after the last answer until the client has read it. One thread looks after all of them, so idle and
// dripping clients cost memory and nothing else.
#pragma once

#include <condition_variable>
#include <deque>
#include <list>
#include <memory>
#include <mutex>

#include "service/http/exchange.h"

namespace stp {

// Requests whose head has come, waiting for a thread.
class Waiting {
 public:
  struct One {
    std::unique_ptr<wire::Connection> connection;
    std::string head;
    wire::Until since;
  };
  bool add(One& one, std::size_t most);  // false, and `one` untouched: full
  std::optional<One> take();             // blocks; none: closed, and nothing is left
  void close();
  std::size_t size() const;

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<One> ones_;
  bool closed_ = false;
};

class Front {
 public:
  Front(Premises& premises, wire::Listener& listener, Waiting& waiting);
  ~Front();
  void run();  // until told to stop and every request that had begun is done, or `cut_off`
  void give_back(std::unique_ptr<wire::Connection> connection, bool keep);  // from a working thread
  void stop_accepting();
  void cut_off();
  std::size_t resting() const { return count_; }
  std::atomic<std::size_t> running{0};  // with the working threads, until they are seen to be back

 private:
  enum class State { idle, reading, leaving };
  struct Resting {
    std::unique_ptr<wire::Connection> connection;
    State state = State::idle;
    wire::Until until{};
    std::size_t discarded = 0;
    bool too_many = false;  // came when there was no room: gets 503
  };
  using Place = std::list<Resting>::iterator;

  void wait();
  void wake();
  void accept_all();
  void take_back();
  bool make_room();
  std::size_t open_now() const;
  void look_at(Resting& one);
  void look_for_head(Resting& one);
  void hand_over(Resting& one, std::size_t length);
  void out_of_time(Resting& one);
  void leave(Resting& one);
  void turn_away_one(Resting& one, const Refusal& refusal);
  bool nothing_left();

  Premises& premises_;
  wire::Listener& listener_;
  Waiting& waiting_;
  int bell_;                 // an eventfd: rung by other threads
  std::list<Resting> ones_;  // of the front's own thread; without a connection: gone, swept after each round
  std::mutex mutex_;
  std::list<Resting> back_;  // given back and not seen yet
  std::atomic<bool> accepting_{true}, cut_off_{false};
  std::atomic<std::size_t> count_{0};
};

}  // namespace stp
