// Life for a visitor to `stp serve --demo`: made-up persons, an open round with deadlines ahead, and returns
// handed in. Everything comes from the folder that `./run demo` makes, as its file people.csv and the folder
// handed-in/<round>/<place>/ say.
#pragma once

#include <string>

#include "service/access/gate.h"
#include "service/desk/desk.h"

namespace stp {

// Done once for a database: what a start that broke off did already is not done again, nor anything after it
// is whole. Rounds before the last are worked through and closed.
Result<void> seed_demonstration(const Desk& desk, const Gate& gate, const std::string& folder);

}  // namespace stp
