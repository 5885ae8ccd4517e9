// A file that exists in memory only. The library that writes workbooks knows file names and temporary files;
// here it gets both in memory, so that writing a workbook opens nothing on any disk.
#pragma once

#include <string>

namespace stp::xlsx {

class MemoryFile {
 public:
  MemoryFile();
  ~MemoryFile();
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  std::string path() const;   // by which the library's zip writer finds it
  std::string bytes() const;  // "" when it cannot be read

 private:
  int descriptor_;
};

}  // namespace stp::xlsx
