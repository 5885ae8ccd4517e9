#include "xlsx/form/stamp.h"

#include <vector>

namespace stp {

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0;;) {
    const std::size_t bar = text.find('|', start);
    parts.push_back(trimmed(text.substr(start, bar == std::string_view::npos ? bar : bar - start)));
    if (bar == std::string_view::npos) return parts;
    start = bar + 1;
  }
}

}  // namespace

std::string to_text(const Stamp& stamp) {
  return "STP | " + stamp.edition + " | " + stamp.what + " | " + (stamp.which.empty() ? "-" : stamp.which) +
         " | " + stamp.hash;
}

std::optional<Stamp> parse_stamp(std::string_view text) {
  if (!text.starts_with("STP")) return std::nullopt;
  const auto parts = split(text);
  if (parts.size() != 5 || parts[0] != "STP") return std::nullopt;
  const auto word = [&](std::size_t i) { return parts[i] == "-" ? std::string() : std::string(parts[i]); };
  return Stamp{word(1), word(2), word(3), word(4)};
}

std::string short_hash(std::string_view hash) { return std::string(hash.substr(0, 12)); }

}  // namespace stp
