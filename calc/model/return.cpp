#include "calc/model/return.h"

namespace stp {

const OrganisationReturn* Return::find(OrganisationIndex organisation) const {
  for (const auto& part : organisations)
    if (part.organisation == organisation) return &part;
  return nullptr;
}

}  // namespace stp
