#include "tests/service/desk/desk_fixture.h"

#include <stdexcept>

#include "calc/form/load.h"
#include "service/files/templates_folder.h"
#include "tests/support/postgres.h"

namespace desks {

namespace {

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(to_text(result.error()));
  return std::move(*result);
}

std::vector<Template> editions() {
  const auto texts = must(read_templates(std::string(STP_SOURCE_DIR) + "/templates"));
  auto loaded = load_templates(texts);
  if (!loaded) throw std::runtime_error("the templates are refused");
  return std::move(*loaded);
}

const Pipeline& shared_pipeline() {
  static const Pipeline pipeline(editions());
  return pipeline;
}

Workers& shared_workers() {
  WorkersOptions options;
  options.program = STP_BINARY;
  options.templates = std::string(STP_SOURCE_DIR) + "/templates";
  static Workers workers(options);
  return workers;
}

}  // namespace

std::unique_ptr<Database> open_database(const std::string& engine, const doors::Folder& folder) {
  return must(Database::open(engine == "sqlite" ? "sqlite:" + folder.file("stp.db")
                                                : test_postgres::shared_server().new_database()));
}

OpenDesk::OpenDesk(const std::string& of_engine)
    : database_(open_database(of_engine, folder_)), bytes_(std::make_unique<Bytes>(folder_.file("bytes"))) {
  desk_ = std::make_unique<Desk>(Desk{shared_pipeline(), *database_, *bytes_, shared_workers(),
                                      shared_pipeline().editions().back().places.back().code, "test 1",
                                      [this] { return now_.empty() ? utc_now() : now_; }});
}

OpenDesk::~OpenDesk() = default;

void OpenDesk::open_round(const std::string& soft, const std::string& hard) {
  must(change_round(*desk_, person("rita", Role::regional), scenarios::round, {true, soft, hard, {}}));
}

std::string workbook(const std::string& slug, const std::string& section) {
  scenarios::have_return(slug);
  return doors::read(scenarios::demo_data().path() / "returns" / slug / scenarios::round /
                     (slug + "-" + section + "-" + scenarios::round + ".xlsx"));
}

Receipt OpenDesk::hand_in(const std::string& slug, const std::string& section, const std::string& for_place,
                          const std::string& who) {
  const std::string name = slug + "-" + section + "-" + scenarios::round + ".xlsx";
  return must(receive(*desk_, {workbook(slug, section), name, for_place, "web", who}));
}

Receipt OpenDesk::hand_in_bytes(const std::string& bytes, const std::string& name,
                                const std::string& for_place) {
  return must(receive(*desk_, {bytes, name, for_place, "web", "ann"}));
}

void OpenDesk::work() {
  for (int jobs = 0; work_once(*desk_); ++jobs)
    if (jobs > 500) throw std::runtime_error("the work does not end");
}

Caller person(const std::string& name, Role role, const std::string& place) {
  Caller caller;
  caller.name = caller.shown = name;
  caller.grants = {{role, place}};
  return caller;
}

std::string changed(const std::string& bytes, const std::string& change) {
  const doors::Folder folder;
  doors::write(folder.path() / "in.xlsx", bytes);
  const auto ran = doors::run("\"$STP\" set in.xlsx " + change + " -o out.xlsx --overwrite-formulas", folder);
  if (ran.exit_code != 0) throw std::runtime_error(ran.err);
  return doors::read(folder.path() / "out.xlsx");
}

}  // namespace desks
