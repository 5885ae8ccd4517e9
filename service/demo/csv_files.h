// The demonstration's figures as the CSV files `stp fill` reads: for each round and place one file per
// section, the cover and the tables; and the list of mistakes to be typed into one place's workbooks.
#pragma once

#include "service/demo/figures.h"

namespace stp::demo {

struct CsvFile {
  std::string path, text;
};  // path relative to the demonstration's folder: round/place/name.csv

std::vector<CsvFile> csv_files(const Profile& profile, const Template& form, const RoundPlan& plan,
                               const Figures& figures);

// organisation, line, scenario, year, typed, what: what stands in the cell instead of the figure, for the
// mistakes.
CsvFile mistakes_file(const Profile& profile, const Template& form, const Figures& figures);

}  // namespace stp::demo
