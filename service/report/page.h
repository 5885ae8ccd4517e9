// Fills an HTML page from a template; every value is escaped for the place it stands in (ctemplate's
// auto-escape).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stp {

// One level of values and repeated sections of a page.
struct PageValues {
  std::vector<std::pair<std::string, std::string>> values;
  std::vector<std::pair<std::string, PageValues>> sections;
  void set(std::string name, std::string value) { values.emplace_back(std::move(name), std::move(value)); }
  PageValues& section(std::string name) {
    return sections.emplace_back(std::move(name), PageValues()).second;
  }
};

// `name` identifies the template text, which is parsed once.
std::string fill_page(std::string_view name, std::string_view template_text, const PageValues& values);

}  // namespace stp
