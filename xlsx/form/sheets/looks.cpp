#include "xlsx/form/sheets/looks.h"

namespace stp::looks {

using xlsx::Align;
using xlsx::Edge;
using xlsx::Look;
using xlsx::Pattern;

namespace {

constexpr std::uint32_t navy = 0x003087, grey = 0x6B6B6B, pale_grey = 0xD9DEE4;
constexpr std::uint32_t yellow = 0xFFF8D6, blue = 0xE4EEF8, green = 0xE3F1E5, white = 0xFFFFFF,
                        stripe = 0xF0F0F0;

Look base() {
  Look look;
  look.ink = 0x1F1F1F;
  return look;
}

Look ruled() {
  Look look = base();
  look.align = Align::left;
  look.indent = 1;
  look.bottom = Edge::hair;
  look.edge_ink = 0xB4BBC3;
  return look;
}

}  // namespace

Look title() {
  Look look = base();
  look.size = 16;
  look.bold = true;
  look.ink = navy;
  return look;
}

Look stamp() {
  Look look = base();
  look.size = 7;
  look.ink = grey;
  return look;
}

Look note() {
  Look look = base();
  look.ink = 0x3C3C3C;
  return look;
}

Look notice() {
  Look look = base();
  look.bold = true;
  look.ink = 0x8A1538;
  return look;
}

Look key() {
  Look look = base();
  look.size = 7;
  look.ink = grey;
  look.align = Align::centre;
  return look;
}

Look heading(bool right) {
  Look look = base();
  look.bold = look.wrap = true;
  look.ink = white;
  look.fill = navy;
  look.bottom = Edge::medium;
  look.edge_ink = 0x001B4D;
  look.align = right ? Align::right : Align::left;
  look.indent = right ? 0 : 1;
  return look;
}

Look sub_heading() {
  Look look = base();
  look.bold = true;
  look.ink = navy;
  look.align = Align::left;
  look.indent = 1;
  look.fill = pale_grey;
  look.top = look.bottom = Edge::thin;
  look.edge_ink = 0x9AA5B1;
  return look;
}

Look label() { return ruled(); }

Look strong_label() {
  Look look = ruled();
  look.bold = true;
  return look;
}

Look link() {
  Look look = ruled();
  look.ink = 0x005EB8;
  look.underline = true;
  return look;
}

Look input(const std::string& number_format) {
  Look look = base().edged(Edge::dotted);
  look.fill = yellow;
  look.edge_ink = 0xA38A2E;
  look.locked = false;
  look.number_format = number_format;
  return look;
}

Look input_text() {
  Look look = input("");
  look.wrap = true;
  look.align = Align::left;
  look.indent = 1;
  look.number_format = "@";
  return look;
}

Look calculated(const std::string& number_format) {
  Look look = base();
  look.fill = blue;
  look.italic = true;
  look.bottom = Edge::hair;
  look.edge_ink = 0x9DB2C7;
  look.number_format = number_format;
  return look;
}

Look reference(const std::string& number_format) {
  Look look = base().edged(Edge::thin);
  look.fill = green;
  look.edge_ink = 0x3F7A49;
  look.number_format = number_format;
  return look;
}

Look reference_text() {
  Look look = reference("");
  look.wrap = true;
  look.align = Align::left;
  look.indent = 1;
  return look;
}

Look not_applicable() {
  Look look = base();
  look.fill = stripe;
  look.pattern = Pattern::stripes;
  look.pattern_ink = 0xB9B9B9;
  return look;
}

Look of(CellRole role, const Unit& unit) {
  switch (role) {
    case CellRole::input:
      return input(unit.number_format);
    case CellRole::calculated:
      return calculated(unit.number_format);
    case CellRole::reference:
      return reference(unit.number_format);
    case CellRole::not_applicable:
      return not_applicable();
  }
  return not_applicable();
}

Look organisation_code() {
  Look look = base();
  look.bold = true;
  look.indent = 1;
  look.align = Align::left;
  return look;
}

Look good() {
  Look look = base();
  look.ink = 0x0B5A2A;
  look.bold = true;
  look.fill = 0xDFF2E1;
  return look;
}

Look bad() {
  Look look = base();
  look.ink = 0x8A1538;
  look.bold = true;
  look.fill = 0xFBE0E6;
  return look;
}

}  // namespace stp::looks
