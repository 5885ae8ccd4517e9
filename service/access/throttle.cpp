#include "service/access/throttle.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "calc/base/sha256.h"
#include "service/access/rows.h"
#include "service/store/clock.h"

namespace stp {

namespace {

constexpr std::int64_t forgotten_after_seconds = 24 * 60 * 60;

struct Count {
  std::string subject;  // a name may be a password typed into the wrong field: only its hash is kept
  const Brake* brake;
  const char* what;
};
constexpr std::size_t count_of_name = 2;
std::array<Count, 3> counts_of(const std::string& name, const std::string& remote) {
  const std::string by = sha256(name), from = network_of(remote);
  return {{{"both " + by + " " + from, &of_name_and_address, "name and address"},
           {"address " + from, &of_address, "address"},
           {"name " + by, &of_name, "name"}}};
}

struct Failures {
  std::int64_t failures = 0, held = 0;
};
Failures failures_of(DbSession& session, const Gate& gate, const std::string& subject,
                     const std::string& now) {
  // The row is there before it is locked: two first attempts at the same moment count as two.
  session.run(
      "INSERT INTO sign_in_failures (footprint, subject, failures, last_at, blocked_until) VALUES (?, ?, 0, "
      "?, "
      "'') ON CONFLICT (footprint, subject) DO NOTHING",
      {gate.footprint, subject, now});
  const auto found = session.rows(
      "SELECT failures, last_at, blocked_until FROM sign_in_failures WHERE footprint = ? AND subject = ?" +
          session.for_update(),
      {gate.footprint, subject});
  if (found.empty() || seconds_between(found[0].text(1), now) > forgotten_after_seconds) return {};
  return {found[0].number(0), std::max<std::int64_t>(0, seconds_between(now, found[0].text(2)))};
}

constexpr std::int64_t known_for_seconds = 90 * forgotten_after_seconds;

bool knows_address(DbSession& session, const Gate& gate, const std::string& name, const std::string& remote,
                   const std::string& now) {
  return !session
              .rows(
                  "SELECT 1 FROM known_addresses WHERE footprint = ? AND name = ? AND address = ? AND "
                  "last_at > ?",
                  {gate.footprint, well_formed(name), network_of(remote), utc_in(now, -known_for_seconds)})
              .empty();
}

void write_failures(DbSession& session, const Gate& gate, const Count& count, std::int64_t failures,
                    const std::string& now) {
  session.run(
      "UPDATE sign_in_failures SET failures = ?, last_at = ?, blocked_until = ? WHERE footprint = ? AND "
      "subject "
      "= ?",
      {failures, now, utc_in(now, seconds_held(*count.brake, failures)), gate.footprint, count.subject});
}

// The log tells of guessing without growing with every guess: when the brake takes hold, and at each
// doubling.
bool worth_telling(const Brake& brake, std::int64_t failures) {
  for (std::int64_t at = brake.free_failures; at <= failures; at *= 2)
    if (at == failures) return true;
  return false;
}

void tell(DbSession& session, const Gate& gate, const Count& count, std::int64_t failures,
          const std::string& name, const std::string& remote) {
  if (!worth_telling(*count.brake, failures)) return;
  const bool known = find_user(session, gate.footprint, name).has_value();
  record(session, gate, "service", "sign-in-failures", known ? name : "",
         {{"attempts", std::to_string(failures)},
          {"by", count.what},
          {"address", remote},
          {"name", known ? "known" : "unknown"}});
}

}  // namespace

std::int64_t seconds_held(const Brake& brake, std::int64_t failures) {
  if (failures < brake.free_failures) return 0;
  const std::int64_t doublings = std::min<std::int64_t>(failures - brake.free_failures, 20);
  return std::min(std::int64_t{1} << doublings, brake.longest_seconds);
}

std::string network_of(const std::string& remote) {
  std::array<unsigned char, 16> address{};
  if (inet_pton(AF_INET6, remote.c_str(), address.data()) != 1) return remote;
  const std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (std::equal(mapped.begin(), mapped.end(), address.begin())) return remote.substr(remote.rfind(':') + 1);
  std::fill(address.begin() + 8, address.end(), static_cast<unsigned char>(0));
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(AF_INET6, address.data(), text.data(), text.size());
  return std::string(text.data()) + "/64";
}

std::int64_t count_attempt(const Gate& gate, const std::string& name, const std::string& remote) {
  std::int64_t wait = 0;
  gate.database.write([&](DbSession& session) {
    wait = 0;
    const std::string now = gate.now();
    const auto counts = counts_of(name, remote);
    const bool known = knows_address(session, gate, name, remote, now);
    std::array<Failures, 3> before{};
    for (std::size_t i = 0; i < counts.size(); ++i) {
      before[i] = failures_of(session, gate, counts[i].subject, now);
      if (!(known && i == count_of_name)) wait = std::max(wait, before[i].held);
    }
    if (wait > 0) return;
    for (std::size_t i = 0; i < counts.size(); ++i)
      write_failures(session, gate, counts[i], before[i].failures + 1, now);
    session.run("DELETE FROM sign_in_failures WHERE footprint = ? AND last_at < ?",
                {gate.footprint, utc_in(now, -forgotten_after_seconds)});
    // The log's head is locked last, here as everywhere: so nobody waits in a circle.
    for (std::size_t i = 0; i < counts.size(); ++i)
      tell(session, gate, counts[i], before[i].failures + 1, name, remote);
  });
  return wait;
}

void forget_attempts(DbSession& session, const Gate& gate, const std::string& name,
                     const std::string& remote) {
  const auto counts = counts_of(name, remote);
  const auto forget = [&](const Count& count) {
    session.run("DELETE FROM sign_in_failures WHERE footprint = ? AND subject = ?",
                {gate.footprint, count.subject});
  };
  forget(counts[0]);
  // The address keeps what others of it did, less this attempt.
  session.run(
      "UPDATE sign_in_failures SET failures = failures - 1, blocked_until = '' WHERE footprint = ? AND "
      "subject = "
      "? AND failures > 0",
      {gate.footprint, counts[1].subject});
  forget(counts[count_of_name]);
  session.run(
      "INSERT INTO known_addresses (footprint, name, address, last_at) VALUES (?, ?, ?, ?) ON CONFLICT "
      "(footprint, "
      "name, address) DO UPDATE SET last_at = excluded.last_at",
      {gate.footprint, name, network_of(remote), gate.now()});
}

Refusal too_many_attempts(std::int64_t seconds) {
  return {"sign-in-throttled", "Too many attempts to sign in have failed.", "",
          "Wait " + std::to_string(seconds) + " seconds, then try again."};
}

}  // namespace stp
