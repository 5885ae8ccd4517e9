#include "service/desk/work.h"

#include <spdlog/spdlog.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "service/desk/keep.h"
#include "service/store/jobs.h"

namespace stp {

namespace {

// A living process renews its lease in time; a dead one's work is taken up when its lease has run out.
constexpr int lease_seconds = 20, renewal_seconds = 5, tries = 5;
// How long a job rests that a full disk or a database that is away held up, and one that failed.
constexpr int seconds_until_mended = 30, seconds_until_failed_again = 3600;
// While files wait, the total is worked out at most this often.
constexpr int seconds_between_totals = 10;

class Renewal {
 public:
  Renewal(const Desk& desk, const Job& job) : thread_([this, &desk, &job] { renew(desk, job); }) {}
  ~Renewal() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    wake_.notify_one();
    thread_.join();
  }
  Renewal(const Renewal&) = delete;
  Renewal& operator=(const Renewal&) = delete;

 private:
  void renew(const Desk& desk, const Job& job) {
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, std::chrono::seconds(renewal_seconds), [this] { return ended_; })) try {
        desk.database.write([&](DbSession& session) {
          extend(session, desk.footprint, job, desk.process, utc_in(desk.now(), lease_seconds));
        });
      } catch (const StoreUnavailable&) {  // logged by the database
      } catch (const std::exception& trouble) {
        spdlog::warn("a lease could not be renewed: {}", trouble.what());
      }
  }

  std::mutex mutex_;
  std::condition_variable wake_;
  bool ended_ = false;
  std::thread thread_;
};

Result<void> run(const Desk& desk, const Job& job) {
  const Renewal renewal(desk, job);
  if (job.kind == "check") return check_submission(desk, job.subject);
  if (job.kind == "total") return add_up(desk, job.subject);
  const auto words = split_words(job.subject);
  return check_return(desk, words.at(0), words.at(1));
}

// Not the job's fault, and it mends itself or is mended by somebody: nobody is refused anything for it.
bool held_up(const Refusal& refusal) {
  const auto& code = refusal.code;
  return code == "workers-stopped" || code == "store-full" || code == "store-failed" ||
         code == "database-unavailable";
}

Result<void> run_or_held_up(const Desk& desk, const Job& job) {
  try {
    return run(desk, job);
  } catch (const StoreUnavailable& trouble) {
    return refuse({"database-unavailable", trouble.what(), "", "It is tried again by itself."});
  }
}

bool total_can_wait(const Desk& desk, DbSession& session, const Job& job) {
  if (job.kind != "total" || queue(session, desk.footprint).waiting < 3) return false;
  const auto rows = session.rows("SELECT MAX(at) FROM totals WHERE footprint = ? AND round = ?",
                                 {desk.footprint, job.subject});
  return !rows.empty() && rows[0].text(0) > utc_in(desk.now(), -seconds_between_totals);
}

std::optional<Job> next(const Desk& desk) {
  std::optional<Job> job;
  desk.database.write([&](DbSession& session) {
    const auto now = desk.now();
    queue_failed_again(session, desk.footprint, utc_in(now, -seconds_until_failed_again), true, now);
    job = claim(session, desk.footprint, desk.process, now, utc_in(now, lease_seconds));
    if (job && total_can_wait(desk, session, *job)) {
      finish(session, desk.footprint, *job, desk.process);
      enqueue(session, desk.footprint, job->kind, job->subject, job->lane, desk.now());
      job->kind.clear();
    }
  });
  return job;
}

// False where another process took it up meanwhile.
bool finished(const Desk& desk, const Job& job) {
  bool ours = false;
  desk.database.write([&](DbSession& session) { ours = finish(session, desk.footprint, job, desk.process); });
  return ours;
}

void end(const Desk& desk, const Job& job, const Result<void>& done, const JobDone& tell) {
  if (done) {
    if (finished(desk, job) && tell) tell(job.kind);
    return;
  }
  if (held_up(done.error())) {
    spdlog::debug("job {} {} is held up and tried again: {}", job.kind, job.subject, to_text(done.error()));
    desk.database.write([&](DbSession& session) {
      postpone(session, desk.footprint, job, desk.process, utc_in(desk.now(), seconds_until_mended));
    });
    return;
  }
  spdlog::error("job {} {}: {}", job.kind, job.subject, to_text(done.error()));
  if (job.attempts < tries) return;  // again when the lease has run out
  if (job.kind == "check") cannot_be_checked(desk, job.subject, done.error());
  desk.database.write([&](DbSession& session) {
    give_up(session, desk.footprint, job, desk.process, to_text(done.error()), desk.now());
  });
}

}  // namespace

bool work_once(const Desk& desk, const JobDone& done) {
  const auto job = next(desk);
  if (!job) return false;
  if (job->kind.empty()) return true;  // put back
  desk.at("job claimed");
  end(desk, *job, run_or_held_up(desk, *job), done);
  desk.at("job ended");
  return true;
}

void work_until(const Desk& desk, const std::atomic<bool>& stop, int idle_milliseconds, const JobDone& done) {
  while (!stop) {
    bool worked = false;
    try {
      worked = work_once(desk, done);
    } catch (const StoreUnavailable&) {  // logged once by the database, however often it is tried
    } catch (const std::exception& defect) {
      spdlog::critical("a defect while working on a job: {}", defect.what());
    }
    if (!worked) std::this_thread::sleep_for(std::chrono::milliseconds(idle_milliseconds));
  }
}

}  // namespace stp
