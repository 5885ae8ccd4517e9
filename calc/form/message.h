// Messages with holes: "{label} of {organisation} is {found}". The loader refuses a hole that nothing fills;
// validate fills them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace stp {

// Each hole by its value; a hole without one becomes empty. A brace without its partner stands for itself.
std::string fill_message(std::string_view message, const std::map<std::string, std::string>& holes);

struct Hole {
  std::string name;
  std::size_t offset = 0;  // of its opening brace in the message
};
std::vector<Hole> holes_in(std::string_view message);

// Every hole a finding can fill.
const std::vector<std::string>& hole_names();

}  // namespace stp
