#include <xlsxwriter.h>

#include <stdexcept>

#include "xlsx/form/write/sheet_writer.h"

namespace stp::xlsx {

namespace {

std::uint8_t library_edge(Edge edge) {
  switch (edge) {
    case Edge::none:
      return LXW_BORDER_NONE;
    case Edge::thin:
      return LXW_BORDER_THIN;
    case Edge::medium:
      return LXW_BORDER_MEDIUM;
    case Edge::dotted:
      return LXW_BORDER_DOTTED;
    case Edge::dashed:
      return LXW_BORDER_DASHED;
    case Edge::hair:
      return LXW_BORDER_HAIR;
    case Edge::twice:
      return LXW_BORDER_DOUBLE;
  }
  return LXW_BORDER_NONE;
}

std::uint8_t library_pattern(Pattern pattern) {
  switch (pattern) {
    case Pattern::solid:
      return LXW_PATTERN_SOLID;
    case Pattern::light_grey:
      return LXW_PATTERN_GRAY_125;
    case Pattern::sparse_dots:
      return LXW_PATTERN_GRAY_0625;
    case Pattern::stripes:
      return LXW_PATTERN_LIGHT_UP;
  }
  return LXW_PATTERN_SOLID;
}

void set_fill(lxw_format* format, const Look& look) {
  if (look.fill == Look::automatic) return;
  format_set_pattern(format, library_pattern(look.pattern));
  if (look.pattern == Pattern::solid) {
    format_set_bg_color(format, look.fill);
    return;
  }
  format_set_fg_color(format, look.pattern_ink);  // the marks
  format_set_bg_color(format, look.fill);         // the ground
}

void set_edges(lxw_format* format, const Look& look) {
  format_set_left(format, library_edge(look.left));
  format_set_right(format, library_edge(look.right));
  format_set_top(format, library_edge(look.top));
  format_set_bottom(format, library_edge(look.bottom));
  format_set_border_color(format, look.edge_ink);
}

void set_alignment(lxw_format* format, const Look& look) {
  if (look.align == Align::left) format_set_align(format, LXW_ALIGN_LEFT);
  if (look.align == Align::centre) format_set_align(format, LXW_ALIGN_CENTER);
  if (look.align == Align::right) format_set_align(format, LXW_ALIGN_RIGHT);
  format_set_align(format, look.at_top ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
  if (look.wrap) format_set_text_wrap(format);
  if (look.indent > 0) format_set_indent(format, static_cast<std::uint8_t>(look.indent));
}

void set_letters(lxw_format* format, const Look& look) {
  format_set_font_name(format, "Arial");
  format_set_font_size(format, look.size);
  if (look.ink != Look::automatic) format_set_font_color(format, look.ink);
  if (look.bold) format_set_bold(format);
  if (look.italic) format_set_italic(format);
  if (look.underline) format_set_underline(format, LXW_UNDERLINE_SINGLE);
}

}  // namespace

lxw_format* Formats::of(const Look& look) {
  lxw_format*& format = known_[look];
  if (format) return format;
  format = workbook_add_format(book_);
  set_letters(format, look);
  set_fill(format, look);
  set_edges(format, look);
  set_alignment(format, look);
  if (!look.number_format.empty()) format_set_num_format(format, look.number_format.c_str());
  if (!look.locked) format_set_unlocked(format);
  return format;
}

void must(int error, std::string_view doing) {
  if (error == LXW_NO_ERROR) return;
  throw std::logic_error("writing a workbook: " + std::string(doing) + ": " +
                         lxw_strerror(static_cast<lxw_error>(error)));
}

std::string cut(std::string_view text, std::size_t most_characters) {
  const auto starts_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; };
  std::size_t characters = 0, keep = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!starts_character(text[i])) continue;
    if (characters == most_characters - 3) keep = i;
    if (++characters > most_characters) return std::string(text.substr(0, keep)) + "...";
  }
  return std::string(text);
}

}  // namespace stp::xlsx
