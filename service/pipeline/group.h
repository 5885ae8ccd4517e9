// Files that belong together: read, recognised, grouped by edition, round and place into returns. A second
// file of the same section starts a second return; the very same bytes again are left out and named.
#pragma once

#include <string>
#include <vector>

#include "service/pipeline/pipeline.h"

namespace stp {

struct Group {
  const Template* form = nullptr;
  std::string place, round;
  std::vector<std::string> sections;  // codes that its workbooks bring; none twice
  std::vector<NamedWorkbook> workbooks;
};
struct Groups {
  std::vector<Group> groups;          // by place, then round; files in each by name, then hash
  std::vector<NamedWorkbook> totals;  // footprint totals written by us
  std::vector<FileRefusal> refused;
  std::vector<std::string> repeated;  // names of files whose bytes came under another name before
};
Groups group(const std::vector<InputFile>& files, const std::vector<Template>& editions);

}  // namespace stp
