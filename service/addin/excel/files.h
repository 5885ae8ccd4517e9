// Scripts of the pane and the icons, built into the program.
#pragma once

#include <vector>

#include "service/http/embedded_files.h"

namespace stp::excel {

std::vector<EmbeddedFile> files();  // written by build.mjs

}  // namespace stp::excel
