// Conditional requests: an answer the client already has is not sent again, and what somebody else changed
// meanwhile is not overwritten.
#pragma once

#include <cstdint>
#include <optional>

#include "calc/base/result.h"
#include "service/http/message.h"

namespace stp {

std::string etag_of(std::string_view bytes);          // strong: the same bytes, the same tag
std::string etag_of_revision(std::int64_t revision);  // "r17", with its quotation marks
// The answer with its tag; 304 without a body when If-None-Match of a GET or HEAD names it.
HttpAnswer tagged(const HttpRequest& request, HttpAnswer answer, const std::string& etag);
// What If-Match demands: nothing (none sent, or "*"), or that the revision is still this one. Refuses (412)
// what cannot be a revision of ours.
Result<std::optional<std::int64_t>> demanded_revision(const HttpRequest& request);

}  // namespace stp
