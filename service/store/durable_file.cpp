#include "service/store/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace stp {
namespace fs = std::filesystem;

namespace {

// A file of the operating system, closed whatever happens.
struct OpenFile {
  explicit OpenFile(int opened) : number(opened) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (number >= 0) ::close(number);
  }
  int number;
};

tl::unexpected<Refusal> failed(const std::string& path, const char* doing) {
  const int trouble = errno;
  const bool full = trouble == ENOSPC || trouble == EDQUOT;
  return refuse(
      {full ? "store-full" : "store-failed",
       std::string("The store of files could not ") + doing + ": " + std::strerror(trouble) + ".", path,
       full ? "Make room on this disk." : "Look after the disk and the permissions of this folder."});
}

}  // namespace

Result<void> flush_folder(const std::string& path) {
  const OpenFile folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.number < 0 || ::fsync(folder.number) != 0) return failed(path, "flush a folder");
  return {};
}

Result<void> make_folder(const std::string& name) {
  const fs::path path = name;
  if (fs::is_directory(path)) return {};
  const fs::path above = path.parent_path();
  if (!above.empty() && above != path)
    if (auto made = make_folder(above); !made) return made;
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return failed(path, "make a folder");
  return flush_folder(above.empty() ? "." : above.string());
}

namespace {

Result<void> write_all(int file, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const auto written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return failed(path, "write a file");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(file) != 0) return failed(path, "flush a file");
  return {};
}

}  // namespace

std::optional<std::string> whole_file(const std::string& path) {
  const OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number < 0) return std::nullopt;
  std::string bytes;
  for (char part[1 << 16];;) {
    const auto read = ::read(file.number, part, sizeof(part));
    if (read < 0 && errno == EINTR) continue;
    if (read < 0) return std::nullopt;
    if (read == 0) return bytes;
    bytes.append(part, static_cast<std::size_t>(read));
  }
}

namespace {

// Unlike any other process's and thread's.
std::string unfinished_name(const std::string& path) {
  static std::atomic<unsigned> count{0};
  return path + "." + std::to_string(::getpid()) + "-" + std::to_string(count++) + ".part";
}

}  // namespace

Result<void> write_durably(const std::string& path, std::string_view bytes) {
  const std::string beside = unfinished_name(path);
  const OpenFile file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (file.number < 0) return failed(beside, "make a file");
  auto written = write_all(file.number, bytes, beside);
  if (written && ::rename(beside.c_str(), path.c_str()) != 0) written = failed(path, "name a file");
  if (!written) ::unlink(beside.c_str());
  return written;
}

}  // namespace stp
