// The fixed words of our workbooks: headings by which sheets are read again, and how the program speaks of
// itself.
#pragma once

#include <string>
#include <string_view>

namespace stp {

namespace words {
inline constexpr const char* code = "Code";
inline constexpr const char* line = "Line";
inline constexpr const char* scenario = "Scenario";
inline constexpr const char* unit = "Unit";
inline constexpr const char* note = "Note";
inline constexpr const char* field = "Field";
inline constexpr const char* what = "What";
inline constexpr const char* entry = "Entry";
inline constexpr const char* guidance = "Guidance";

inline constexpr const char* reconstructed =
    "Reference edition, reconstructed from public papers; not the NHS England template.";
inline constexpr const char* illustrative = "ILLUSTRATIVE: the figures are made up.";
inline constexpr const char* not_known = "not known";  // a figure that lacks an entry it needs
inline constexpr const char* check = "Check";
inline constexpr const char* result = "Result";
inline constexpr const char* all_well = "OK";
inline constexpr const char* look_at = "LOOK";
}  // namespace words

// Codes of the cover's fields that the program itself fills or reads.
namespace cover {
inline constexpr const char* return_id = "return_id";
inline constexpr const char* footprint = "footprint";
inline constexpr const char* place = "place";
inline constexpr const char* place_name = "place_name";
inline constexpr const char* round = "round";
inline constexpr const char* version = "version";
inline constexpr const char* template_title = "template";
inline constexpr const char* edition = "edition";
inline constexpr const char* template_hash = "template_hash";
inline constexpr const char* illustrative = "illustrative";
}  // namespace cover

// Letters, digits and underscores only, not beginning with a digit: a name the format allows.
std::string name_from(std::string_view text);
std::string upper_first(std::string word);
std::string lower_first(std::string word);

}  // namespace stp
