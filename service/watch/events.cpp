#include "service/watch/events.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace stp::watch {

namespace {

constexpr int probe_milliseconds = 500;
const std::string probe_file = ".stp-probe";

// As statfs names them; from the kernel's magic.h and the file systems' own sources.
const char* share_kind(std::int64_t type) {
  switch (type & 0xffffffff) {
    case 0x6969:
      return "NFS";
    case 0x517b:
    case 0xfe534d42:
    case 0xff534d42:
      return "SMB";
    case 0x65735546:
      return "FUSE";
    case 0x01021997:
      return "9p";
    case 0x00c36400:
      return "Ceph";
    case 0x5346414f:
    case 0x6b414653:
      return "AFS";
    case 0x01161970:
      return "GFS2";
    case 0x7461636f:
      return "OCFS2";
    case 0x0bd00bd0:
      return "Lustre";
    default:
      return nullptr;
  }
}

bool readable(int file, std::int64_t milliseconds) {
  pollfd one{file, POLLIN, 0};
  return ::poll(&one, 1, static_cast<int>(milliseconds)) > 0;
}

}  // namespace

Events::Events()
    : events_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)), wake_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

void Events::watch(const std::string& folder) {
  if (events_)
    ::inotify_add_watch(
        events_.number(), folder.c_str(),
        IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE | IN_ATTRIB | IN_ONLYDIR | IN_DONT_FOLLOW);
}

bool Events::drain() {
  alignas(inotify_event) std::array<char, 65'536> buffer;
  bool any = false;
  for (ssize_t size; (size = ::read(events_.number(), buffer.data(), buffer.size())) > 0;) {
    any = true;
    for (ssize_t at = 0; at < size;) {
      inotify_event event;
      std::memcpy(&event, buffer.data() + at, sizeof event);
      if ((event.mask & IN_Q_OVERFLOW) != 0) ++overflows_;
      at += static_cast<ssize_t>(sizeof event + event.len);
    }
  }
  return any;
}

void Events::wait(std::int64_t milliseconds) {
  std::array<pollfd, 2> both{pollfd{wake_.number(), POLLIN, 0}, pollfd{events_.number(), POLLIN, 0}};
  ::poll(both.data(), both.size(), static_cast<int>(std::clamp<std::int64_t>(milliseconds, 0, 3'600'000)));
  std::uint64_t count = 0;
  [[maybe_unused]] const ssize_t got = ::read(wake_.number(), &count, sizeof count);
  drain();
}

void Events::wake() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t put = ::write(wake_.number(), &one, sizeof one);
}

Mode Events::probe(const std::string& folder) {
  if (!events_) return {false, "this computer has no more room for events (inotify)"};
  struct statfs about;
  if (::statfs(folder.c_str(), &about) == 0)
    if (const char* kind = share_kind(about.f_type))
      return {false, std::string("the folder lies on a share (") + kind +
                         "), which sends no events for what other computers do"};
  const Descriptor place = open_path(folder);
  if (!place) return {false, std::string("the folder cannot be opened: ") + std::strerror(errno)};
  watch(folder);
  drain();
  {
    const Descriptor made(
        ::openat(place.number(), probe_file.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
  }
  const bool came = readable(events_.number(), probe_milliseconds);
  ::unlinkat(place.number(), probe_file.c_str(), 0);
  drain();
  return came ? Mode{true, "a file written for trial was reported at once"}
              : Mode{false, "a file written for trial was not reported"};
}

}  // namespace stp::watch
