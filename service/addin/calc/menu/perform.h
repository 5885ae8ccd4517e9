// What each entry of the menu does.
#pragma once

#include "service/addin/calc/menu/window.h"

namespace stp::addin {

// `action`: the word of the menu's address, "check" of "stp.addin:check". The sentence said to the person, or
// why nothing was done; "" when the person thought better of it.
Result<std::string> perform(const std::string& action, const Window& window);
bool known_action(const std::string& action);

}  // namespace stp::addin
