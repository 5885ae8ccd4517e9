// An amount kept whole through sums, products and powers, of any size, and rounded once when it is asked for.
// What fits 128 bits takes no heap. May throw DecimalOverflow and DivisionByZero where it is rounded.
#pragma once

#include <memory>

#include "calc/base/decimal.h"

namespace stp::functions {

class Exact {
 public:
  Exact(Decimal amount = {});  // not explicit: amounts and exact amounts stand together in one formula
  friend Exact operator+(const Exact& a, const Exact& b);
  friend Exact operator-(const Exact& a, const Exact& b);
  friend Exact operator*(const Exact& a, const Exact& b);
  Exact to_the(unsigned count) const;
  bool is_zero() const;
  // To 10^-12, half-even.
  Decimal rounded() const;
  Decimal over(const Exact& bottom) const;

 private:
  struct Large;  // whole numbers beyond 128 bits
  Wide small_ = 0;
  int places_ = 0;  // the amount is the whole number x 10^-places
  std::shared_ptr<const Large> large_;

  static Exact of(Large whole, int places);
  Large whole() const;
  Large whole_at(int places) const;
};

}  // namespace stp::functions
