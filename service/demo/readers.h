// Readers of one definition each, for read_profile.
#pragma once

#include "service/demo/text.h"

namespace stp::demo {

Who read_who(const Node& node);
std::map<std::string, std::string> read_texts(const Node& node);

Body read_body(const Node& node, const Names& names);
FlowMethod read_flow(const Node& node, const Names& names);
Contract read_contract(const Node& node, const Names& names);
Disagreement read_disagreement(const Node& node, const Names& names);
Fund read_fund(const Node& node, const Names& names);
Measure read_measure(const Node& node, const Names& names);

}  // namespace stp::demo
