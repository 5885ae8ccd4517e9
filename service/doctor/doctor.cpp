#include "service/doctor/doctor.h"

#include <fmt/format.h>
#include <pwd.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "service/doctor/checks.h"
#include "service/files/read_pipeline.h"
#include "service/files/templates_folder.h"
#include "service/serve/settings.h"

namespace stp::doctor {

Check well(const std::string& subject, const std::string& found) { return {subject, true, found}; }

Check trouble(const std::string& subject, const std::string& found, const std::string& expected,
              const std::string& remedy) {
  return {subject, false, found, expected, remedy};
}

Check trouble(const std::string& subject, const Refusal& refusal) {
  return trouble(subject, refusal.where.empty() ? refusal.sentence : refusal.where + ": " + refusal.sentence,
                 "", refusal.remedy);
}

std::string user_name(unsigned user) {
  const passwd* entry = ::getpwuid(user);
  return entry == nullptr ? std::to_string(user) : entry->pw_name;
}

std::string mode_shown(unsigned mode) { return fmt::format("{:04o}", mode); }

std::optional<FileStatus> status_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {};
  return FileStatus{status.st_mode & 07777, status.st_uid, status.st_gid, S_ISDIR(status.st_mode),
                    status.st_mtime};
}

Checks configuration(const Asked& asked) {
  if (asked.config_troubles.empty()) return {well("configuration", "every option is known and possible")};
  Checks all;
  for (const auto& refusal : asked.config_troubles) all.push_back(trouble("configuration", refusal));
  return all;
}

Check templates() {
  const auto folder = find_templates_folder();
  if (!folder) return trouble("templates", folder.error());
  const auto texts = read_templates(*folder);
  if (!texts) return trouble("templates", texts.error());
  const auto editions = load_templates(*texts);
  if (!editions) {
    auto first = trouble("templates", editions.error().front());
    first.found += fmt::format(" ({} in all)", editions.error().size());
    return first;
  }
  return well("templates", fmt::format("{} texts in {}, newest edition {}", texts->size(), *folder,
                                       editions->back().edition.code));
}

// Texts that are broken are said already.
Checks settings(const ServeOptions& options) {
  const auto pipeline = read_pipeline();
  if (!pipeline) return {};
  Checks all;
  for (const auto& refusal : troubles_of_settings(options, *pipeline))
    all.push_back(trouble("settings", refusal));
  if (all.empty()) all.push_back(well("settings", "they go together, and name what there is"));
  return all;
}

Check spreadsheet_program() {
  std::istringstream path(std::getenv("PATH") == nullptr ? "" : std::getenv("PATH"));
  std::error_code hidden;  // a folder of somebody else's
  for (std::string folder; std::getline(path, folder, ':');)
    if (std::filesystem::exists(folder + "/soffice", hidden))
      return well("spreadsheet program", folder + "/soffice (none is needed)");
  return well("spreadsheet program", "none (none is needed)");
}

Checks examine(const Asked& asked) {
  Checks all{become_owner(asked.options)};
  const auto add = [&](Checks more) { all.insert(all.end(), more.begin(), more.end()); };
  add(configuration(asked));
  all.push_back(templates());
  add(settings(asked.options));
  add(data_folder(asked.options));
  add(database(asked));
  add(inbox(asked.options));
  all.push_back(port(asked.options));
  add(certificate(asked.options));
  all.push_back(cage());
  all.push_back(spreadsheet_program());
  return all;
}

std::string to_line(const Check& check) {
  std::string line = fmt::format("{:<8} {}: {}", check.well ? "ok" : "trouble", check.subject, check.found);
  if (!check.expected.empty()) line += "; expected: " + check.expected;
  if (!check.remedy.empty()) line += "; to mend: " + check.remedy;
  for (char& c : line)
    if (c == '\n') c = ' ';
  return line;
}

}  // namespace stp::doctor
