#include "service/web/account/grant_boxes.h"

namespace stp {

namespace {

std::string field_of(const std::string& place) { return place.empty() ? "roles" : "roles-" + place; }

Field boxes_of(const std::string& place, const std::string& label, const std::vector<Grant>& offered,
               const std::vector<Grant>& ticked) {
  Field boxes{Field::Kind::boxes, field_of(place), label};
  for (const Grant& grant : offered)
    if (grant.place == place)
      boxes.choices.push_back({to_text(grant.role), to_text(grant.role) + ": " + sentence(grant.role)});
  for (const Grant& grant : ticked)
    if (grant.place == place) boxes.chosen.push_back(to_text(grant.role));
  return boxes;
}

}  // namespace

std::vector<Field> grant_boxes(const std::vector<PlaceName>& places, const std::vector<Grant>& offered,
                               const std::vector<Grant>& ticked) {
  std::vector<Field> fields{boxes_of("", "Roles for the whole footprint", offered, ticked)};
  for (const PlaceName& place : places)
    fields.push_back(boxes_of(place.code, "Roles for " + place.name, offered, ticked));
  std::erase_if(fields, [](const Field& field) { return field.choices.empty(); });
  return fields;
}

std::vector<Grant> granted_by(const HttpRequest& request, const std::vector<PlaceName>& places) {
  std::vector<Grant> grants;
  const auto take = [&](const std::string& place) {
    for (const std::string& name : request.every(field_of(place)))
      if (const auto ticked = role(name)) grants.push_back({*ticked, place});
  };
  take("");
  for (const PlaceName& place : places) take(place.code);
  return grants;
}

std::vector<Grant> every_grant(const std::vector<PlaceName>& places) {
  std::vector<Grant> all;
  for (const Role role : roles()) {
    if (!of_a_place(role)) all.push_back({role, ""});
    for (const PlaceName& place : places)
      if (of_a_place(role)) all.push_back({role, place.code});
  }
  return all;
}

}  // namespace stp
