// Long work beside the window: it goes on drawing, shows how far the work is, and has a button to give it up.
#pragma once

#include <functional>

#include "service/addin/actions/actions.h"
#include "service/addin/calc/menu/window.h"

namespace stp::addin {

// Runs `work` in a thread of its own, which touches nothing of the office. One at a time: refuses with the
// code "busy" while another runs, with "cancelled" when it was given up (a step that was under way ends
// unseen).
Result<Outcome> run_busy(const Window& window, const std::string& title,
                         std::function<Result<Outcome>(Progress&)> work);

}  // namespace stp::addin
