// What became of a caged child, as a refusal in plain words that names the file.
#pragma once

#include "service/worker/worker.h"

namespace stp {

// "returns.xlsx", "3 files (a.xlsx and others)"; "" when the request brought none.
std::string files_named(const Request& request);

Refusal refusal_of(const Message& outcome, const Request& request, const WorkerLimits& limits);
Refusal refusal_of(const Worker::Outcome& outcome, const Request& request, const WorkerLimits& limits);
Refusal too_slow(const Request& request, const WorkerLimits& limits);
Refusal not_understood(const Request& request);
Refusal stopped();
Refusal no_room(const Request& request);  // the system has no memory to pass the request on

}  // namespace stp
