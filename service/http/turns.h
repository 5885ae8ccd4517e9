// The threads of a server, shared out: so many for bodies that are still coming, for forms, for what reads
// much.
#pragma once

#include <atomic>
#include <cstddef>
#include <string>

#include "service/http/exchange.h"

namespace stp {

// Bodies may hold three threads of four while they come in, one caller's a third of those; forms one of
// sixteen more, so that people sign in whatever files arrive; what reads much one of eight: reports give way
// before uploads, and the rest are for requests that are short.
std::size_t most_bodies(std::size_t threads);
std::size_t most_bodies_of_one(std::size_t threads);
std::size_t most_forms(std::size_t threads);
std::size_t most_forms_of_one(std::size_t threads);
std::size_t most_heavy(std::size_t threads);

// One of so many at a time, given back at its end.
struct Turn {
  std::atomic<std::size_t>& held;
  bool taken;
  Turn(std::atomic<std::size_t>& count, std::size_t most) : held(count), taken(count.fetch_add(1) < most) {}
  ~Turn() { --held; }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
};
Refusal too_many_heavy();

// A thread for a body that is still coming, given back when it has come.
class BodyTurn {
 public:
  BodyTurn(Premises& premises, std::string caller, bool form);
  ~BodyTurn();
  BodyTurn(const BodyTurn&) = delete;
  BodyTurn& operator=(const BodyTurn&) = delete;
  bool taken() const { return from_ != nullptr; }

 private:
  bool taken_from(wire::Budget& turns);
  std::string caller_;
  wire::Budget* from_ = nullptr;
};
Refusal too_many_bodies();

}  // namespace stp
