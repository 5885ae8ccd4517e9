#include "calc/formula/suggest.h"

#include <algorithm>
#include <numeric>

namespace stp {

namespace {

constexpr std::size_t longest_considered = 64;  // longer names are no typing slips

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (lower(a[i]) == lower(b[j]) ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string nearest_name(std::string_view mistyped, const std::vector<std::string>& names) {
  if (mistyped.size() > longest_considered) return "";
  std::size_t best = std::max<std::size_t>(2, mistyped.size() / 3) + 1;
  if (mistyped.size() <= 2) best = 2;
  std::string nearest;
  for (const std::string& name : names) {
    if (name.size() > longest_considered) continue;
    const std::size_t edits = edits_between(mistyped, name);
    if (edits < best) {
      best = edits;
      nearest = name;
    }
  }
  return nearest;
}

}  // namespace stp
