#include "service/api/desk_metrics.h"

#include <fmt/format.h>

#include "service/desk/counts.h"

namespace stp {

namespace {

std::string gauge(const std::string& name, const std::string& help) {
  return fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n", name, help);
}

std::string single(const std::string& name, const std::string& help, std::int64_t value) {
  return gauge(name, help) + fmt::format("{} {}\n", name, value);
}

std::string by(const std::string& label, const std::string& name, const std::string& help,
               const std::map<std::string, std::int64_t>& values) {
  std::string text = gauge(name, help);
  for (const auto& [key, value] : values)
    text += fmt::format("{}{{{}=\"{}\"}} {}\n", name, label, key, value);
  return text;
}

}  // namespace

std::string desk_metrics(const Desk& desk) {
  const DeskCounts counted = counts(desk);
  return by("state", "stp_submissions", "Files handed in, by state.", counted.submissions) +
         by("code", "stp_submissions_refused", "Files refused after their receipt, by reason.",
            counted.refusals) +
         by("status", "stp_returns", "Returns of all rounds, by status.", counted.returns) +
         by("state", "stp_jobs", "Work that waits, is under way or was given up.",
            {{"waiting", counted.queue.waiting},
             {"running", counted.queue.running},
             {"failed", counted.queue.failed}}) +
         single("stp_sightings", "Times a file came again.", counted.sightings) +
         single("stp_log_records", "Records of the log.", counted.log_records) +
         single("stp_totals", "Footprint totals worked out.", counted.totals) +
         single("stp_files_arriving", "Files seen on their way.", counted.arriving);
}

}  // namespace stp
