// Work that waits, shared by every process on the database. Fair by key: a place with a thousand jobs takes
// turns with one that has a single one. A job is leased; when its process dies the lease runs out and another
// takes it up.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/store/database.h"

namespace stp {

struct Job {
  std::int64_t id = 0;
  std::string kind, subject, lane;  // lane: whose turn it takes, e.g. a place
  int attempts = 0;                 // this one included
};
// Far more than a service is likely to be ended in the middle of one job; what a file does to its reader is
// caught elsewhere.
inline constexpr int most_attempts = 25;
// The same kind and subject waiting already: nothing added; the waiting one is not claimed before this
// transaction ends, so it will see what is new. In a transaction that also appends to the log, enqueue first:
// all take locks in one order.
void enqueue(DbSession& session, const std::string& footprint, const std::string& kind,
             const std::string& subject, const std::string& lane, const std::string& now);
// The next in turn: waiting, or leased by a process that let its lease run out. A job taken up most_attempts
// times without coming to an end is kept as failed and not given again.
std::optional<Job> claim(DbSession& session, const std::string& footprint, const std::string& claimant,
                         const std::string& now, const std::string& lease_until);
// These say false, and change nothing, when the claimant has lost the lease to another.
bool extend(DbSession& session, const std::string& footprint, const Job& job, const std::string& claimant,
            const std::string& lease_until);
// Gone when done; kept as failed, with why, when it is given up.
bool finish(DbSession& session, const std::string& footprint, const Job& job, const std::string& claimant);
// For a process that knows it is alone: what a process before it had in hand may be taken up at once.
void end_leases(DbSession& session, const std::string& footprint);
bool give_up(DbSession& session, const std::string& footprint, const Job& job, const std::string& claimant,
             const std::string& why, const std::string& now);
// What hindered it was not the job's fault: this attempt does not count, and it is taken up again after
// `until`.
bool postpone(DbSession& session, const std::string& footprint, const Job& job, const std::string& claimant,
              const std::string& until);
// What failed before a moment waits anew with all its attempts. One whose process ended every time has a
// single one, and only when `also_ended`: a service that it takes down must not be taken down at each start.
void queue_failed_again(DbSession& session, const std::string& footprint, const std::string& failed_before,
                        bool also_ended, const std::string& now);
struct FailedJob {
  std::string kind, subject, failed_at, why;  // failed_at "": not known
};
std::vector<FailedJob> failed_jobs(DbSession& session, const std::string& footprint);  // oldest first
struct Queue {
  std::int64_t waiting = 0, running = 0, failed = 0;
};
Queue queue(DbSession& session, const std::string& footprint);
// Jobs that will be taken before this subject's; -1: it is not waiting.
std::int64_t place_in_queue(DbSession& session, const std::string& footprint, const std::string& kind,
                            const std::string& subject);

}  // namespace stp
