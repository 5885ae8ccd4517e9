#include "service/http/front.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>

namespace stp {

namespace {

using wire::Clock;
using wire::Connection;
using wire::Until;

constexpr std::size_t most_leaving = 256;   // beyond, the one that has been leaving longest is closed
constexpr std::size_t most_too_many = 128;  // beyond, clients wait in the listener's own queue

Refusal too_busy() {
  return {"too-busy", "The service is busy: too many requests are waiting.", "",
          "Try again in a few seconds."};
}

}  // namespace

Front::Front(Premises& premises, wire::Listener& listener, Waiting& waiting)
    : premises_(premises),
      listener_(listener),
      waiting_(waiting),
      bell_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (bell_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Front::~Front() { ::close(bell_); }

void Front::wake() {
  const std::uint64_t one = 1;
  if (::write(bell_, &one, sizeof one) < 0) return;  // full: it rings already
}

void Front::give_back(std::unique_ptr<Connection> connection, bool keep) {
  {
    const std::lock_guard lock(mutex_);
    Resting one;
    one.connection = std::move(connection);
    one.state = keep ? State::idle : State::leaving;
    back_.push_back(std::move(one));
  }
  wake();
}

void Front::stop_accepting() {
  accepting_ = false;
  wake();
}

void Front::cut_off() {
  cut_off_ = true;
  wake();
}

void Front::run() {
  bool listening = true;
  while (!cut_off_) {
    wait();
    if (listening && !accepting_) {
      listener_.close();
      listening = false;
    }
    take_back();
    if (!listening && nothing_left()) return;
  }
  if (listening) listener_.close();
}

// One round: whoever has sent something is looked at, whoever ran out of time is dealt with.
void Front::wait() {
  std::vector<pollfd> polled{{bell_, POLLIN, 0}};
  std::vector<Place> places;
  Until next = Clock::now() + std::chrono::seconds(1);
  for (Place at = ones_.begin(); at != ones_.end(); ++at) {
    polled.push_back({at->connection->descriptor(), POLLIN, 0});
    places.push_back(at);
    next = std::min(next, at->until);
  }
  const bool listens = accepting_ && open_now() < premises_.options.connections + most_too_many;
  if (listens) polled.push_back({listener_.descriptor(), POLLIN, 0});
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(next - Clock::now()).count();
  ::poll(polled.data(), polled.size(), static_cast<int>(std::clamp<long long>(left + 1, 0, 1000)));
  std::uint64_t rung = 0;
  if (polled[0].revents != 0 && ::read(bell_, &rung, sizeof rung) < 0) rung = 0;
  for (std::size_t i = 0; i < places.size(); ++i)
    if (polled[i + 1].revents != 0) look_at(*places[i]);
  const auto now = Clock::now();
  for (Resting& one : ones_)
    if (one.connection && one.until <= now) out_of_time(one);
  ones_.remove_if([](const Resting& one) { return !one.connection; });
  if (listens && polled.back().revents != 0) accept_all();
  count_ = ones_.size();
}

// Those that are leaving have had their answer and take no room from others.
std::size_t Front::open_now() const {
  return running + static_cast<std::size_t>(std::count_if(ones_.begin(), ones_.end(), [](const Resting& one) {
           return one.state != State::leaving;
         }));
}

void Front::accept_all() {
  while (open_now() < premises_.options.connections + most_too_many) {
    auto connection = listener_.accept();
    if (!connection) return;
    Resting one;
    one.too_many = !make_room();
    one.connection = std::move(connection);
    one.state = State::reading;
    one.until = Clock::now() + premises_.options.times.head;
    ones_.push_back(std::move(one));
  }
}

// The connection that has been idle longest gives way to a new one.
bool Front::make_room() {
  if (open_now() < premises_.options.connections) return true;
  const auto idle =
      std::find_if(ones_.begin(), ones_.end(), [](const Resting& one) { return one.state == State::idle; });
  if (idle == ones_.end()) return false;
  ones_.erase(idle);
  return true;
}

void Front::take_back() {
  std::list<Resting> back;
  {
    const std::lock_guard lock(mutex_);
    back.swap(back_);
  }
  while (!back.empty()) {
    ones_.splice(ones_.end(), back, back.begin());
    --running;
    Resting& one = ones_.back();
    if (one.state == State::leaving) {
      leave(one);
    } else {
      one.until = Clock::now() + premises_.options.times.idle;
      if (!one.connection->in.empty()) look_for_head(one);  // the next request came with the last
    }
  }
  ones_.remove_if([](const Resting& one) { return !one.connection; });
  while (std::count_if(ones_.begin(), ones_.end(), [](const Resting& one) {
           return one.state == State::leaving;
         }) > static_cast<std::ptrdiff_t>(most_leaving))
    ones_.erase(std::find_if(ones_.begin(), ones_.end(),
                             [](const Resting& one) { return one.state == State::leaving; }));
}

void Front::look_at(Resting& one) {
  if (one.state == State::leaving) {
    const auto got = one.connection->try_discard(one.discarded);
    if (got == Connection::Got::end || one.discarded > premises_.options.limits.drain_bytes)
      one.connection.reset();
    return;
  }
  switch (one.connection->try_read()) {
    case Connection::Got::end:
      one.connection.reset();
      break;
    case Connection::Got::nothing_yet:
      break;
    case Connection::Got::bytes:
      look_for_head(one);
      break;
  }
}

void Front::look_for_head(Resting& one) {
  if (one.state == State::idle) {
    one.state = State::reading;
    one.until = Clock::now() + premises_.options.times.head;
  }
  const std::size_t length = wire::head_length(one.connection->in);
  if (std::min(length, one.connection->in.size()) > premises_.options.limits.head_bytes)
    return turn_away_one(one, {"header-too-large", "The head of the request is too large.", "head",
                               "Send shorter headers; for a browser, delete this site's cookies."});
  if (length != std::string::npos) hand_over(one, length);
}

void Front::hand_over(Resting& one, std::size_t length) {
  if (one.too_many) return turn_away_one(one, too_busy());
  Waiting::One request{std::move(one.connection), "", Clock::now()};
  request.head = request.connection->in.substr(0, length);
  request.connection->in.erase(0, length);
  ++running;
  if (waiting_.add(request, premises_.options.queue)) return;
  --running;
  one.connection = std::move(request.connection);
  turn_away_one(one, too_busy());
}

void Front::out_of_time(Resting& one) {
  if (one.state == State::reading && !one.connection->in.empty())
    return turn_away_one(one, {"too-slow", "The head of the request did not come in time.", "head",
                               "Try again on a better connection."});
  one.connection.reset();
}

void Front::turn_away_one(Resting& one, const Refusal& refusal) {
  turn_away(premises_, *one.connection, refusal);
  leave(one);
}

// Closing at once would make the client lose the answer it has not read yet: what it still sends is read
// first.
void Front::leave(Resting& one) {
  one.state = State::leaving;
  one.until = Clock::now() + premises_.options.times.drain;
  one.connection->end_of_answers();
  look_at(one);
}

bool Front::nothing_left() {
  ones_.remove_if([](const Resting& one) {
    return one.state == State::idle || (one.state == State::reading && one.connection->in.empty());
  });
  count_ = ones_.size();
  const std::lock_guard lock(mutex_);
  return ones_.empty() && running == 0 && back_.empty();
}

}  // namespace stp
