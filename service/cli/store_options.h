// Where a service's data are, for the commands that look after them.
#pragma once

#include <functional>

#include "service/serve/where.h"

namespace CLI {
class App;
}

namespace stp {

void declare_store_options(CLI::App& command, ServeOptions& options);
// The exit code of `work`; a database that cannot be reached is a refusal.
int with_store(const std::function<int()>& work);
// Each to standard error; the exit code.
int say_troubles(const std::vector<std::string>& troubles);

}  // namespace stp
