// Collects what a reader notices. The kinds are the vocabulary of templates/observations.yaml.
#pragma once

#include "xlsx/form/take/reading.h"

namespace stp {

class Noticed {
 public:
  explicit Noticed(std::vector<Observation>& into) : into_(into) {}

  // Where observations are placed from now on; sheet nowhere: the file as a whole.
  void in_file(std::uint16_t file) {
    file_ = file;
    sheet_ = CellPlace::nowhere;
  }
  void on_sheet(const FoundSheet& sheet) {
    sheet_ = static_cast<std::uint16_t>(sheet.position);
    organisation_ = sheet.organisation;
  }
  void off_sheet() {
    organisation_ = {};
    sheet_ = CellPlace::nowhere;
  }

  CellPlace place(xlsx::Address at) const { return {file_, sheet_, at.row, at.column}; }
  Observation& add(const char* kind, xlsx::Address at = {}) {
    Observation& observation = into_.emplace_back();
    observation.kind = kind;
    observation.at = place(at);
    observation.organisation = organisation_;
    return observation;
  }
  Observation& add(const char* kind, xlsx::Address at, std::string_view found, std::string_view expected,
                   std::string_view detail) {
    Observation& observation = add(kind, at);
    observation.found = found;
    observation.expected = expected;
    observation.detail = detail;
    return observation;
  }
  std::uint16_t file() const { return file_; }

 private:
  std::vector<Observation>& into_;
  std::uint16_t file_ = 0, sheet_ = 0;
  OrganisationIndex organisation_;
};

}  // namespace stp
