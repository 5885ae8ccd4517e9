// Whether a request is what its verb declares; else a refusal that says what there is. Doors that made their
// options from the table never see one.
#pragma once

#include "service/verbs/verbs.h"

namespace stp {

Refusal unknown_verb(const std::string& name);
Result<void> allowed(const Verb& verb, const Request& request);

}  // namespace stp
