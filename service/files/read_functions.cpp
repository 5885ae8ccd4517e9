#include "service/files/read_functions.h"

#include "calc/functions/load.h"
#include "service/files/templates_folder.h"

namespace stp {

Result<functions::Functions> read_functions(const std::string& folder) {
  auto found = folder.empty() ? find_templates_folder() : Result<std::string>(folder);
  if (!found) return refuse(found.error());
  auto texts = read_function_texts(*found);
  if (!texts) return refuse(texts.error());
  auto table = functions::load(*texts);
  if (!table) return refuse(templates_refused(table.error()));
  return std::move(*table);
}

}  // namespace stp
