// Fills HTML from a template; every value is escaped for the place it stands in (ctemplate's auto-escape).
// HTML that a template made may stand in another one as it is, and only that: it has its own type, and its
// name ends in _HTML.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stp {

class Html;
struct PageValues;

// `name` identifies the template text, which is parsed once; many threads may fill at a time.
Html fill_html(std::string_view name, std::string_view template_text, const PageValues& values);
std::string fill_page(std::string_view name, std::string_view template_text, const PageValues& values);
Html escaped(std::string_view text);
Html drawing(std::string svg);  // made by our own chart writers, which escape for themselves

class Html {
 public:
  Html() = default;
  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  Html& operator+=(const Html& more) {
    text_ += more.text_;
    return *this;
  }
  friend Html operator+(Html left, const Html& right) { return left += right; }

 private:
  explicit Html(std::string text) : text_(std::move(text)) {}
  friend Html fill_html(std::string_view, std::string_view, const PageValues&);
  friend Html escaped(std::string_view);
  friend Html drawing(std::string);
  std::string text_;
};

// One level of values and repeated sections of a page.
struct PageValues {
  std::vector<std::pair<std::string, std::string>> values;
  std::vector<std::pair<std::string, PageValues>> sections;
  // Throws when the name ends in _HTML: the template would not escape it.
  void set(std::string name, std::string value);
  void set_html(std::string name, const Html& html);  // the name must end in _HTML
  // The reference holds until the next section of the same level.
  PageValues& section(std::string name) {
    return sections.emplace_back(std::move(name), PageValues()).second;
  }
  void show(std::string section_name) { section(std::move(section_name)); }
};

}  // namespace stp
