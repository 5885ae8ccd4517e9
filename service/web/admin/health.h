// Pages of administration that say how the service is: its health, and its watched folder.
#pragma once

#include <optional>

#include "service/desk/desk.h"
#include "service/http/route.h"

namespace stp {

struct FolderTrouble {
  std::string where, what, remedy, since;
};
struct FolderHealth {
  std::string folder, mode, mode_why, last_good_scan;  // "" : not looked yet
  std::int64_t waiting = 0, in_hand = 0, taken = 0, done = 0, refused = 0;
  std::vector<FolderTrouble> troubles{};
};
struct ServiceHealth {
  std::string version, database;      // without a password
  std::vector<std::string> troubles;  // in words; none: well
  std::optional<FolderHealth> folder{};
};
// `desk` must outlive the routes.
Routes health_routes(const Desk& desk, const std::function<ServiceHealth()>& health);

}  // namespace stp
