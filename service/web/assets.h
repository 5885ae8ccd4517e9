// Style sheet, script and icon, built once at build time and embedded. Each has a name with its hash, so that
// browsers may keep it for ever.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/http/route.h"

namespace stp {

struct Asset {
  std::string_view name, hash, media_type, text;  // name: as asked for in code; hash: of the text, 16 digits
};
const std::vector<Asset>& assets();
std::string asset_path(std::string_view name);  // "/assets/main.0123456789abcdef.css"
Routes asset_routes();

}  // namespace stp
