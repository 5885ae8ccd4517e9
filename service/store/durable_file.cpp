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
  const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder || ::fsync(folder.number()) != 0) return failed(path, "flush a folder");
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

bool each_part(const std::string& path, const std::function<bool(std::string_view)>& take) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return false;
  for (char part[1 << 16];;) {
    const auto read = ::read(file.number(), part, sizeof(part));
    if (read < 0 && errno == EINTR) continue;
    if (read < 0) return false;
    if (read == 0 || !take({part, static_cast<std::size_t>(read)})) return true;
  }
}

std::optional<std::string> whole_file(const std::string& path) {
  std::string bytes;
  const bool whole = each_part(path, [&](std::string_view part) {
    bytes += part;
    return true;
  });
  if (!whole) return std::nullopt;
  return bytes;
}

namespace {

// Unlike any other process's and thread's.
std::string unfinished_name(const std::string& path) {
  static std::atomic<unsigned> count{0};
  return path + "." + std::to_string(::getpid()) + "-" + std::to_string(count++) + ".part";
}

}  // namespace

DurableFile::DurableFile(std::string path)
    : path_(std::move(path)),
      beside_(unfinished_name(path_)),
      file_(::open(beside_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) {}

DurableFile::~DurableFile() {
  if (file_) ::unlink(beside_.c_str());
}

Result<void> DurableFile::add(std::string_view part) {
  if (!file_) return failed(beside_, "make a file");
  if (!write_all(file_.number(), part)) return failed(beside_, "write a file");
  return {};
}

Result<void> DurableFile::finish() {
  if (!file_) return failed(beside_, "make a file");
  if (::fsync(file_.number()) != 0) return failed(beside_, "flush a file");
  if (::rename(beside_.c_str(), path_.c_str()) != 0) return failed(path_, "name a file");
  file_.close();
  return {};
}

Result<void> write_durably(const std::string& path, std::string_view bytes) {
  DurableFile file(path);
  if (auto added = file.add(bytes); !added) return added;
  return file.finish();
}

}  // namespace stp
