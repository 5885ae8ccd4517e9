// A verb as a command: its inputs, options and formats become arguments, options and flags; the answer goes
// to standard output or a file. Nothing here knows any verb by name.
#pragma once

#include "service/verbs/verbs.h"

namespace CLI {
class App;
}

namespace stp {

void declare_verb(const Verb& verb, CLI::App& app, int& exit_code);

}  // namespace stp
