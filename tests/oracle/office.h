// LibreOffice, headless, with a profile of its own that recalculates everything it loads instead of trusting
// stored results. One run converts any number of files.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace office {

namespace fs = std::filesystem;

inline bool present() { return std::system("command -v soffice >/dev/null 2>&1") == 0; }

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("stp-office-" + std::to_string(::getpid()))) {
    fs::create_directories(path_ / "profile" / "user");
    fs::create_directories(path_ / "out");
    std::ofstream(path_ / "profile" / "user" / "registrymodifications.xcu")
        << R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>)";
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void put(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
  }
  // The files as LibreOffice saves them, in the order of the names; "" where it did not.
  std::vector<std::string> saved_again(const std::vector<std::string>& names) const {
    std::string command = "timeout 300 soffice -env:UserInstallation=file://" + (path_ / "profile").string() +
                          " --headless --convert-to xlsx --outdir " + (path_ / "out").string();
    for (const std::string& name : names) command += " " + (path_ / name).string();
    std::vector<std::string> bytes;
    const bool ran = std::system((command + " >/dev/null 2>&1").c_str()) == 0;
    for (const std::string& name : names) {
      std::ifstream file(path_ / "out" / name, std::ios::binary);
      bytes.emplace_back(ran ? std::string(std::istreambuf_iterator<char>(file), {}) : std::string());
    }
    return bytes;
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace office
