// JSON whose numbers keep the digits they were written with: each becomes a text.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace stp {

// What is wrong with the text, in words: where it is no JSON, is nested deeper than 16 levels, or has an
// object of more than 1000 members.
tl::expected<nlohmann::ordered_json, std::string> parse_keeping_digits(std::string_view text);

}  // namespace stp
