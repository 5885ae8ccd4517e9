// The request and the answer as they pass between the processes. What unpacks trusts nothing: an answer comes
// from a process that read somebody's file.
#pragma once

#include <string>
#include <string_view>

#include "service/verbs/verbs.h"

namespace stp {

// The code of the refusal of bytes that were not packed here; never shown.
inline constexpr const char* broken_packing = "packing-broken";

std::string pack(const Request& request);
std::string pack(const Result<Answer>& answer);
Result<Request> unpack_request(std::string_view bytes);
Result<Answer> unpack_answer(std::string_view bytes);

}  // namespace stp
