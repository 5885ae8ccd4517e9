// The illustrative returns of the demonstration, written and filled by the real program: data/, and
// returns/<place>/<round>/<place>-<section>-<round>.xlsx. Made once a process.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "tests/doors/shell.h"

namespace scenarios {

inline constexpr const char* round = "2016-09-16";
inline constexpr const char* earlier = "2016-08-31";

const doors::Folder& demo_data();
// Fills the place's sections ("finance activity workforce" or fewer) of a round, unless it was done before.
void have_return(const std::string& place, const std::string& of_round = round,
                 const std::string& sections = "finance activity workforce");
void have_footprint();

// In the folder of the demonstration's data.
doors::Ran run(const std::string& command);
nlohmann::json json_of(const std::string& command);
// A figure of the summary of a total, as it stands there.
std::string summary(const nlohmann::json& total, const std::string& line, const std::string& year);

}  // namespace scenarios
