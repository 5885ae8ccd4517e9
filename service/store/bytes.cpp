#include "service/store/bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>

#include "calc/base/sha256.h"

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

Result<void> flush_folder(const std::string& path) {
  const OpenFile folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.number < 0 || ::fsync(folder.number) != 0) return failed(path, "flush a folder");
  return {};
}

// Made with every folder above it, and known to the disk.
Result<void> make_folder(const fs::path& path) {
  if (fs::is_directory(path)) return {};
  const fs::path above = path.parent_path();
  if (!above.empty() && above != path)
    if (auto made = make_folder(above); !made) return made;
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return failed(path, "make a folder");
  return flush_folder(above.empty() ? "." : above.string());
}

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

std::optional<std::string> whole(const std::string& path) {
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

bool is_hash(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// Unlike any other process's and thread's.
std::string unfinished_name(const std::string& path) {
  static std::atomic<unsigned> count{0};
  return path + "." + std::to_string(::getpid()) + "-" + std::to_string(count++) + ".part";
}

Result<void> write_beside_and_rename(const std::string& path, std::string_view bytes) {
  const std::string beside = unfinished_name(path);
  const OpenFile file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (file.number < 0) return failed(beside, "make a file");
  auto written = write_all(file.number, bytes, beside);
  if (written && ::rename(beside.c_str(), path.c_str()) != 0) written = failed(path, "name a file");
  if (!written) ::unlink(beside.c_str());
  return written;
}

}  // namespace

Bytes::Bytes(std::string folder) : folder_(std::move(folder)) {}

std::string Bytes::path(const std::string& sha256) const {
  if (!is_hash(sha256)) return folder_ + "/no-such-hash";  // never a path made of what somebody sent
  return folder_ + "/" + sha256.substr(0, 2) + "/" + sha256.substr(2);
}

// Also flushed when it is there already: another process may have written it and not yet flushed the folder.
Result<std::string> Bytes::keep(std::string_view bytes) const {
  const std::string hash = sha256(bytes);
  const std::string at = path(hash);
  const std::string folder = fs::path(at).parent_path();
  if (auto made = make_folder(folder); !made) return refuse(made.error());
  if (whole(at) != bytes)
    if (auto written = write_beside_and_rename(at, bytes); !written) return refuse(written.error());
  if (auto flushed = flush_folder(folder); !flushed) return refuse(flushed.error());
  return hash;
}

Result<std::string> Bytes::read(const std::string& hash) const {
  auto bytes = whole(path(hash));
  if (!bytes)
    return refuse({"bytes-missing", "The store of files does not hold these bytes.", path(hash),
                   "Restore them from a backup."});
  if (sha256(*bytes) != hash)
    return refuse({"bytes-damaged", "These bytes are no longer those that were kept.", path(hash),
                   "Restore them from a backup, and look after this disk."});
  return std::move(*bytes);
}

bool Bytes::has(const std::string& sha256) const {
  std::error_code ignored;
  return fs::is_regular_file(path(sha256), ignored);
}

std::vector<std::string> Bytes::all() const {
  std::vector<std::string> hashes;
  std::error_code trouble;
  for (auto item = fs::recursive_directory_iterator(folder_, trouble); !trouble && item != fs::end(item);
       item.increment(trouble)) {
    const std::string hash =
        item->path().parent_path().filename().string() + item->path().filename().string();
    if (is_hash(hash) && item->path().filename().string().size() == 62) hashes.push_back(hash);
  }
  std::sort(hashes.begin(), hashes.end());
  return hashes;
}

}  // namespace stp
