// The columns of the three tables that consolidation itself reads. Other columns are only text and amounts.
#pragma once

namespace stp::tables {

inline constexpr const char* registered = "register";  // solution register
inline constexpr const char* counterparties = "counterparties";
inline constexpr const char* shares = "shares";

// counterparties: one row per payer, payee, nature; figures per year
inline constexpr const char* payer = "payer";
inline constexpr const char* payee = "payee";
inline constexpr const char* nature = "nature";
inline constexpr const char* payer_figure = "payer_figure";
inline constexpr const char* payee_figure = "payee_figure";
inline constexpr const char* agreed = "agreed";
inline constexpr const char* comment = "comment";

// shares: one row per organisation, measure, destination place ("OUT" outside); share per year
inline constexpr const char* organisation = "organisation";
inline constexpr const char* measure = "measure";
inline constexpr const char* destination = "destination";
inline constexpr const char* share = "share";

// register
inline constexpr const char* solution = "solution";
inline constexpr const char* beneficiary = "beneficiary";
inline constexpr const char* counterparty = "counterparty";

}  // namespace stp::tables
