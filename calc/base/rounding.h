// The one place that says how a figure is rounded. Everything the program stores or shows is rounded to the
// nearest, halves to the even neighbour; only round() of the formula language takes halves away from zero, as
// ROUND in a spreadsheet does, so that a live formula and our own figure agree.
#pragma once

namespace stp {

enum class Rounding { half_even, half_away };

// Does a magnitude go up? `against_half`: what is cut off, compared with half a step (<0, 0, >0).
constexpr bool rounds_up(int against_half, bool odd, Rounding rule = Rounding::half_even) {
  if (against_half != 0) return against_half > 0;
  return rule == Rounding::half_away || odd;
}

// Magnitudes only (top >= 0, bottom > 0), of any integer type wide enough for both.
template <class Magnitude>
Magnitude divided_rounded(const Magnitude& top, const Magnitude& bottom,
                          Rounding rule = Rounding::half_even) {
  const Magnitude quotient = top / bottom;
  const Magnitude cut_off = top - quotient * bottom;
  const Magnitude to_next = bottom - cut_off;
  const int against_half = cut_off < to_next ? -1 : (cut_off > to_next ? 1 : 0);
  return rounds_up(against_half, (quotient & 1) != 0, rule) ? Magnitude(quotient + 1) : quotient;
}

}  // namespace stp
