// What members pay one another: both sides' figures side by side, the lower of the two taken out of gross
// income and expenditure, the remainder a line of its own. Surpluses are not touched.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "calc/consolidate.h"

namespace stp {

// Why a pair stands as it does; Pair::reason.
namespace pair_reason {
inline constexpr const char* agreed = "agreed";  // both sides state the same
inline constexpr const char* within_threshold = "within-threshold";
inline constexpr const char* above_threshold = "above-threshold";
inline constexpr const char* one_sided_payer = "one-sided-payer";      // only the payer has said
inline constexpr const char* one_sided_payee = "one-sided-payee";      // only the payee has said
inline constexpr const char* not_sent = "not-sent";                    // a member that has sent nothing yet
inline constexpr const char* disputed = "disputed";                    // differs by more, and a row says so
inline constexpr const char* outside_footprint = "outside-footprint";  // one of the two is not a member
inline constexpr const char* unknown_nature = "unknown-nature";        // no elimination is defined for it
std::string in_words(std::string_view reason);  // "both sides agree"; a reason unknown here as it is
// Whether both sides are there to be compared, so that the pair is counted in the journal.
bool is_counted(std::string_view reason);
}  // namespace pair_reason

// `row_origins`: the place that sent each row of the merged counterparty table. A side's figure counts as
// said only when its own home place says it: what the other side believes is no confirmation. Ordered by
// payer, payee, nature, period.
std::vector<Pair> match_pairs(const CalculatedReturn& merged, const Template& form,
                              const std::vector<std::vector<PlaceIndex>>& row_origins);

// The journal: per nature in template order and period.
std::vector<EliminationTotal> eliminate(const CalculatedReturn& merged, const Template& form,
                                        const std::vector<Pair>& pairs);
std::vector<GrossTotal> gross_totals(const CalculatedReturn& merged, const Template& form,
                                     const std::vector<Pair>& pairs);

}  // namespace stp
