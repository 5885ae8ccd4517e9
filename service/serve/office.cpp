#include "service/serve/office.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <random>

#include "service/files/read_functions.h"
#include "service/files/read_pipeline.h"
#include "service/files/templates_folder.h"
#include "service/serve/settings.h"
#include "service/serve/where.h"
#include "service/store/clock.h"
#include "service/store/jobs.h"
#include "service/store/own_folder.h"

namespace stp {

namespace {

Result<void> make_data_folder(const std::string& data) {
  if (data.empty())
    return refuse({"data-missing", "No data folder was named.", "", "Name one with --data FOLDER."});
  std::error_code trouble;
  const bool made = std::filesystem::create_directories(data, trouble);
  if (trouble)
    return refuse({"data-folder", "The data folder cannot be made: " + trouble.message() + ".", data,
                   "Name a folder that this user may write to."});
  if (made) chmod(data.c_str(), 0700);
  return {};
}

std::string process_name() {
  char host[256] = "";
  gethostname(host, sizeof host - 1);
  return fmt::format("{} {} {:08x}", host, getpid(), std::random_device{}());
}

Result<WorkersOptions> cages(const OfficeOptions& options) {
  auto folder = find_templates_folder();
  if (!folder) return refuse(folder.error());
  WorkersOptions cages;
  cages.templates = *folder;
  cages.count = options.workers;
  return cages;
}

// What failed may have been mended before this start. Alone on its database, nobody else has jobs in hand.
void take_up_jobs(const Desk& desk) {
  desk.database.write([&](DbSession& session) {
    queue_failed_again(session, desk.footprint, desk.now(), false, desk.now());
    if (desk.database.embedded()) end_leases(session, desk.footprint);
  });
}

}  // namespace

Office::Office(Parts parts)
    : parts_(std::move(parts)),
      desk_{*parts_.pipeline,
            *parts_.database,
            *parts_.bytes,
            *parts_.workers,
            parts_.pipeline->editions().back().places.back().code,
            process_name(),
            utc_now},
      gate_{*parts_.database, desk_.footprint, place_codes(desk_.form()), utc_now} {}

Result<std::unique_ptr<Office>> Office::open(const OfficeOptions& options) {
  auto pipeline = read_pipeline();
  if (!pipeline) return refuse(pipeline.error());
  return open(options, std::move(*pipeline));
}

Result<std::unique_ptr<Office>> Office::open(const OfficeOptions& options, Pipeline pipeline) {
  if (auto made = make_data_folder(options.data); !made) return refuse(made.error());
  Parts parts;
  parts.pipeline = std::make_unique<Pipeline>(std::move(pipeline));
  auto functions = read_functions();
  if (!functions) return refuse(functions.error());
  parts.functions = std::move(*functions);
  ServeOptions where;
  where.data = options.data;
  where.database = options.database;
  auto database = Database::open(database_url(where), options.opening);
  if (!database) return refuse(database.error());
  parts.database = std::move(*database);
  parts.bytes = std::make_unique<Bytes>(bytes_folder(where));
  auto caged = cages(options);
  if (!caged) return refuse(caged.error());
  parts.workers = std::make_unique<Workers>(std::move(*caged));
  std::unique_ptr<Office> office(new Office(std::move(parts)));
  if (options.opening == Opening::service) {
    if (auto own = take_own_folder(office->database(), office->desk().footprint, bytes_folder(where)); !own)
      return refuse(own.error());
    take_up_jobs(office->desk());
  }
  return office;
}

}  // namespace stp
