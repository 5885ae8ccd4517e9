#include "service/http/turns.h"

#include <algorithm>

namespace stp {

std::size_t most_bodies(std::size_t threads) { return std::max<std::size_t>(threads * 3 / 4, 1); }
std::size_t most_bodies_of_one(std::size_t threads) { return (most_bodies(threads) + 2) / 3; }
std::size_t most_forms(std::size_t threads) { return std::max<std::size_t>(threads / 16, 1); }
std::size_t most_forms_of_one(std::size_t threads) { return (most_forms(threads) + 1) / 2; }
std::size_t most_heavy(std::size_t threads) { return std::max<std::size_t>(threads / 8, 1); }

Refusal too_many_heavy() {
  return {"too-busy", "Many reports are being read just now, and what is handed in goes first.", "",
          "Try again in a few seconds."};
}

BodyTurn::BodyTurn(Premises& premises, std::string caller, bool form) : caller_(std::move(caller)) {
  if (taken_from(premises.bodies) || (form && taken_from(premises.forms_beyond_them))) return;
}

BodyTurn::~BodyTurn() {
  if (from_ != nullptr) from_->give_back(caller_, 1);
}

bool BodyTurn::taken_from(wire::Budget& turns) {
  if (turns.take(caller_, 1) != wire::Budget::Taken::yes) return false;
  from_ = &turns;
  return true;
}

Refusal too_many_bodies() {
  return {"too-busy", "Too many files are arriving at once.", "body",
          "Send it again in a moment, and few files at the same time."};
}

}  // namespace stp
