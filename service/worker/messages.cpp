#include "service/worker/messages.h"

#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>

namespace stp {

namespace {

struct Plain {
  MessageKind kind;
  std::int32_t detail;
};

union Control {  // room for one descriptor, aligned as the system wants it
  char room[CMSG_SPACE(sizeof(int))];
  cmsghdr header;
};

int milliseconds_left(std::chrono::steady_clock::time_point end) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
  return left.count() < 0 ? 0 : static_cast<int>(left.count());
}

bool readable(int socket, int milliseconds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
  for (;;) {
    pollfd one{socket, POLLIN, 0};
    const int ready = ::poll(&one, 1, milliseconds < 0 ? -1 : milliseconds_left(end));
    if (ready >= 0 || errno != EINTR) return ready != 0;
  }
}

Descriptor descriptor_in(msghdr& header) {
  for (cmsghdr* part = CMSG_FIRSTHDR(&header); part != nullptr; part = CMSG_NXTHDR(&header, part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) continue;
    int number = -1;
    std::memcpy(&number, CMSG_DATA(part), sizeof number);
    return Descriptor(number);
  }
  return Descriptor();
}

}  // namespace

Descriptor memory_file() { return Descriptor(::memfd_create("passed", MFD_CLOEXEC)); }

std::optional<std::string> read_whole(int descriptor, std::uint64_t most) {
  const off_t size = ::lseek(descriptor, 0, SEEK_END);
  if (size < 0 || static_cast<std::uint64_t>(size) > most) return std::nullopt;
  std::string all(static_cast<std::size_t>(size), '\0');
  for (std::size_t done = 0; done < all.size();) {
    const ssize_t got = ::pread(descriptor, all.data() + done, all.size() - done, static_cast<off_t>(done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::nullopt;
    done += static_cast<std::size_t>(got);
  }
  return all;
}

bool send(int socket, const Message& message) {
  Plain plain{message.kind, message.detail};
  iovec part{&plain, sizeof plain};
  msghdr header{};
  header.msg_iov = &part;
  header.msg_iovlen = 1;
  Control control{};
  if (message.file) {
    header.msg_control = control.room;
    header.msg_controllen = sizeof control.room;
    cmsghdr* first = CMSG_FIRSTHDR(&header);
    first->cmsg_level = SOL_SOCKET;
    first->cmsg_type = SCM_RIGHTS;
    first->cmsg_len = CMSG_LEN(sizeof(int));
    const int number = message.file.number();
    std::memcpy(CMSG_DATA(first), &number, sizeof number);
  }
  for (;;) {
    const ssize_t sent = ::sendmsg(socket, &header, MSG_NOSIGNAL);
    if (sent >= 0 || errno != EINTR) return sent == static_cast<ssize_t>(sizeof plain);
  }
}

Heard receive(int socket, Message& message, int milliseconds) {
  if (!readable(socket, milliseconds)) return Heard::nothing;
  Plain plain{};
  iovec part{&plain, sizeof plain};
  Control control{};
  msghdr header{};
  header.msg_iov = &part;
  header.msg_iovlen = 1;
  header.msg_control = control.room;
  header.msg_controllen = sizeof control.room;
  ssize_t got = 0;
  do got = ::recvmsg(socket, &header, MSG_CMSG_CLOEXEC);
  while (got < 0 && errno == EINTR);
  if (got != static_cast<ssize_t>(sizeof plain)) return Heard::gone;
  message = {plain.kind, plain.detail, descriptor_in(header)};
  return Heard::message;
}

}  // namespace stp
