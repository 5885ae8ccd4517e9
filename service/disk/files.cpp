#include "service/disk/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "service/disk/descriptor.h"

namespace stp {

namespace {

Refusal cannot(std::string code, const std::string& doing, const std::string& path, int error) {
  return {std::move(code), "The file cannot be " + doing + ": " + std::strerror(error) + ".", path,
          "Check the name, the folder and who may use it."};
}

Refusal too_large(const std::string& path) {
  return {"file-too-large", "The file holds more than this program takes: the file itself is too large.",
          path, "Remove what is not needed (old sheets, pictures, formatted empty rows) and save it again."};
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

// The rights of the file that is replaced, else those a new file would get.
mode_t rights_for(const std::string& path) {
  struct stat about;
  if (::stat(path.c_str(), &about) == 0) return about.st_mode & 0777;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

}  // namespace

Result<void> write_file(const std::string& path, std::string_view bytes) {
  std::string temporary = path + ".XXXXXX";
  const Descriptor file(::mkstemp(temporary.data()));
  if (!file) return refuse(cannot("cannot-write", "written", path, errno));
  const bool written = write_all(file.number(), bytes) && ::fchmod(file.number(), rights_for(path)) == 0 &&
                       ::fsync(file.number()) == 0 && ::rename(temporary.c_str(), path.c_str()) == 0;
  if (!written) {
    const int error = errno;
    ::unlink(temporary.c_str());
    return refuse(cannot("cannot-write", "written", path, error));
  }
  const Descriptor folder(::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY));
  if (folder) ::fsync(folder.number());
  return {};
}

Result<std::string> read_file(const std::string& path, std::uint64_t most_bytes) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK));
  struct stat about;
  if (!file || ::fstat(file.number(), &about) != 0) return refuse(cannot("cannot-read", "read", path, errno));
  if (S_ISDIR(about.st_mode)) return refuse(cannot("cannot-read", "read", path, EISDIR));
  if (!S_ISREG(about.st_mode)) return refuse(cannot("cannot-read", "read", path, EINVAL));
  std::string bytes;
  std::size_t size = 0;
  bytes.resize(std::min<std::uint64_t>(static_cast<std::uint64_t>(about.st_size), most_bytes) + 1);
  for (;;) {
    const ssize_t got = ::read(file.number(), bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return refuse(cannot("cannot-read", "read", path, errno));
    size += static_cast<std::size_t>(got);
    if (size > most_bytes) return refuse(too_large(path));
    if (got == 0) break;
    if (size == bytes.size()) bytes.resize(bytes.size() * 2);
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace stp
