// The loop of a worker: for each request a child in a cage, watched until it has answered or ended.
#pragma once

#include "service/worker/messages.h"
#include "service/worker/worker_process.h"

namespace stp {

// Until the other end of the socket is closed.
void serve_requests(int socket, const WorkerLimits& limits, const Pipeline& pipeline, RunRequest run);

}  // namespace stp
