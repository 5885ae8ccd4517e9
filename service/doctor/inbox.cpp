#include <fmt/format.h>
#include <unistd.h>

#include "service/doctor/checks.h"
#include "service/files/templates_folder.h"
#include "service/serve/where.h"
#include "service/watch/events.h"
#include "service/watch/known_folder.h"

namespace stp::doctor {

namespace {

constexpr int to_change = R_OK | W_OK | X_OK;

Result<std::vector<Place>> places() {
  const auto folder = find_templates_folder();
  if (!folder) return refuse(folder.error());
  const auto texts = read_templates(*folder);
  if (!texts) return refuse(texts.error());
  const auto editions = load_templates(*texts);
  if (!editions) return refuse(editions.error().front());
  return editions->back().places;
}

// The four folders of a place; what is not there yet is made by the service.
std::string wrong_with(const std::string& place) {
  for (const char* part : {"", "/in", "/working", "/done", "/refused"}) {
    const std::string folder = place + part;
    const auto status = status_of(folder);
    if (status && !status->folder) return folder + " is no folder";
    if (status && ::access(folder.c_str(), to_change) != 0)
      return folder + " cannot be read and written (" + user_name(status->owner) + ", mode " +
             mode_shown(status->mode) + ")";
  }
  return "";
}

Checks places_of(const std::string& inbox) {
  const auto all = places();
  if (!all) return {};  // said by the templates' own check
  Checks troubles;
  std::size_t present = 0;
  for (const auto& place : *all) {
    const std::string folder = inbox + "/" + place.slug;
    if (status_of(folder)) ++present;
    if (const auto wrong = wrong_with(folder); !wrong.empty())
      troubles.push_back(trouble("inbox of " + place.slug, wrong, "folders the service may read and write",
                                 "let the service's user write there, e.g. by a group of its own"));
  }
  if (troubles.empty())
    troubles.push_back(
        well("inbox", fmt::format("{} of {} places have their folders{}", present, all->size(),
                                  present < all->size() ? "; the service makes the rest" : "")));
  return troubles;
}

}  // namespace

Checks inbox(const ServeOptions& options) {
  const std::string folder = inbox_folder(options);
  if (folder.empty()) return {well("inbox", "no watched folder")};
  const auto status = status_of(folder);
  const std::string me = user_name(::geteuid());
  if (!status || !status->folder)
    return {trouble("inbox", folder + (status ? " is no folder" : " is not there"), "the folder to watch",
                    "mount its share, correct --inbox, or make it: install -d -m 0750 -o " + me + " -g " +
                        me + " " + folder + ", and start the service again")};
  if (::access(folder.c_str(), to_change) != 0)
    return {trouble("inbox", folder + " cannot be read and written by " + me,
                    "a folder the service may read and write", "let the service's user write there")};
  if (const auto strange = watch::strange_folder(options.data, folder)) return {trouble("inbox", *strange)};
  watch::Events events;
  const auto mode = events.probe(folder);
  Checks all{well("inbox", folder + ": " + (mode.events ? "events and polling" : "polling") +
                               (mode.why.empty() ? "" : " (" + mode.why + ")"))};
  for (auto& check : places_of(folder)) all.push_back(std::move(check));
  return all;
}

}  // namespace stp::doctor
