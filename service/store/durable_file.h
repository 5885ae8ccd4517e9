// Files that are there whole or not at all, also after the power failed. Refusals: store-full, store-failed.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "calc/base/result.h"
#include "service/disk/descriptor.h"

namespace stp {

Result<void> make_folder(const std::string& path);  // with every folder above it, each known to the disk
Result<void> flush_folder(const std::string& path);
// Written beside, flushed, renamed; the folder is not flushed.
Result<void> write_durably(const std::string& path, std::string_view bytes);
std::optional<std::string> whole_file(const std::string& path);  // nothing when it cannot be read

// The same for what comes in parts: nothing is there under its name before `finish`.
class DurableFile {
 public:
  explicit DurableFile(std::string path);
  ~DurableFile();
  DurableFile(const DurableFile&) = delete;
  DurableFile& operator=(const DurableFile&) = delete;
  Result<void> add(std::string_view part);
  Result<void> finish();

 private:
  std::string path_, beside_;
  Descriptor file_;
};

// Every part of a file in turn, until `take` says false. False: it cannot be read to its end.
bool each_part(const std::string& path, const std::function<bool(std::string_view)>& take);

}  // namespace stp
