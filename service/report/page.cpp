#include "service/report/page.h"

#include <ctemplate/template.h>

#include <stdexcept>

namespace stp {

namespace {

void copy_into(ctemplate::TemplateDictionary& dictionary, const PageValues& values) {
  for (const auto& [name, value] : values.values) dictionary.SetValue(name, value);
  for (const auto& [name, inner] : values.sections) copy_into(*dictionary.AddSectionDictionary(name), inner);
}

}  // namespace

std::string fill_page(std::string_view name, std::string_view template_text, const PageValues& values) {
  const std::string key(name);
  ctemplate::StringToTemplateCache(key, template_text.data(), template_text.size(), ctemplate::DO_NOT_STRIP);
  ctemplate::TemplateDictionary dictionary(key);
  copy_into(dictionary, values);
  std::string page;
  if (!ctemplate::ExpandTemplate(key, ctemplate::DO_NOT_STRIP, &dictionary, &page))
    throw std::logic_error("the page template " + key + " cannot be expanded");
  return page;
}

}  // namespace stp
