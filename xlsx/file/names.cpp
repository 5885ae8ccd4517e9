#include "xlsx/file/names.h"

#include <vector>

namespace stp::xlsx {

bool is_safe_name(std::string_view name) {
  constexpr std::string_view slashes = "/\\";  // some producers write backslashes
  if (name.empty() || slashes.find(name.front()) != name.npos || name.find(':') != name.npos) return false;
  for (char c : name) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return false;
  }
  while (!name.empty()) {
    const std::size_t slash = name.find_first_of(slashes);
    const std::string_view step = name.substr(0, slash);
    if (step == ".." || step == "." || (step.empty() && slash != name.npos)) return false;
    if (slash == name.npos) break;
    name.remove_prefix(slash + 1);
  }
  return true;
}

std::string folded(std::string_view name) {
  std::string text(name);
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    if (c == '\\') c = '/';
  }
  return text;
}

std::string printable(std::string_view name) {
  std::string text(name.substr(0, 200));
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7f) c = '?';
  }
  return text;
}

std::string resolved(std::string_view from_part, std::string_view target) {
  std::vector<std::string_view> steps;
  auto walk = [&](std::string_view path) {
    while (!path.empty()) {
      const std::size_t slash = path.find('/');
      const std::string_view step = path.substr(0, slash);
      if (step == "..") {
        if (!steps.empty()) steps.pop_back();
      } else if (!step.empty() && step != ".") {
        steps.push_back(step);
      }
      if (slash == path.npos) break;
      path.remove_prefix(slash + 1);
    }
  };
  const std::size_t folder = from_part.rfind('/');
  if (target.substr(0, 1) != "/" && folder != from_part.npos) walk(from_part.substr(0, folder));
  walk(target);
  std::string name;
  for (std::string_view step : steps) {
    if (!name.empty()) name += '/';
    name += step;
  }
  return name;
}

std::string relationships_of(std::string_view part) {
  const std::size_t slash = part.rfind('/');
  const std::size_t start = slash == part.npos ? 0 : slash + 1;
  return std::string(part.substr(0, start)) + "_rels/" + std::string(part.substr(start)) + ".rels";
}

}  // namespace stp::xlsx
