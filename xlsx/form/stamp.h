// The stamp in A2 of every sheet: which template, edition, sheet. Written and read here only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stp {

struct Stamp {
  std::string edition, what, which, hash;  // hash: first 12 digits of the template's
};
std::string to_text(const Stamp& stamp);  // "STP | reference-2016.1 | finance | RR8 | 0123456789ab"
std::optional<Stamp> parse_stamp(std::string_view text);
std::string short_hash(std::string_view hash);

// The words that tell kinds of sheet apart; sections stamp their own code.
namespace sheet_kind {
inline constexpr const char* cover = "cover";
inline constexpr const char* guide = "guide";
inline constexpr const char* table = "table";
inline constexpr const char* reference = "reference";
inline constexpr const char* summary = "summary";
inline constexpr const char* checks = "checks";
inline constexpr const char* contents = "contents";
inline constexpr const char* codes = "codes";
inline constexpr const char* total = "total";
}  // namespace sheet_kind

// Names of the custom document properties that say the same.
namespace property {
inline constexpr const char* edition = "STP edition";
inline constexpr const char* hash = "STP template hash";
inline constexpr const char* place = "STP place";
inline constexpr const char* round = "STP round";
inline constexpr const char* sections = "STP sections";
inline constexpr const char* kind = "STP kind";  // "return" or "total"
}  // namespace property

}  // namespace stp
