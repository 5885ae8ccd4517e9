// Workbooks for a load: the demonstration's, each with one figure changed as often as it takes, so that no
// two are the same file.
#pragma once

#include <string>
#include <vector>

namespace load {

struct Handed {
  std::string place, name, bytes;
};
// `copies` of each workbook of the six places' returns, in turns: every place's first, then every place's
// second, ...
std::vector<Handed> distinct_workbooks(const std::string& demo_folder, std::size_t copies);

}  // namespace load
