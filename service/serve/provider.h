// The sign-in provider as the options name it.
#pragma once

#include "service/access/provider.h"
#include "service/serve/options.h"

namespace stp {

// Nothing when no issuer is named; refuses options that do not go together. `gate`: whose places a grant may
// name.
Result<std::shared_ptr<Provider>> provider_of(const ServeOptions& options, const Gate& gate);

}  // namespace stp
