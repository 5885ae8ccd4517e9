// What both sides of a cage use to talk: memory files, and messages that may carry one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "service/disk/descriptor.h"

namespace stp {

Descriptor memory_file();  // empty; none when the system refuses
// At most `most` bytes; nothing when there are more or it cannot be read.
std::optional<std::string> read_whole(int descriptor, std::uint64_t most);

enum class MessageKind : std::uint32_t {
  request,    // from the service, with the request
  ready,      // from the cage: the templates are read
  unready,    // the templates were refused; with the words
  answered,   // with the answer
  signalled,  // the child was ended by the signal `detail`
  took_long,  // the child was ended because its time was up
  no_memory,  // the child asked for more memory than it may have
  too_large,  // the child's answer was larger than it may be
  no_cage,    // the child could not be caged, and read nothing
  defect,     // the child met a defect of ours; with its words
};
struct Message {
  MessageKind kind = MessageKind::request;
  std::int32_t detail = 0;
  Descriptor file{};
};
bool send(int socket, const Message& message);
enum class Heard { message, nothing, gone };  // nothing: within the time; gone: the other side has ended
Heard receive(int socket, Message& message, int milliseconds);  // below 0: as long as it takes

}  // namespace stp
