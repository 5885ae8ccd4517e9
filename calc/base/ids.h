// Ids that cannot be mixed up: a position in one list of the Template is not a position in another.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace stp {

template <class Of>
struct Index {
  static constexpr std::uint16_t nothing = std::numeric_limits<std::uint16_t>::max();
  std::uint16_t value = nothing;
  constexpr auto operator<=>(const Index&) const = default;
  constexpr explicit operator bool() const { return value != nothing; }
};

using SectionIndex = Index<struct OfSection>;            // finance, activity, workforce
using LineIndex = Index<struct OfLine>;                  // Template::lines
using PeriodIndex = Index<struct OfPeriod>;              // Template::periods, in time order
using ScenarioIndex = Index<struct OfScenario>;          // Template::scenarios
using TypeIndex = Index<struct OfType>;                  // Template::types (kinds of organisation)
using OrganisationIndex = Index<struct OfOrganisation>;  // Template::organisations
using PlaceIndex = Index<struct OfPlace>;                // Template::places
using UnitIndex = Index<struct OfUnit>;                  // Template::units
using TableIndex = Index<struct OfTable>;                // Template::tables
using ColumnIndex = Index<struct OfColumn>;              // TableDefinition::columns
using ConstantIndex = Index<struct OfConstant>;          // Template::constants
using CoverIndex = Index<struct OfCover>;                // Template::cover
using RuleIndex = Index<struct OfRule>;                  // Template::rules

// Positions as sets of bits: at most 32 of each.
using PeriodSet = std::uint32_t;
using ScenarioSet = std::uint32_t;
using TypeSet = std::uint32_t;
template <class Of>
constexpr bool holds(std::uint32_t set, Index<Of> member) {
  return member && ((set >> member.value) & 1u) != 0;
}
template <class Of>
constexpr std::uint32_t set_of(Index<Of> member) {
  return 1u << member.value;
}

}  // namespace stp
