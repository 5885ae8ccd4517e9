#include "service/report/page.h"

#include <ctemplate/template.h>

#include <map>
#include <mutex>
#include <stdexcept>

#include "service/report/markup.h"

namespace stp {

namespace {

constexpr std::string_view html_ending = "_HTML";

void copy_into(ctemplate::TemplateDictionary& dictionary, const PageValues& values) {
  for (const auto& [name, value] : values.values) dictionary.SetValue(name, value);
  for (const auto& [name, inner] : values.sections) copy_into(*dictionary.AddSectionDictionary(name), inner);
}

// ctemplate keeps parsed texts by name; the lock only spares parsing again.
void have_parsed(const std::string& name, std::string_view text) {
  static std::mutex lock;
  static std::map<std::string, std::string_view> parsed;
  const std::lock_guard guard(lock);
  const auto [place, fresh] = parsed.emplace(name, text);
  if (!fresh && place->second == text) return;
  place->second = text;
  ctemplate::StringToTemplateCache(name, text.data(), text.size(), ctemplate::DO_NOT_STRIP);
}

std::string expanded(std::string_view name, std::string_view text, const PageValues& values) {
  const std::string key(name);
  have_parsed(key, text);
  ctemplate::TemplateDictionary dictionary(key);
  copy_into(dictionary, values);
  std::string page;
  if (!ctemplate::ExpandTemplate(key, ctemplate::DO_NOT_STRIP, &dictionary, &page))
    throw std::logic_error("the page template " + key + " cannot be expanded");
  return page;
}

}  // namespace

void PageValues::set(std::string name, std::string value) {
  if (name.ends_with(html_ending)) throw std::logic_error(name + " is for HTML, not for text");
  values.emplace_back(std::move(name), std::move(value));
}

void PageValues::set_html(std::string name, const Html& html) {
  if (!name.ends_with(html_ending)) throw std::logic_error(name + " does not end in _HTML");
  values.emplace_back(std::move(name), html.text());
}

Html fill_html(std::string_view name, std::string_view template_text, const PageValues& values) {
  return Html(expanded(name, template_text, values));
}

std::string fill_page(std::string_view name, std::string_view template_text, const PageValues& values) {
  return expanded(name, template_text, values);
}

Html escaped(std::string_view text) { return Html(markup_escaped(text)); }

Html drawing(std::string svg) { return Html(std::move(svg)); }

}  // namespace stp
