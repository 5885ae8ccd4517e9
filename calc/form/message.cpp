#include "calc/form/message.h"

namespace stp {

std::vector<Hole> holes_in(std::string_view message) {
  std::vector<Hole> holes;
  for (std::size_t open = message.find('{'); open != std::string_view::npos;
       open = message.find('{', open + 1)) {
    const std::size_t close = message.find_first_of("{}", open + 1);
    if (close == std::string_view::npos || message[close] == '{') continue;
    holes.push_back({std::string(message.substr(open + 1, close - open - 1)), open});
  }
  return holes;
}

std::string fill_message(std::string_view message, const std::map<std::string, std::string>& holes) {
  std::string filled;
  std::size_t done = 0;
  for (const Hole& hole : holes_in(message)) {
    filled += message.substr(done, hole.offset - done);
    const auto value = holes.find(hole.name);
    if (value != holes.end()) filled += value->second;
    done = hole.offset + hole.name.size() + 2;
  }
  return filled += message.substr(done);
}

const std::vector<std::string>& hole_names() {
  static const std::vector<std::string> names{
      "rule",  "label",    "line",       "organisation", "place", "year",  "scenario", "unit",
      "found", "expected", "difference", "allowed",      "file",  "sheet", "cell",     "detail"};
  return names;
}

}  // namespace stp
