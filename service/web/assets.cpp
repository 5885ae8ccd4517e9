#include "service/web/assets.h"

#include <algorithm>
#include <stdexcept>

namespace stp {

namespace {

std::string served_name(const Asset& asset) {
  const std::size_t dot = asset.name.rfind('.');
  return std::string(asset.name.substr(0, dot)) + "." + std::string(asset.hash) +
         std::string(asset.name.substr(dot));
}

HttpAnswer serve_asset(const HttpRequest& request) {
  const std::string name = request.one("file");
  const auto& all = assets();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Asset& asset) { return served_name(asset) == name; });
  if (found == all.end())
    return problem(404, {"no-such-asset", "There is no such file.", name, "Load the page again."});
  return {200,
          std::string(found->media_type),
          std::string(found->text),
          {{"Cache-Control", "public, max-age=31536000, immutable"}}};
}

}  // namespace

std::string asset_path(std::string_view name) {
  for (const Asset& asset : assets())
    if (asset.name == name) return "/assets/" + served_name(asset);
  throw std::logic_error("no asset is called " + std::string(name));
}

Routes asset_routes() {
  Route route;
  route.method = "GET";
  route.pattern = "/assets/{file}";
  route.name = "asset";
  route.summary = "Style sheet, script and icon of the pages";
  route.tag = "pages";
  route.need = Need::anyone;
  route.handle = serve_asset;
  route.page = true;
  return {route};
}

}  // namespace stp
