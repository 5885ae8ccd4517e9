#include "tests/bench/service/workbooks.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "calc/base/refusal.h"
#include "service/disk/files.h"
#include "service/files/read_pipeline.h"
#include "xlsx/file/workbook.h"

namespace load {

namespace {

using stp::xlsx::Workbook;

template <class T>
T value_of(stp::Result<T> result) {
  if (!result) throw std::runtime_error(to_text(result.error()));
  return std::move(*result);
}

// The last typed number of the workbook: a figure of a return, not of its cover.
stp::xlsx::CellEdit last_figure(const Workbook& workbook) {
  for (std::size_t sheet = workbook.sheets().size(); sheet-- > 0;) {
    const auto cells = value_of(workbook.cells(sheet));
    for (auto cell = cells.cells.rbegin(); cell != cells.cells.rend(); ++cell)
      if (cell->type == stp::xlsx::CellType::number && !cell->has_formula && !cell->locked)
        return {sheet, cell->at, stp::xlsx::CellEdit::Kind::number, std::string(cell->value)};
  }
  throw std::runtime_error(workbook.name() + " holds no figure");
}

std::string code_of(const stp::Pipeline& pipeline, const std::string& folder) {
  for (const auto& place : pipeline.editions().back().places)
    if (place.slug == folder) return place.code;
  throw std::runtime_error("no place has its returns in a folder named " + folder);
}

struct Source {
  std::string place;
  Workbook workbook;
  stp::xlsx::CellEdit figure;
};

std::vector<Source> sources(const std::string& demo_folder) {
  const auto pipeline = value_of(stp::read_pipeline());
  std::vector<Source> all;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(demo_folder + "/returns"))
    if (entry.path().extension() == ".xlsx" && entry.path().string().find("2016-09-16/") != std::string::npos)
      paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) {
    const std::string place = path.parent_path().parent_path().filename().string();
    if (place == "west-yorkshire") continue;  // the programmes are no place
    Workbook workbook = value_of(
        Workbook::read(value_of(stp::read_file(path.string(), 64u << 20)), path.filename().string()));
    auto figure = last_figure(workbook);
    all.push_back({code_of(pipeline, place), std::move(workbook), std::move(figure)});
  }
  if (all.size() != 18)
    throw std::runtime_error(demo_folder +
                             " does not hold three workbooks of six places: ./run demo makes them");
  return all;
}

}  // namespace

std::vector<Handed> distinct_workbooks(const std::string& demo_folder, std::size_t copies) {
  const auto originals = sources(demo_folder);
  std::vector<Handed> all;
  for (std::size_t copy = 0; copy < copies; ++copy)
    for (const Source& source : originals) {
      stp::xlsx::CellEdit edit = source.figure;
      edit.value = std::to_string(1000 + copy);
      all.push_back({source.place, std::to_string(copy + 1) + "-" + source.workbook.name(),
                     value_of(source.workbook.edited({edit}))});
    }
  return all;
}

}  // namespace load
