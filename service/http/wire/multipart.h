// Reads a multipart/form-data body as it comes in: fields and files, each counted against its own limit.
#pragma once

#include <functional>

#include "calc/base/result.h"
#include "service/http/limits.h"
#include "service/http/message.h"

namespace stp::wire {

using Pieces = std::function<Result<std::string_view>()>;  // the next bytes of the body; empty at its end

// Adds to request.form and request.files. A file field left empty in a browser is no file.
Result<void> read_multipart(const Pieces& pieces, const std::string& boundary, const HttpLimits& limits,
                            HttpRequest& request);
// The last part of a path as any system writes it; "" for what is no name.
std::string name_without_folders(std::string_view sent);

}  // namespace stp::wire
