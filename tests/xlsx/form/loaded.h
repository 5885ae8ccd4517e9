// The real editions, loaded once for the tests of this folder.
#pragma once

#include <catch2/catch.hpp>

#include "service/files/templates_folder.h"
#include "xlsx/form/form.h"

namespace stp::test {

inline const std::vector<Template>& editions() {
  static const std::vector<Template> loaded = [] {
    const char* other = std::getenv("STP_TEMPLATES");
    auto texts = read_templates(other ? other : STP_SOURCE_DIR "/templates");
    if (!texts) throw std::runtime_error(to_text(texts.error()));
    auto templates = load_templates(*texts);
    if (!templates) {
      std::string all;
      for (const Refusal& trouble : templates.error()) all += to_text(trouble) + "\n";
      throw std::runtime_error(all);
    }
    return *templates;
  }();
  return loaded;
}
inline const Template& form() { return editions().front(); }

inline std::string blank(const std::vector<std::string>& sections, const std::string& place = "LE") {
  BlankOptions options;
  options.sections = sections;
  options.place = form().place(place);
  auto bytes = blank_workbook(form(), options);
  if (!bytes) throw std::runtime_error(to_text(bytes.error()));
  return *bytes;
}

inline NamedWorkbook named(const std::string& bytes, const std::string& name = "book.xlsx") {
  auto workbook = xlsx::Workbook::read(bytes, name);
  if (!workbook) throw std::runtime_error(to_text(workbook.error()));
  return {*workbook, name, "", ""};
}

}  // namespace stp::test
