#include "service/web/account/pages.h"

#include <algorithm>

namespace stp {

Route shows(std::string pattern, std::string name, std::string summary, Need need, PageHandle handle) {
  return page_route("GET", std::move(pattern), std::move(name), std::move(summary), need, std::move(handle));
}

Route takes(std::string pattern, std::string name, std::string summary, Need need, PageHandle handle) {
  return page_route("POST", std::move(pattern), std::move(name), std::move(summary), need, std::move(handle));
}

std::string base_url(const HttpRequest& request, const std::string& public_url) {
  if (!public_url.empty()) return public_url.substr(0, public_url.find_last_not_of('/') + 1);
  return (request.secure ? "https://" : "http://") + request.header("host");
}

Field secret_field(std::string name, std::string label, std::string autocomplete, std::string hint) {
  Field field{Field::Kind::password, std::move(name), std::move(label), std::move(hint)};
  field.autocomplete = std::move(autocomplete);
  field.required = true;
  return field;
}

std::string place_name(const std::vector<PlaceName>& places, const std::string& code) {
  for (const PlaceName& place : places)
    if (place.code == code) return place.name;
  return code;
}

std::string grant_words(const std::vector<PlaceName>& places, const Grant& grant) {
  return to_text(grant.role) + (grant.place.empty() ? "" : " of " + place_name(places, grant.place));
}

Html grant_list(const std::vector<PlaceName>& places, const std::vector<Grant>& grants) {
  if (grants.empty()) return escaped("none");
  std::vector<Html> items;
  for (const Grant& grant : grants) items.push_back(escaped(grant_words(places, grant)));
  return list(items);
}

PageError page_error(const Refusal& refusal, const std::string& field) {
  return {refusal.sentence + (refusal.remedy.empty() ? "" : " " + refusal.remedy), field};
}

std::string done_words(const HttpRequest& request,
                       const std::vector<std::pair<std::string, std::string>>& known) {
  const auto given = request.query.find("done");
  if (given == request.query.end()) return "";
  for (const auto& [word, sentence] : known)
    if (word == given->second) return sentence;
  return "";
}

}  // namespace stp
