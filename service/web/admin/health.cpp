#include "service/web/admin/health.h"

#include "service/desk/counts.h"
#include "service/desk/intake.h"
#include "service/web/common.h"
#include "service/web/parts/parts.h"

namespace stp {

namespace {

const std::vector<Crumb> crumbs{{"Home", "/"}, {"Administration", "/admin"}};

Page office(const std::string& title) {
  return {.title = title, .tab = Tab::administration, .crumbs = crumbs};
}

Html queue_words(const Queue& queue) {
  Html words = escaped((queue.waiting == 0 ? "None" : grouped(queue.waiting)) + " waiting, " +
                       grouped(queue.running) + " under way");
  if (queue.failed > 0)
    words += escaped(", ") + state(Shape::trouble, plural(queue.failed, "was given up", "were given up"));
  return words;
}

Html troubles_part(const std::vector<std::string>& troubles) {
  if (troubles.empty()) return panel(state(Shape::good, "Everything works"), true);
  std::vector<Html> items;
  for (const std::string& trouble : troubles) items.push_back(escaped(trouble));
  return warning_callout("Something is wrong", list(items));
}

HttpAnswer health_page(const Desk& desk, const ServiceHealth& health, const HttpRequest& request) {
  const DeskCounts counted = counts(desk);
  const auto of = [](const std::map<std::string, std::int64_t>& numbers, const std::string& name) {
    const auto found = numbers.find(name);
    return escaped(grouped(found == numbers.end() ? std::int64_t{0} : found->second));
  };
  Page shown = office("Health");
  shown.body =
      troubles_part(health.troubles) +
      summary_list({{"Version", escaped(health.version)},
                    {"Database", code(health.database)},
                    {"Checks and totals", queue_words(counted.queue)},
                    {"Files waiting for their check", of(counted.submissions, "waiting")},
                    {"Files checked", of(counted.submissions, "checked")},
                    {"Files that could not be taken", of(counted.submissions, "refused")},
                    {"Records in the log", escaped(grouped(counted.log_records))}}) +
      paragraph("For a monitor: /api/v1/ready says whether requests can be served, /api/v1/metrics counts.",
                "quiet");
  return page(request, shown);
}

Html folder_troubles(const FolderHealth& folder) {
  ShownTable made{"What is wrong in the folder", {{"Where"}, {"What"}, {"How to mend it"}, {"Since"}}, {}};
  made.when_empty = "Nothing is wrong.";
  for (const FolderTrouble& one : folder.troubles)
    made.rows.push_back(
        {{code(one.where), escaped(one.what), escaped(one.remedy), span(when(one.since), "nowrap")}});
  return table(made);
}

Html arriving_part(const Desk& desk) {
  ShownTable made{
      "Files still arriving", {{"Place"}, {"File"}, {"Bytes", true}, {"Since"}, {"Why it waits"}}, {}};
  made.when_empty = "No file is arriving.";
  for (const Arriving& file : arriving(desk))
    made.rows.push_back({{escaped(place_name(desk, file.place)), escaped(file.name),
                          escaped(grouped(file.size)), span(when(file.since), "nowrap"), escaped(file.why)}});
  return table(made);
}

Html place_folders(const Desk& desk, const std::string& folder) {
  ShownTable made{"Where each place drops its workbooks", {{"Place"}, {"Folder"}}, {}};
  for (const Place& place : desk.form().places)
    made.rows.push_back({{escaped(place_name(desk, place.code)), code(folder + "/" + place.slug + "/in")}});
  return table(made);
}

HttpAnswer folders_page(const Desk& desk, const ServiceHealth& health, const HttpRequest& request) {
  Page shown = office("Folders");
  if (!health.folder) {
    shown.body =
        paragraph("No folder is watched by this process. The option --inbox of stp serve names one.");
    shown.body += arriving_part(desk);
    return page(request, shown);
  }
  const FolderHealth& folder = *health.folder;
  shown.body =
      summary_list(
          {{"Folder", code(folder.folder)},
           {"Watched by",
            escaped(folder.mode.empty()
                        ? "not looked yet"
                        : folder.mode + (folder.mode_why.empty() ? "" : ": " + folder.mode_why))},
           {"Last good look",
            escaped(folder.last_good_scan.empty() ? "none yet" : when(folder.last_good_scan))},
           {"Now", escaped(grouped(folder.waiting) + " waiting, " + grouped(folder.in_hand) + " in hand")},
           {"Since the start", escaped(grouped(folder.taken) + " taken, " + grouped(folder.done) + " done, " +
                                       grouped(folder.refused) + " refused")}}) +
      folder_troubles(folder) + arriving_part(desk) + place_folders(desk, folder.folder);
  return page(request, shown);
}

}  // namespace

Routes health_routes(const Desk& desk, const std::function<ServiceHealth()>& health) {
  return {
      page_at("/admin/health", "health-page", "How the service is", Need::audit,
              [&desk, health](const HttpRequest& request) { return health_page(desk, health(), request); }),
      page_at("/admin/folders", "folders-page", "The watched folder", Need::audit,
              [&desk, health](const HttpRequest& request) { return folders_page(desk, health(), request); })};
}

}  // namespace stp
