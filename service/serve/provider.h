// The sign-in provider as the options name it.
#pragma once

#include "service/access/provider.h"
#include "service/serve/options.h"

namespace stp {

// Nothing when nothing is said of one; refuses options that do not go together. `places`: the codes a grant
// may name.
Result<std::shared_ptr<Provider>> provider_of(const ServeOptions& options,
                                              const std::vector<std::string>& places);

}  // namespace stp
