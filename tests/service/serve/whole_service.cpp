#include "tests/service/serve/whole_service.h"

#include "calc/form/load.h"
#include "service/files/read_functions.h"
#include "service/files/templates_folder.h"

using namespace stp;

namespace whole {

namespace {

const std::string templates_folder = std::string(STP_SOURCE_DIR) + "/templates";

std::vector<Template> editions() {
  const auto texts = must(read_templates(templates_folder));
  auto loaded = load_templates(texts);
  if (!loaded) FAIL("the templates are refused");
  return std::move(*loaded);
}

WorkersOptions cages() {
  WorkersOptions options;
  options.program = STP_BINARY;
  options.templates = templates_folder;
  options.count = 1;
  return options;
}

ServeOptions demonstration() {
  ServeOptions options;
  options.demo = "somewhere";
  return options;
}

}  // namespace

WholeService::WholeService()
    : pipeline_(editions()),
      database_(must(Database::open("sqlite:" + folder_.file("stp.db")))),
      bytes_(folder_.file("bytes")),
      workers_(cages()),
      desk_{pipeline_, *database_, bytes_, workers_, "WY", "test", utc_now},
      functions_(must(read_functions(templates_folder))),
      gate_{*database_, "WY", {place(0), place(1)}, utc_now},
      options_(demonstration()) {}

Routes WholeService::routes() const {
  return all_routes({options_, desk_, gate_, functions_, [] { return std::vector<std::string>(); },
                     [] { return std::string(); }, [] { return ServiceHealth{}; },
                     std::make_shared<Provider>(ProviderSettings{"https://127.0.0.1:9", "stp"})});
}

}  // namespace whole
