#include "service/serve/held_port.h"

#include <fcntl.h>
#include <spdlog/spdlog.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace stp {

namespace {

std::string folder_of(const std::string& data) { return data + "/serving"; }

// Several machines may share the folder.
std::string path_of(const std::string& data, unsigned port) {
  char host[256] = "";
  ::gethostname(host, sizeof host - 1);
  return folder_of(data) + "/" + host + "-" + std::to_string(port);
}

}  // namespace

HeldPort::HeldPort(const std::string& data, unsigned port) : path_(path_of(data, port)) {
  std::error_code there;
  std::filesystem::create_directory(folder_of(data), there);
  file_ = Descriptor(::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (file_ && ::flock(file_.number(), LOCK_EX | LOCK_NB) == 0) return;
  spdlog::warn("{} cannot be locked ({}): stp doctor will not know this service as this installation's",
               path_, std::strerror(errno));
  file_.close();
}

HeldPort::~HeldPort() {
  if (file_) ::unlink(path_.c_str());
}

PortHolder holder_of_port(const std::string& data, unsigned port) {
  const Descriptor file(::open(path_of(data, port).c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return errno == ENOENT ? PortHolder::another : PortHolder::not_known;
  if (::flock(file.number(), LOCK_SH | LOCK_NB) == 0)
    return PortHolder::another;  // left by one that was ended
  return errno == EWOULDBLOCK ? PortHolder::this_installation : PortHolder::not_known;
}

}  // namespace stp
