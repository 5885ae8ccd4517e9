#include "service/cli/io.h"

#include <cstdio>

#include "service/disk/files.h"
#include "service/files/read_pipeline.h"
#include "xlsx/file/workbook.h"

namespace stp {
Result<Pipeline> open_pipeline() { return read_pipeline(); }

Result<void> write_output(const std::string& path, std::string_view bytes) {
  if (!path.empty() && path != "-") return write_file(path, bytes);
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size() || std::fflush(stdout) != 0)
    return refuse(
        {"output-broken", "The answer could not be written to standard output.", "", "Name a file with -o."});
  return {};
}

int refused(const Refusal& refusal) {
  std::fprintf(stderr, "%s\n", to_text(refusal).c_str());
  return refusal.code == "database-unavailable" ? exits::unavailable : exits::refused;
}

}  // namespace stp
