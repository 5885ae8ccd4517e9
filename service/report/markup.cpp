#include "service/report/markup.h"

namespace stp {

namespace {

std::string_view reference_to(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

}  // namespace

std::string markup_escaped(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text) {
    const auto reference = reference_to(c);
    if (reference.empty())
      safe += c;
    else
      safe += reference;
  }
  return safe;
}

}  // namespace stp
