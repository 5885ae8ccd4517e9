#include "service/access/access.h"

#include <catch2/catch.hpp>
#include <map>

using namespace stp;

namespace {

Caller holding(Role held, const std::string& place) { return {"ann", "Ann", {{held, place}}, "", "", false}; }

// Written out by hand, one row a need, in the order of the roles: p at its own place only, f over the
// footprint.
const std::map<Need, std::string> expected{
    //                     preparer reviewer approver regional administrator auditor
    {Need::see_place,
     "ppp"
     "f"
     "-"
     "f"},
    {Need::prepare,
     "ppp"
     "f"
     "-"
     "-"},
    {Need::review,
     "-pp"
     "-"
     "-"
     "-"},
    {Need::approve,
     "--p"
     "-"
     "-"
     "-"},
    {Need::see_footprint,
     "---"
     "f"
     "-"
     "f"},
    {Need::regional,
     "---"
     "f"
     "-"
     "-"},
    {Need::administer,
     "---"
     "-"
     "f"
     "-"},
    {Need::audit,
     "---"
     "f"
     "f"
     "f"},
};

}  // namespace

TEST_CASE("every role is allowed exactly what the table says, at its own place and nowhere else") {
  REQUIRE(roles().size() == 6);
  REQUIRE(needs().size() == expected.size() + 2);
  for (const auto& [need, row] : expected)
    for (std::size_t i = 0; i < roles().size(); ++i) {
      const Role held = roles()[i];
      const bool local = of_a_place(held);
      const Caller caller = holding(held, local ? "AA" : "");
      INFO(to_text(held) << " for " << to_text(need));
      CHECK(allowed(caller, need, "AA") == (row[i] != '-'));
      CHECK(allowed(caller, need, "BB") == (row[i] == 'f'));
      CHECK(allowed(caller, need, "") == (row[i] == 'f'));
    }
}

TEST_CASE("nobody may do what needs a person, and a person without any role may only what needs one") {
  const Caller nobody, plain{"ann", "Ann", {}, "", "", false};
  for (const Need need : needs()) {
    INFO(to_text(need));
    CHECK(allowed(nobody, need, "AA") == (need == Need::anyone));
    CHECK(allowed(plain, need, "AA") == (need == Need::anyone || need == Need::signed_in));
  }
}

TEST_CASE("grants that make no sense are worth nothing") {
  for (const Need need : needs()) {
    if (need == Need::anyone || need == Need::signed_in) continue;
    INFO(to_text(need));
    for (const Role held : roles()) {
      const Caller caller = holding(held, of_a_place(held) ? "" : "AA");
      CHECK_FALSE(allowed(caller, need, "AA"));
      CHECK_FALSE(allowed(caller, need, ""));
      CHECK(places_of(caller).empty());
    }
  }
}

TEST_CASE("one of several grants is enough") {
  const Caller caller{"ann", "Ann", {{Role::preparer, "AA"}, {Role::approver, "BB"}}, "", "", false};
  CHECK(allowed(caller, Need::approve, "BB"));
  CHECK_FALSE(allowed(caller, Need::approve, "AA"));
  CHECK(allowed(caller, Need::prepare, "AA"));
  CHECK(places_of(caller) == std::vector<std::string>{"AA", "BB"});
}

TEST_CASE("the places of regional team and auditor are all, an administrator has none") {
  CHECK(places_of(holding(Role::regional, "")) == std::vector<std::string>{""});
  CHECK(places_of(holding(Role::auditor, "")) == std::vector<std::string>{""});
  CHECK(places_of(holding(Role::administrator, "")).empty());
  CHECK(places_of({"ann", "Ann", {{Role::reviewer, "AA"}, {Role::preparer, "AA"}}, "", "", false}) ==
        std::vector<std::string>{"AA"});
}

TEST_CASE("roles are read back from their names, and nothing else is a role") {
  for (const Role held : roles()) {
    CHECK(role(to_text(held)) == held);
    CHECK_FALSE(sentence(held).empty());
  }
  CHECK_FALSE(role("Preparer"));
  CHECK_FALSE(role(""));
}

TEST_CASE("a role covers the lesser ones at its own place, and the region's covers preparing and auditing") {
  const auto by = [](Role held, const std::string& place) { return std::vector<Grant>{{held, place}}; };
  CHECK(covered(by(Role::approver, "AA"), {Role::preparer, "AA"}));
  CHECK(covered(by(Role::approver, "AA"), {Role::reviewer, "AA"}));
  CHECK(covered(by(Role::preparer, "AA"), {Role::preparer, "AA"}));
  CHECK_FALSE(covered(by(Role::preparer, "AA"), {Role::reviewer, "AA"}));
  CHECK_FALSE(covered(by(Role::approver, "AA"), {Role::preparer, "BB"}));
  CHECK_FALSE(covered(by(Role::approver, "AA"), {Role::auditor, ""}));
  CHECK(covered(by(Role::regional, ""), {Role::preparer, "BB"}));
  CHECK(covered(by(Role::regional, ""), {Role::auditor, ""}));
  CHECK_FALSE(covered(by(Role::regional, ""), {Role::reviewer, "BB"}));
  CHECK_FALSE(covered(by(Role::regional, ""), {Role::administrator, ""}));
  CHECK_FALSE(covered(by(Role::auditor, ""), {Role::regional, ""}));
  CHECK_FALSE(covered({}, {Role::preparer, "AA"}));
  CHECK_FALSE(covered(by(Role::regional, ""), {Role::preparer, ""}));
  CHECK_FALSE(covered(by(Role::regional, ""), {Role::auditor, "AA"}));
}

TEST_CASE("who may do something is said in the names of the roles that may") {
  CHECK(holders(Need::prepare) == "preparer, reviewer or approver of the place; regional");
  CHECK(holders(Need::approve) == "approver of the place");
  CHECK(holders(Need::see_footprint) == "regional; auditor");
  for (const Need need : needs()) {
    INFO(to_text(need));
    for (const Role role : roles()) {
      const Caller caller{"ann", "Ann", {{role, of_a_place(role) ? "LE" : ""}}, "", "", false};
      const bool said = holders(need).find(to_text(role)) != std::string::npos;
      if (need != Need::anyone && need != Need::signed_in) CHECK(said == allowed(caller, need, "LE"));
    }
  }
}
