// Who may do what. One function decides (`allowed`), every door asks it, nothing else knows roles.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stp {

enum class Role { preparer, reviewer, approver, regional, administrator, auditor };
struct Grant {
  Role role = Role::preparer;
  std::string place;  // code; "" for roles of the whole footprint (regional, administrator, auditor)
  auto operator<=>(const Grant&) const = default;
};
struct Caller {
  std::string name, shown;    // "" : nobody signed in
  std::vector<Grant> grants;  // already narrowed to the key's scope when by_key
  std::string session, csrf;  // of a signed-in browser
  bool by_key = false;        // an API key: no session, no CSRF token needed
  bool signed_in() const { return !name.empty(); }
};

// What a route or a decision asks for.
enum class Need {
  anyone,         // health, sign-in, static files
  signed_in,      // templates, rule book, own account, arrival status of the places
  see_place,      // figures and findings of one place: its people, regional, auditor
  prepare,        // send files: its preparers, reviewers and approvers, regional
  review,         // accept warnings with a reason, submit: its reviewers and approvers
  approve,        // approve or send back: its approvers
  see_footprint,  // totals, all pairs: regional, auditor
  regional,       // lock, reopen, rounds: regional
  administer,     // users, keys: administrator
  audit           // the log: auditor, administrator, regional
};
bool allowed(const Caller& caller, Need need, std::string_view place);
std::string to_text(Role role);  // "preparer"
std::optional<Role> role(std::string_view text);
std::string to_text(Need need);    // "see-place"
std::string holders(Need need);    // for people: "reviewer or approver of the place; regional"
std::string sentence(Role role);   // what it lets a person do
const std::vector<Role>& roles();  // all, in the order of the enumeration
const std::vector<Need>& needs();
bool of_a_place(Role role);  // held for one place; the others are held for the footprint
// Whether these grants together already allow all that the other would.
bool covered(const std::vector<Grant>& by, const Grant& grant);
std::vector<std::string> places_of(
    const Caller& caller);  // codes it holds any role in; regional and auditor: {""}

}  // namespace stp
