// The jobs behind the receipts: check a submission, check a place's return from the files that count, add up
// the footprint total. Each can be repeated without harm; a process that dies in the middle loses nothing.
#pragma once

#include <atomic>
#include <functional>
#include <string>

#include "service/desk/desk.h"

namespace stp {

using JobDone = std::function<void(const std::string& kind)>;  // told of each job done here

// Claims one job and does it. False: nothing waits.
bool work_once(const Desk& desk, const JobDone& done = nullptr);
// Until `stop`: works, and looks again every `idle_milliseconds` when nothing waits.
void work_until(const Desk& desk, const std::atomic<bool>& stop, int idle_milliseconds = 200,
                const JobDone& done = nullptr);

}  // namespace stp
