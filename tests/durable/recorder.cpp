#include "tests/durable/recorder.h"

#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <mutex>
#include <string_view>

namespace {

std::mutex guard;
bool recording = false;
std::string below;
std::vector<std::string> events;

void add(const std::string& event) {
  const std::lock_guard lock(guard);
  // A file is written in as many parts as the program likes.
  if (recording && (events.empty() || events.back() != event)) events.push_back(event);
}

void add_path(const char* what, const std::string& path) {
  if (recording && path.starts_with(below)) add(what + path.substr(below.size()));
}

void add_file(const char* what, int file) {
  if (!recording) return;
  char name[4096];
  const auto length = ::readlink(("/proc/self/fd/" + std::to_string(file)).c_str(), name, sizeof name);
  if (length > 0) add_path(what, std::string(name, static_cast<std::size_t>(length)));
}

}  // namespace

namespace recorder {

void begin(const std::string& folder) {
  const std::lock_guard lock(guard);
  below = folder + "/";
  events.clear();
  recording = true;
}

void note(const std::string& event) { add(event); }

std::vector<std::string> end() {
  const std::lock_guard lock(guard);
  recording = false;
  return events;
}

}  // namespace recorder

// Found before the C library's own by everything in this process.
extern "C" {

ssize_t write(int file, const void* bytes, size_t size) {
  add_file("write ", file);
  return ::syscall(SYS_write, file, bytes, size);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
  add_file("write ", file);
  return ::syscall(SYS_pwrite64, file, bytes, size, at);
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) { return pwrite64(file, bytes, size, at); }

int fsync(int file) {
  const int done = static_cast<int>(::syscall(SYS_fsync, file));
  if (done == 0) add_file("flush ", file);
  return done;
}

int fdatasync(int file) {
  const int done = static_cast<int>(::syscall(SYS_fdatasync, file));
  if (done == 0) add_file("flush ", file);
  return done;
}

int rename(const char* from, const char* to) noexcept {
  const int done = static_cast<int>(::syscall(SYS_renameat2, -100, from, -100, to, 0));  // AT_FDCWD
  if (done == 0) add_path("name ", to);
  return done;
}

ssize_t send(int socket, const void* bytes, size_t size, int flags) {
  using namespace std::string_view_literals;
  if (std::string_view(static_cast<const char*>(bytes), size).find("COMMIT\0"sv) != std::string_view::npos)
    add("send COMMIT");
  return ::syscall(SYS_sendto, socket, bytes, size, flags, nullptr, 0);
}

}  // extern "C"
