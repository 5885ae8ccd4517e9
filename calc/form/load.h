// Reads the text files of templates/ into the Template of one edition, or says everything that is wrong with
// them. Pure: the caller brings the texts (service/templates_folder.h reads them from disk).
#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "calc/base/refusal.h"
#include "calc/form/template.h"

namespace stp {

struct TemplateText {
  std::string path;  // relative to templates/, e.g. "lines/finance/F2.yaml"
  std::string text;
};

using Troubles = std::vector<Refusal>;  // each with file:line:column in `where`

// All editions named in editions.yaml, oldest first. One trouble anywhere refuses them all.
tl::expected<std::vector<Template>, Troubles> load_templates(const std::vector<TemplateText>& texts);

// The edition of that code, or a refusal naming the known ones; never the nearest.
tl::expected<const Template*, Refusal> choose_edition(const std::vector<Template>& editions,
                                                      std::string_view code);

}  // namespace stp
