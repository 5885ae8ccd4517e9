#include "service/web/common.h"

#include <fmt/format.h>

#include <ctime>
#include <map>

#include "service/web/parts/parts.h"

namespace stp {

std::string place_name(const Desk& desk, const std::string& code) {
  const auto place = desk.form().place(code);
  if (!place) return code;
  const Place& found = desk.form().places[place.value];
  return found.footprint ? found.name + " programmes" : found.name;
}

std::string section_label(const Desk& desk, const std::string& code) {
  for (const auto& section : desk.form().sections)
    if (section.code == code) return section.label;
  return code;
}

std::string round_label(const Desk& desk, const std::string& code) {
  for (const auto& edition : desk.pipeline.editions())
    for (const auto& round : edition.rounds)
      if (round.code == code) return round.label + ", " + when(round.date);
  return code;
}

std::string organisation_name(const Desk& desk, const std::string& code) {
  const auto found = desk.form().organisation(code);
  return found ? desk.form().organisations[found.value].name : code;
}

std::string line_label(const Template& form, const std::string& code) {
  const auto found = form.line(code);
  return found ? form.lines[found.value].label : code;
}

std::string unit_label(const Desk& desk, const std::string& unit) {
  const auto found = desk.form().unit(unit);
  return found ? desk.form().units[found.value].label : unit;
}

const Unit* unit_of(const Template& form, const std::string& line) {
  const auto found = form.line(line);
  return found ? &form.units[form.lines[found.value].unit.value] : nullptr;
}

namespace {

std::time_t seconds_of(const std::string& utc) {
  std::tm parts{};
  return strptime(utc.c_str(), "%Y-%m-%dT%H:%M:%S", &parts) == nullptr ? 0 : timegm(&parts);
}

}  // namespace

std::string time_left(const std::string& now, const std::string& deadline) {
  if (deadline.empty()) return "";
  const auto left = seconds_of(deadline) - seconds_of(now);
  if (left <= 0) return "passed";
  const auto days = left / 86400, hours = left % 86400 / 3600, minutes = left % 3600 / 60;
  if (days > 1) return plural(days, "day", "days") + " left";
  if (days == 1) return "1 day " + plural(hours, "hour", "hours") + " left";
  if (hours > 0) return plural(hours, "hour", "hours") + " " + plural(minutes, "minute", "minutes") + " left";
  return plural(minutes, "minute", "minutes") + " left";
}

std::string encoded(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       c == '-' || c == '_' || c == '.';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return out;
}

std::string address(const std::string& path, const std::vector<std::pair<std::string, std::string>>& query) {
  std::string out = path;
  char mark = '?';
  for (const auto& [name, value] : query) {
    if (value.empty()) continue;
    out += mark + encoded(name) + "=" + encoded(value);
    mark = '&';
  }
  return out;
}

std::string return_address(const std::string& place, const std::string& round) {
  return "/places/" + encoded(place) + "/returns/" + encoded(round);
}
std::string submission_address(const std::string& sha256) { return "/submissions/" + encoded(sha256); }
std::string cell_address(const std::string& sha256, const std::string& sheet, const std::string& cell) {
  return address(submission_address(sha256) + "/cells", {{"sheet", sheet}, {"cell", cell}});
}

HttpAnswer refused(const HttpRequest& request, const Refusal& refusal) {
  const bool nothing_there = refusal.code.ends_with("-unknown") || refusal.code.starts_with("report-no");
  return page_of_refusal(nothing_there ? 404 : status_of(refusal), refusal, request);
}

HttpAnswer download(const std::string& bytes, const std::string& media_type, const std::string& name) {
  std::string plain;
  for (const char c : name)
    plain +=
        static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e || c == '"' || c == '\\'
            ? '_'
            : c;
  return {
      200,
      media_type,
      bytes,
      {{"Content-Disposition", "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded(name)},
       {"Cache-Control", "no-store"}}};
}

std::string done_words(const HttpRequest& request) {
  static const std::map<std::string, std::string> known{
      {"submit", "The return was submitted."},
      {"approve", "The return was approved."},
      {"send-back", "The return was sent back."},
      {"lock", "The return was locked."},
      {"ask-to-reopen", "The regional team was asked to reopen the return."},
      {"reopen", "The return was reopened."},
      {"accepted", "The reason was recorded."},
  };
  const auto found = known.find(request.one("done"));
  return found == known.end() ? "" : found->second;
}

Route page_at(std::string pattern, std::string name, std::string summary, Need need, Handle handle) {
  return page_route("GET", std::move(pattern), "page-" + name, std::move(summary), need, std::move(handle));
}

Route form_at(std::string pattern, std::string name, std::string summary, Need need, Handle handle) {
  return page_route("POST", std::move(pattern), "page-" + name, std::move(summary), need, std::move(handle));
}

}  // namespace stp
