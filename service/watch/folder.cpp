#include "service/watch/folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace stp::watch {

namespace {

Facts facts_from(const struct stat& about) {
  const FileKind kind = S_ISREG(about.st_mode)   ? FileKind::file
                        : S_ISDIR(about.st_mode) ? FileKind::folder
                        : S_ISLNK(about.st_mode) ? FileKind::link
                                                 : FileKind::other;
  return {kind,          about.st_dev,
          about.st_ino,  about.st_nlink,
          about.st_size, std::int64_t{about.st_mtim.tv_sec} * 1'000'000'000 + about.st_mtim.tv_nsec};
}

Refusal changed(const std::string& name) {
  return {"file-changed", "The file changed while it was read.", name, "It is read again."};
}

}  // namespace

std::optional<Facts> facts_of(int folder, const std::string& name) {
  struct stat about;
  if (::fstatat(folder, name.c_str(), &about, AT_SYMLINK_NOFOLLOW) != 0) return std::nullopt;
  return facts_from(about);
}

std::optional<Facts> facts_of(int file) {
  struct stat about;
  if (::fstat(file, &about) != 0) return std::nullopt;
  return facts_from(about);
}

Descriptor open_path(const std::string& folder) {
  return Descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

Descriptor open_folder(int parent, const std::string& name) {
  return Descriptor(::openat(parent, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

Descriptor open_to_read(int folder, const std::string& name) {
  Descriptor file(::openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!file) return file;
  const auto facts = facts_of(file.number());
  if (facts && facts->kind == FileKind::file) return file;
  errno = EINVAL;
  return {};
}

Descriptor make_folder(int parent, const std::string& name) {
  if (::mkdirat(parent, name.c_str(), 0777) != 0 && errno != EEXIST) return {};
  return open_folder(parent, name);
}

Descriptor folder_holding(int root, const std::string& path) {
  Descriptor folder = open_folder(root, ".");
  for (std::size_t from = 0, slash; folder && (slash = path.find('/', from)) != path.npos; from = slash + 1)
    folder = open_folder(folder.number(), path.substr(from, slash - from));
  return folder;
}

std::string leaf(const std::string& path) { return path.substr(path.rfind('/') + 1); }

int move_new(int from, const std::string& name, int to, const std::string& new_name) {
  if (::renameat2(from, name.c_str(), to, new_name.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  // Some network shares cannot promise it; one process works in a folder at a time, so a look before will do.
  if (facts_of(to, new_name)) return EEXIST;
  return ::renameat(from, name.c_str(), to, new_name.c_str()) == 0 ? 0 : errno;
}

Result<std::vector<std::string>> names_in(int folder) {
  const int again = ::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const std::unique_ptr<DIR, int (*)(DIR*)> entries(again < 0 ? nullptr : ::fdopendir(again), ::closedir);
  if (!entries) return refuse(trouble(errno, "listed", ""));
  std::vector<std::string> names;
  errno = 0;
  for (const dirent* entry; (entry = ::readdir(entries.get())) != nullptr; errno = 0)
    if (std::strcmp(entry->d_name, ".") != 0 && std::strcmp(entry->d_name, "..") != 0)
      names.emplace_back(entry->d_name);
  if (errno != 0) return refuse(trouble(errno, "listed", ""));
  std::sort(names.begin(), names.end());
  return names;
}

Result<std::string> read_unchanged(int folder, const std::string& name, const Facts& facts) {
  const Descriptor file = open_to_read(folder, name);
  if (!file) return refuse(trouble(errno, "read", name));
  if (facts_of(file.number()) != facts) return refuse(changed(name));
  std::string bytes(static_cast<std::size_t>(facts.size) + 1, '\0');  // one more shows that it grew
  std::size_t size = 0;
  while (size < bytes.size()) {
    const ssize_t got = ::read(file.number(), bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return refuse(trouble(errno, "read", name));
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  bytes.resize(size);
  if (facts_of(file.number()) != facts || bytes.size() != static_cast<std::size_t>(facts.size))
    return refuse(changed(name));
  return bytes;
}

int write_file(const NewFile& file) {
  static const std::string temporary = ".writing";
  const auto failed = [&](int error) {
    ::unlinkat(file.scratch, temporary.c_str(), 0);
    return error;
  };
  ::unlinkat(file.scratch, temporary.c_str(), 0);  // of a process that was ended
  const Descriptor out(
      ::openat(file.scratch, temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
  if (!out) return errno;
  if (!write_all(out.number(), file.bytes) || (file.flush && ::fdatasync(out.number()) != 0))
    return failed(errno);
  const int error =
      file.replace
          ? (::renameat(file.scratch, temporary.c_str(), file.folder, file.name.c_str()) == 0 ? 0 : errno)
          : move_new(file.scratch, temporary, file.folder, file.name);
  return error == 0 ? 0 : failed(error);
}

Refusal trouble(int error, const std::string& doing, const std::string& where) {
  const std::string sentence = "It cannot be " + doing + ": " + std::strerror(error) + ".";
  switch (error) {
    case ENOENT:
    case ENOTDIR:
    case ESTALE:
    case ENODEV:
    case EIO:
    case EHOSTDOWN:
    case ENOTCONN:
      return {"folder-lost", sentence, where,
              "Is the folder still there, and the share connected? It is tried again by itself."};
    case EACCES:
    case EPERM:
    case EROFS:
      return {"permission", sentence, where,
              "Give the service's user the right to read and write here. It is tried again by itself."};
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return {"disk-full", sentence, where,
              "Make room on this disk. Nothing is lost; it is tried again by itself."};
    default:
      return {"folder-trouble", sentence, where, "It is tried again by itself."};
  }
}

}  // namespace stp::watch
