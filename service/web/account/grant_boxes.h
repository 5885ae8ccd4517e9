// Roles as boxes to tick: one set for the footprint, one for each place.
#pragma once

#include "service/web/account/pages.h"

namespace stp {

std::vector<Field> grant_boxes(const std::vector<PlaceName>& places, const std::vector<Grant>& offered,
                               const std::vector<Grant>& ticked);
std::vector<Grant> granted_by(const HttpRequest& request, const std::vector<PlaceName>& places);
std::vector<Grant> every_grant(const std::vector<PlaceName>& places);

}  // namespace stp
