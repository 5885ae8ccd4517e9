#include "service/store/log_details.h"

#include <nlohmann/json.hpp>
#include <sstream>

#include "calc/base/sha256.h"

namespace stp {

LogDetails::LogDetails(const std::string& json) {
  const auto details = nlohmann::json::parse(json, nullptr, false);
  if (!details.is_object()) return;
  for (const auto& [key, value] : details.items())
    values_[key] = well_formed(value.is_string() ? value.get<std::string>() : value.dump());
}

Said LogDetails::said(const std::string& key) const {
  const auto found = values_.find(key);
  return found == values_.end() ? Said() : found->second;
}

std::string LogDetails::text(const std::string& key) const { return said(key).value_or(""); }

std::string documents_text(const Documents& documents) {
  std::string text;
  for (const auto& [format, sha256] : documents) text += (text.empty() ? "" : " ") + format + " " + sha256;
  return text;
}

std::optional<Documents> documents_said(const LogDetails& details) {
  const auto text = details.said("documents");
  if (!text) return std::nullopt;
  Documents documents;
  std::istringstream words(*text);
  for (std::string format, sha256; words >> format >> sha256;) documents[format] = sha256;
  return documents;
}

std::string mark_of(const std::map<std::string, std::string>& rows) {
  std::string all;
  for (const auto& [key, value] : rows) all += key + " " + value + "\n";
  return mark_of(all);
}

std::string mark_of(const std::string& secret) { return secret.empty() ? "" : sha256(secret); }

}  // namespace stp
