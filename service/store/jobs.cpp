#include "service/store/jobs.h"

#include <random>

namespace stp {

namespace {

// Without a counter that everybody would wait for.
std::int64_t new_id() {
  static thread_local std::random_device source;
  const std::uint64_t bits = (std::uint64_t{source()} << 32) ^ source();
  return static_cast<std::int64_t>(bits >> 1);
}

bool already_waiting(DbSession& session, const std::string& footprint, const std::string& kind,
                     const std::string& subject) {
  return session.run(
             "UPDATE jobs SET asked = asked + 1 WHERE footprint = ? AND kind = ? AND subject = ? AND state = "
             "'waiting'",
             {footprint, kind, subject}) > 0;
}

// The virtual time: the turn of the job that is next, or all turns given so far when nothing waits.
std::int64_t virtual_time(DbSession& session, const std::string& footprint) {
  const auto next = session.rows(
      "SELECT turn FROM jobs WHERE footprint = ? AND state = 'waiting' ORDER BY turn LIMIT 1", {footprint});
  if (!next.empty()) return next[0].number(0) - 1;
  const auto given =
      session.rows("SELECT turn FROM lanes WHERE footprint = ? ORDER BY turn DESC LIMIT 1", {footprint});
  return given.empty() ? 0 : given[0].number(0);
}

// A lane that has waited for nothing starts now; one with jobs waiting goes on after its last.
std::int64_t next_turn(DbSession& session, const std::string& footprint, const std::string& lane) {
  const std::int64_t first = virtual_time(session, footprint) + 1;
  return session
      .rows(
          "INSERT INTO lanes (footprint, lane, turn) VALUES (?, ?, ?) ON CONFLICT (footprint, lane) DO "
          "UPDATE SET turn "
          "= CASE WHEN lanes.turn < excluded.turn THEN excluded.turn ELSE lanes.turn + 1 END RETURNING turn",
          {footprint, lane, first})
      .at(0)
      .number(0);
}

}  // namespace

void enqueue(DbSession& session, const std::string& footprint, const std::string& kind,
             const std::string& subject, const std::string& lane, const std::string& now) {
  if (already_waiting(session, footprint, kind, subject)) return;
  session.run(
      "INSERT INTO jobs (footprint, id, kind, subject, lane, state, turn, asked, attempts, added_at, "
      "claimant, "
      "lease_until, why) VALUES (?, ?, ?, ?, ?, 'waiting', ?, 1, 0, ?, '', '', '') "
      "ON CONFLICT (footprint, kind, subject) WHERE state = 'waiting' DO UPDATE SET asked = jobs.asked + 1",
      {footprint, new_id(), kind, subject, lane, next_turn(session, footprint, lane), now});
}

namespace {

constexpr char job_columns[] =
    "SELECT j.id, j.kind, j.subject, j.lane, j.attempts FROM jobs j WHERE j.footprint = ? ";

Job job_of(const DbRow& row) {
  return {row.number(0), row.text(1), row.text(2), row.text(3), static_cast<int>(row.number(4)) + 1};
}

// Those whose process died go first: they have waited longest.
std::optional<Job> left_behind(DbSession& session, const std::string& footprint, const std::string& now) {
  const auto rows =
      session.rows(std::string(job_columns) +
                       "AND j.state = 'running' AND j.lease_until < ? ORDER BY j.lease_until, j.id LIMIT 1" +
                       session.for_update(true),
                   {footprint, now});
  if (rows.empty()) return std::nullopt;
  return job_of(rows[0]);
}

std::optional<Job> next_waiting(DbSession& session, const std::string& footprint) {
  const auto rows = session.rows(
      std::string(job_columns) +
          "AND j.state = 'waiting' AND NOT EXISTS (SELECT 1 FROM jobs r WHERE r.footprint = j.footprint AND "
          "r.kind = "
          "j.kind AND r.subject = j.subject AND r.state = 'running') ORDER BY j.turn, j.id LIMIT 1" +
          session.for_update(true),
      {footprint});
  if (rows.empty()) return std::nullopt;
  return job_of(rows[0]);
}

void keep_as_failed(DbSession& session, const std::string& footprint, std::int64_t id, const std::string& why,
                    const std::string& now) {
  session.run(
      "UPDATE jobs SET state = 'failed', why = ?, failed_at = ?, claimant = '', lease_until = '' WHERE "
      "footprint = ? AND id = ?",
      {why, now, footprint, id});
}

}  // namespace

std::optional<Job> claim(DbSession& session, const std::string& footprint, const std::string& claimant,
                         const std::string& now, const std::string& lease_until) {
  std::optional<Job> job = left_behind(session, footprint, now);
  for (; job && job->attempts > most_attempts; job = left_behind(session, footprint, now))
    keep_as_failed(session, footprint, job->id,
                   "taken up " + std::to_string(most_attempts) +
                       " times, and its process ended or stood still each time",
                   now);
  if (!job) job = next_waiting(session, footprint);
  if (!job) return job;
  session.run(
      "UPDATE jobs SET state = 'running', claimant = ?, lease_until = ?, attempts = ? WHERE footprint = ? "
      "AND id = ?",
      {claimant, lease_until, std::int64_t{job->attempts}, footprint, job->id});
  return job;
}

bool extend(DbSession& session, const std::string& footprint, const Job& job, const std::string& claimant,
            const std::string& lease_until) {
  return session.run(
             "UPDATE jobs SET lease_until = ? WHERE footprint = ? AND id = ? AND state = 'running' AND "
             "claimant = ? "
             "AND attempts = ?",
             {lease_until, footprint, job.id, claimant, std::int64_t{job.attempts}}) > 0;
}

bool finish(DbSession& session, const std::string& footprint, const Job& job, const std::string& claimant) {
  return session.run(
             "DELETE FROM jobs WHERE footprint = ? AND id = ? AND state = 'running' AND claimant = ? AND "
             "attempts = ?",
             {footprint, job.id, claimant, std::int64_t{job.attempts}}) > 0;
}

void end_leases(DbSession& session, const std::string& footprint) {
  session.run("UPDATE jobs SET lease_until = '' WHERE footprint = ? AND state = 'running'", {footprint});
}

bool give_up(DbSession& session, const std::string& footprint, const Job& job, const std::string& claimant,
             const std::string& why, const std::string& now) {
  return session.run(
             "UPDATE jobs SET state = 'failed', why = ?, failed_at = ?, lease_until = '' WHERE footprint = ? "
             "AND id = ? AND state = 'running' AND claimant = ? AND attempts = ?",
             {why, now, footprint, job.id, claimant, std::int64_t{job.attempts}}) > 0;
}

bool postpone(DbSession& session, const std::string& footprint, const Job& job, const std::string& claimant,
              const std::string& until) {
  return session.run(
             "UPDATE jobs SET attempts = attempts - 1, claimant = '', lease_until = ? WHERE footprint = ? "
             "AND id = ? AND state = 'running' AND claimant = ? AND attempts = ?",
             {until, footprint, job.id, claimant, std::int64_t{job.attempts}}) > 0;
}

void queue_failed_again(DbSession& session, const std::string& footprint, const std::string& failed_before,
                        bool also_ended, const std::string& now) {
  const auto failed = session.rows(
      std::string(job_columns) +
          "AND j.state = 'failed' AND j.failed_at < ? AND (j.attempts < ? OR ? = 1) ORDER BY j.id" +
          session.for_update(true),
      {footprint, failed_before, std::int64_t{most_attempts}, std::int64_t{also_ended ? 1 : 0}});
  for (const auto& row : failed) {
    const Job job = job_of(row);
    session.run("DELETE FROM jobs WHERE footprint = ? AND id = ?", {footprint, job.id});
    enqueue(session, footprint, job.kind, job.subject, job.lane, now);
    if (job.attempts <= most_attempts) continue;
    session.run(  // one more; asked: somebody else asked for the same, whose job has all of its attempts
        "UPDATE jobs SET attempts = ? WHERE footprint = ? AND kind = ? AND subject = ? AND state = 'waiting' "
        "AND "
        "asked = 1",
        {std::int64_t{most_attempts}, footprint, job.kind, job.subject});
  }
}

std::vector<FailedJob> failed_jobs(DbSession& session, const std::string& footprint) {
  std::vector<FailedJob> all;
  for (const auto& row : session.rows(
           "SELECT kind, subject, failed_at, why FROM jobs WHERE footprint = ? AND state = 'failed' ORDER BY "
           "failed_at, id",
           {footprint}))
    all.push_back({row.text(0), row.text(1), row.text(2), row.text(3)});
  return all;
}

Queue queue(DbSession& session, const std::string& footprint) {
  Queue counted;
  for (const auto& row :
       session.rows("SELECT state, count(*) FROM jobs WHERE footprint = ? GROUP BY state", {footprint})) {
    if (row.text(0) == "waiting") counted.waiting = row.number(1);
    if (row.text(0) == "running") counted.running = row.number(1);
    if (row.text(0) == "failed") counted.failed = row.number(1);
  }
  return counted;
}

std::int64_t place_in_queue(DbSession& session, const std::string& footprint, const std::string& kind,
                            const std::string& subject) {
  const auto own = session.rows(
      "SELECT turn, id FROM jobs WHERE footprint = ? AND kind = ? AND subject = ? AND state = 'waiting'",
      {footprint, kind, subject});
  if (own.empty()) return -1;
  return session
      .rows(
          "SELECT count(*) FROM jobs WHERE footprint = ? AND state = 'waiting' AND (turn < ? OR (turn = ? "
          "AND id < ?))",
          {footprint, own[0].number(0), own[0].number(0), own[0].number(1)})
      .at(0)
      .number(0);
}

}  // namespace stp
