#include "service/files/read_pipeline.h"

#include <filesystem>

#include "calc/form/load.h"
#include "service/files/templates_folder.h"

namespace stp {

Result<Pipeline> read_pipeline(const std::string& folder) {
  auto found = folder.empty() ? find_templates_folder() : Result<std::string>(folder);
  if (!found) return refuse(found.error());
  std::error_code closed;
  if (!std::filesystem::is_regular_file(*found + "/editions.yaml", closed))
    return refuse({"templates-missing", "This is no folder of template texts: it has no editions.yaml.",
                   *found, "Name the templates folder."});
  auto texts = read_templates(*found);
  if (!texts) return refuse(texts.error());
  auto editions = load_templates(*texts);
  if (!editions) return refuse(templates_refused(editions.error()));
  return Pipeline(std::move(*editions));
}

}  // namespace stp
