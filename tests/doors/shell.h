// Runs a command the way a person would, in a folder of its own, and keeps what it said.
#pragma once

#include <filesystem>
#include <string>

namespace doors {

struct Ran {
  int exit_code = -1;
  std::string out, err;
};

// A new empty folder, removed at the end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

// `command` is given to bash in `folder`, with STP set to the program and SOURCE to the source tree; killed
// after `seconds`.
Ran run(const std::string& command, const Folder& folder, int seconds = 120);

// The demonstration in the folder "demo"; throws where it cannot be made.
void make_demonstration(const Folder& folder);
// The beginning of a script: serves with these options on a free port, sets base to the address without its
// last slash, keeps the log in "log", and ends the service with the script.
std::string serve_and(const std::string& options);

std::string read(const std::filesystem::path& path);
void write(const std::filesystem::path& path, const std::string& text);

}  // namespace doors
