#include "service/files/open_pipeline.h"

#include "service/files/templates_folder.h"

namespace stp {

namespace {

Refusal all_of(const Troubles& troubles) {
  Refusal whole{"templates-refused", "The template texts cannot be used.", "", ""};
  for (const auto& one : troubles) whole.remedy += "\n  " + to_text(one);
  return whole;
}

}  // namespace

Result<Pipeline> open_pipeline() {
  auto folder = find_templates_folder();
  if (!folder) return refuse(folder.error());
  auto texts = read_templates(*folder);
  if (!texts) return refuse(texts.error());
  auto editions = load_templates(*texts);
  if (!editions) return refuse(all_of(editions.error()));
  return Pipeline(std::move(*editions));
}

}  // namespace stp
