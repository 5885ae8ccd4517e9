// Returns filled at random from a seed: the same seed, the same return, on any machine.
#pragma once

#include <cstdint>

#include "tests/support/typed_return.h"

namespace stp::test {

class Chance {  // splitmix64; its own, so that no library's generator can change what a seed means
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }
  bool one_in(std::size_t n) { return below(n) == 0; }

 private:
  std::uint64_t state_;
};

// Every section, most inputs filled, some blank, some register rows. `place`: a slug of the template.
Return random_return(const Template& form, const std::string& place, Chance& chance);
// The same with a few entries and rows changed, added or removed.
Return changed_at_random(Return filed, const Template& form, Chance& chance);

}  // namespace stp::test
