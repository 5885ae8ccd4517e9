// `stp worker`: reads the templates once, then forks a caged child for each request. Only ever started by
// Workers.
#pragma once

#include "service/worker/workers.h"

namespace stp {

using RunRequest = Result<Answer> (*)(const Pipeline& pipeline, const Request& request);

// The arguments after `worker`, as Workers gives them: socket, the four limits, niceness, templates folder.
// `run`: what a child does with a request; tests give another. The exit code.
int run_worker(const std::vector<std::string>& arguments, RunRequest run = run_verb);

std::vector<std::string> worker_arguments(int socket, const WorkersOptions& options);

}  // namespace stp
