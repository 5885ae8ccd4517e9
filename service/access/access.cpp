#include "service/access/access.h"

#include <algorithm>
#include <array>

namespace stp {

namespace {

struct RoleWords {
  Role role;
  bool of_a_place;
  std::string_view name, sentence;
};
constexpr std::array<RoleWords, 6> role_words{{
    {Role::preparer, true, "preparer", "sends the place's files and sees its figures and findings"},
    {Role::reviewer, true, "reviewer", "also accepts warnings with a reason and submits the place's return"},
    {Role::approver, true, "approver", "also approves the place's return or sends it back"},
    {Role::regional, false, "regional",
     "sees every place and the total, sends files for any place, opens rounds, locks and reopens returns"},
    {Role::administrator, false, "administrator",
     "looks after users and keys and reads the log; sees no figures"},
    {Role::auditor, false, "auditor", "sees every place, the total and the log; changes nothing"},
}};

struct NeedRoles {
  Need need;
  std::string_view name;
  std::vector<Role> roles;  // a role of a place counts at that place only
};
const std::vector<NeedRoles>& table() {
  using enum Role;
  static const std::vector<NeedRoles> all{
      {Need::anyone, "anyone", {}},
      {Need::signed_in, "signed-in", {}},
      {Need::see_place, "see-place", {preparer, reviewer, approver, regional, auditor}},
      {Need::prepare, "prepare", {preparer, reviewer, approver, regional}},
      {Need::review, "review", {reviewer, approver}},
      {Need::approve, "approve", {approver}},
      {Need::see_footprint, "see-footprint", {regional, auditor}},
      {Need::regional, "regional", {regional}},
      {Need::administer, "administer", {administrator}},
      {Need::audit, "audit", {auditor, administrator, regional}},
  };
  return all;
}
const NeedRoles& of(Need need) { return table()[static_cast<std::size_t>(need)]; }
const RoleWords& of(Role role) { return role_words[static_cast<std::size_t>(role)]; }

// A grant of a place's role without a place, or of a footprint's role with one, is worth nothing.
bool reaches(const Grant& grant, std::string_view place) {
  if (!of_a_place(grant.role)) return grant.place.empty();
  return !grant.place.empty() && grant.place == place;
}

}  // namespace

bool of_a_place(Role role) { return of(role).of_a_place; }

bool allowed(const Caller& caller, Need need, std::string_view place) {
  if (need == Need::anyone) return true;
  if (!caller.signed_in()) return false;
  if (need == Need::signed_in) return true;
  const auto& enough = of(need).roles;
  return std::any_of(caller.grants.begin(), caller.grants.end(), [&](const Grant& grant) {
    return reaches(grant, place) && std::find(enough.begin(), enough.end(), grant.role) != enough.end();
  });
}

std::string to_text(Role role) { return std::string(of(role).name); }
std::string sentence(Role role) { return std::string(of(role).sentence); }
std::string to_text(Need need) { return std::string(of(need).name); }

std::string holders(Need need) {
  if (need == Need::anyone) return "everybody";
  if (need == Need::signed_in) return "everybody who has signed in";
  std::vector<std::string_view> local, others;
  for (const Role one : of(need).roles) (of_a_place(one) ? local : others).push_back(of(one).name);
  std::string all;
  for (std::size_t i = 0; i < local.size(); ++i)
    all += (i == 0 ? "" : i + 1 == local.size() ? " or " : ", ") + std::string(local[i]);
  if (!local.empty()) all += " of the place";
  for (const std::string_view one : others) all += (all.empty() ? "" : "; ") + std::string(one);
  return all;
}

std::optional<Role> role(std::string_view text) {
  for (const RoleWords& words : role_words)
    if (words.name == text) return words.role;
  return std::nullopt;
}

const std::vector<Role>& roles() {
  static const std::vector<Role> all = [] {
    std::vector<Role> found;
    for (const RoleWords& words : role_words) found.push_back(words.role);
    return found;
  }();
  return all;
}

const std::vector<Need>& needs() {
  static const std::vector<Need> all = [] {
    std::vector<Need> found;
    for (const NeedRoles& row : table()) found.push_back(row.need);
    return found;
  }();
  return all;
}

bool covered(const std::vector<Grant>& by, const Grant& grant) {
  const Caller owner{"-", "", by, "", "", false}, other{"-", "", {grant}, "", "", false};
  if (grant.place.empty() == of_a_place(grant.role)) return false;
  return std::all_of(needs().begin(), needs().end(), [&](Need need) {
    return !allowed(other, need, grant.place) || allowed(owner, need, grant.place);
  });
}

std::vector<std::string> places_of(const Caller& caller) {
  std::vector<std::string> places;
  for (const Grant& grant : caller.grants) {
    if (reaches(grant, "") && (grant.role == Role::regional || grant.role == Role::auditor)) return {""};
    if (of_a_place(grant.role) && !grant.place.empty()) places.push_back(grant.place);
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

}  // namespace stp
