#include "service/store/manifest.h"

#include <cerrno>

#include <nlohmann/json.hpp>

#include "service/store/durable_file.h"

namespace stp {

namespace {

constexpr int format = 1;

Manifest from_json(const nlohmann::json& json) {
  Manifest manifest{json.at("program"), json.at("at"), json.at("schema"), {}, json.at("bytes")};
  for (const auto& [name, table] : json.at("tables").items())
    manifest.tables[name] = {table.at("rows").get<std::int64_t>(), table.at("sha256")};
  return manifest;
}

}  // namespace

std::string to_json(const Manifest& manifest) {
  nlohmann::json json{
      {"format", format},          {"program", manifest.program},        {"at", manifest.at},
      {"schema", manifest.schema}, {"tables", nlohmann::json::object()}, {"bytes", manifest.bytes}};
  for (const auto& [name, table] : manifest.tables)
    json["tables"][name] = {{"rows", table.rows}, {"sha256", table.sha256}};
  return json.dump(1) + "\n";
}

Result<Manifest> read_manifest(const std::string& folder) {
  const std::string path = folder + "/manifest.json";
  errno = 0;
  const auto text = whole_file(path);
  if (!text && errno == EACCES)
    return refuse(
        {"backup-unreadable", "This backup may not be read by the user who asks.", path,
         "Do this as the user who made the backup: with the service's own, sudo -u stp stp restore."});
  if (!text)
    return refuse({"backup-missing", "This folder holds no finished backup: it has no manifest.json.", folder,
                   "Name the folder that stp backup made."});
  try {
    const auto json = nlohmann::json::parse(*text);
    if (json.at("format") != format)
      return refuse({"backup-newer", "This backup has a form this program does not know.", path,
                     "Restore it with the program that made it: " + json.at("program").dump() + "."});
    return from_json(json);
  } catch (const nlohmann::json::exception& error) {
    return refuse({"backup-damaged",
                   std::string("The manifest of this backup cannot be read: ") + error.what(), path,
                   "Use another backup."});
  }
}

}  // namespace stp
