// A bridge for the eye and for programs: a summary in words, a table, CSV, JSON and an SVG chart whose bars
// float and may cross zero. The chart says nothing by colour alone: signs, hatching and arrowheads tell rises
// from falls.
#pragma once

#include <string>

#include "calc/bridge.h"

namespace stp {

std::string bridge_in_words(const BridgeResult& bridge);  // a few sentences; the chart's description too
std::string bridge_as_text(const BridgeResult& bridge);   // the words, then the table
std::string bridge_as_json(const BridgeResult& bridge);
std::string bridge_as_svg(const BridgeResult& bridge);

}  // namespace stp
