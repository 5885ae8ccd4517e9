// The number that a text seems to mean: "£1.2m", "(1,234)", "1 234-", "450k", "2%". Only ever suggested to a
// person, never used as a figure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "calc/form/template.h"

namespace stp::detect {

std::optional<Decimal> meant_number(std::string_view text, const Unit& unit);

// Without blanks of any kind (no-break and thin ones too) at either end; a long minus becomes "-".
std::string plain_text(std::string_view text);
std::string lower_case(std::string text);

}  // namespace stp::detect
