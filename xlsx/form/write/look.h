// How a cell looks, as plain values. Two equal looks share one style in the file.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace stp::xlsx {

enum class Edge : std::uint8_t { none, thin, medium, dotted, dashed, hair, twice };
enum class Pattern : std::uint8_t { solid, light_grey, sparse_dots, stripes };
enum class Align : std::uint8_t { as_typed, left, centre, right };

struct Look {
  static constexpr std::uint32_t automatic = 0xFFFFFFFF;
  std::uint32_t ink = automatic;   // RGB
  std::uint32_t fill = automatic;  // automatic: no fill
  Pattern pattern = Pattern::solid;
  std::uint32_t pattern_ink = 0x808080;  // of the pattern's marks
  Edge left = Edge::none, right = Edge::none, top = Edge::none, bottom = Edge::none;
  std::uint32_t edge_ink = 0x8C8C8C;
  double size = 10;
  bool bold = false, italic = false, underline = false, wrap = false, locked = true;
  Align align = Align::as_typed;
  bool at_top = false;  // else in the middle of the row's height
  int indent = 0;
  std::string number_format;  // "" general
  auto operator<=>(const Look&) const = default;

  Look edged(Edge edge) const {
    Look look = *this;
    look.left = look.right = look.top = look.bottom = edge;
    return look;
  }
};

}  // namespace stp::xlsx
