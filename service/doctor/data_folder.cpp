#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <linux/magic.h>
#include <pwd.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "service/doctor/checks.h"
#include "service/serve/where.h"

namespace stp::doctor {

namespace {

constexpr std::uint64_t least_free = 1ull << 30;

Check owner(const std::string& folder, const FileStatus& status) {
  const std::string found = folder + " belongs to " + user_name(status.owner);
  if (status.owner == ::geteuid()) return well("owner", found);
  return trouble(
      "owner", found + ", the doctor runs as " + user_name(::geteuid()), "the service's own user",
      "run this as the user of the service, or: chown -R " + user_name(::geteuid()) + " " + folder);
}

// Nobody but the service and its group has business there.
Check privacy(const std::string& folder, const FileStatus& status) {
  if ((status.mode & 0007) == 0) return well("privacy", folder + " has mode " + mode_shown(status.mode));
  return trouble("privacy", folder + " has mode " + mode_shown(status.mode),
                 "nothing for other users (0750 or 0700)", "chmod o= " + folder);
}

Check space(const std::string& folder) {
  struct statvfs disk {};
  if (::statvfs(folder.c_str(), &disk) != 0)
    return trouble("space", std::strerror(errno), "a disk with room", "check the disk");
  const std::uint64_t free = disk.f_bavail * disk.f_frsize;
  const std::string found = fmt::format("{} MiB free", free >> 20);
  if (free < least_free)
    return trouble("space", found, fmt::format("at least {} MiB", least_free >> 20),
                   "make room, or move the data to a larger disk");
  if (disk.f_files != 0 && disk.f_favail < 10'000)
    return trouble("space", fmt::format("room for {} more files", disk.f_favail), "room for 10,000 files",
                   "the disk has run out of inodes: move the data to another");
  return well("space", found);
}

// Not in the headers of every kernel: SMB 2 and later.
constexpr std::uint32_t smb2_magic = 0xFE534D42;

Check kind_of_disk(const ServeOptions& options) {
  struct statfs disk {};
  if (::statfs(options.data.c_str(), &disk) != 0)
    return trouble("disk", std::strerror(errno), "a disk of this machine", "check the disk");
  const auto kind = static_cast<std::uint32_t>(disk.f_type);
  const std::array<std::uint32_t, 4> shares{NFS_SUPER_MAGIC, SMB_SUPER_MAGIC, smb2_magic, V9FS_MAGIC};
  const bool share = std::find(shares.begin(), shares.end(), kind) != shares.end();
  if (share && options.database.empty())
    return trouble("disk", "the data lies on a network share", "a disk of this machine for SQLite",
                   "move it to a disk of this machine, or use PostgreSQL (--database)");
  return well("disk", share ? "a network share (the database lies elsewhere)" : "a disk of this machine");
}

// What the service does with each file handed in: write beside, flush, rename, flush the folder.
std::string write_flush_rename(const std::string& folder) {
  std::string written = folder + "/.doctor-XXXXXX";
  const int file = ::mkstemp(written.data());
  if (file < 0) return fmt::format("a file cannot be made: {}", std::strerror(errno));
  const std::string renamed = written + "-renamed";
  std::string wrong;
  const auto must = [&](bool good, const char* what) {
    if (!good && wrong.empty()) wrong = fmt::format("{}: {}", what, std::strerror(errno));
  };
  must(::write(file, "stp", 3) == 3, "a file cannot be written");
  must(::fsync(file) == 0, "a file cannot be flushed");
  ::close(file);
  must(::rename(written.c_str(), renamed.c_str()) == 0, "a file cannot be renamed");
  const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  must(directory >= 0 && ::fsync(directory) == 0, "the folder cannot be flushed");
  if (directory >= 0) ::close(directory);
  must(::access(written.c_str(), F_OK) != 0, "the old name stays after a rename");
  ::unlink(renamed.c_str());
  ::unlink(written.c_str());
  return wrong;
}

Check writing(const std::string& folder) {
  const std::string wrong = write_flush_rename(folder);
  if (wrong.empty()) return well("writing", "files are written, flushed and renamed");
  return trouble("writing", wrong, "a folder the service may write to, on a disk that flushes",
                 "check the owner of " + folder + ", whether the disk is full or mounted read-only");
}

}  // namespace

Check become_owner(const ServeOptions& options) {
  const auto status = status_of(options.data);
  if (::geteuid() != 0 || !status || status->owner == 0)
    return well("user", "looking as " + user_name(::geteuid()));
  const passwd* entry = ::getpwuid(status->owner);
  const gid_t group = entry == nullptr ? status->group : entry->pw_gid;
  const std::string name = user_name(status->owner);
  const bool groups =
      entry == nullptr ? ::setgroups(0, nullptr) == 0 : ::initgroups(entry->pw_name, group) == 0;
  if (!groups || ::setgid(group) != 0 || ::setuid(status->owner) != 0)
    return trouble("user", "root, and cannot become " + name, "the owner of the data", "run this as " + name);
  // Where the database's password lies: ~/.pgpass is the service's, not root's.
  if (entry != nullptr) ::setenv("HOME", entry->pw_dir, 1);
  return well("user", "looking as " + name + ", who owns the data");
}

Checks data_folder(const ServeOptions& options) {
  const auto status = status_of(options.data);
  if (!status || !status->folder)
    return {trouble("data folder", options.data + (status ? " is no folder" : " is not there"),
                    "a folder of the service's user",
                    "make it (install -d -m 0750 -o USER " + options.data + "), or correct --data")};
  return {owner(options.data, *status), privacy(options.data, *status), space(options.data),
          kind_of_disk(options), writing(options.data)};
}

}  // namespace stp::doctor
