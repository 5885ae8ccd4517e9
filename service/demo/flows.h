// The do-nothing position: contracts and own lines, grown year by year in whole thousands, each effect booked
// to the bridge driver it belongs to. So the bridge explains every pound by construction.
#pragma once

#include "service/demo/profile.h"

namespace stp::demo {

using Key = std::pair<std::string, std::string>;  // organisation, line

struct Payment {  // one contract line between two members
  std::string payer, payee, nature;
  Series payer_figure, payee_figure;
  std::string agreed, comment;
};

struct Position {
  std::map<Key, Series> lines;            // income, spend and bridge drivers
  std::map<std::string, Series> results;  // surplus or deficit by organisation, with any STF in the base
  std::vector<Payment> payments;          // by payer, payee, nature
};

// A total of the footprint split by size in whole thousands; the rest of the rounding goes to the largest.
std::map<Key, Series> split_funds(const Profile& profile);

// Throws std::logic_error when a driver does not explain a change: a defect of this code, never of the texts.
Position grow(const Profile& profile, const std::map<Key, Series>& funds, const std::vector<Step>& steps);

}  // namespace stp::demo
