// What consolidation notices, as kinds of Observation on the merged return. Rules of templates/rules turn
// them into findings; the vocabulary with its meanings is templates/observations.yaml.
#pragma once

namespace stp::observed {

inline constexpr const char* place_missing = "place-missing";        // an expected return did not arrive
inline constexpr const char* place_twice = "place-twice";            // two different returns of one place
inline constexpr const char* return_not_added = "return-not-added";  // wrong round, edition, place or basis
inline constexpr const char* organisation_missing =
    "organisation-missing";  // its home place's return lacks it
inline constexpr const char* organisation_twice =
    "organisation-twice";  // returned by a place that is not its home
inline constexpr const char* shares_not_whole = "shares-not-whole";  // shares do not add up to 100%
inline constexpr const char* outside_share_missing = "outside-share-missing";
inline constexpr const char* views_differ = "views-differ";  // place view and organisation view
inline constexpr const char* elimination_not_neutral = "elimination-not-neutral";
inline constexpr const char* pair_unmatched = "pair-unmatched";  // the remainder of an elimination
inline constexpr const char* not_nhs_in_surplus = "not-nhs-in-surplus";
inline constexpr const char* references_differ =
    "references-differ";  // members plan on unlike national values
inline constexpr const char* rounding_disclosed =
    "rounding-disclosed";                                        // published £m against the sum of rounded
inline constexpr const char* other_basis = "other-basis";        // a quoted figure that may not be added
inline constexpr const char* solution_twice = "solution-twice";  // a programme's solution in a place's return

}  // namespace stp::observed
