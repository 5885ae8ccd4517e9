// Scripts of the pane and the icons, built into the program.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stp::excel {

struct File {
  std::string path, media_type;
  std::string_view bytes;  // lives as long as the program
};

std::vector<File> files();  // written by build.mjs

}  // namespace stp::excel
