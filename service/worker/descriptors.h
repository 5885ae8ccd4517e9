// What both sides of a cage use to talk: descriptors that close themselves, memory files, and messages that
// may carry one of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stp {

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  int number() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }
  int release();
  void close();

 private:
  int number_;
};

Descriptor memory_file();  // empty; none when the system refuses
bool write_all(int descriptor, std::string_view bytes);
// At most `most` bytes; nothing when there are more or it cannot be read.
std::optional<std::string> read_whole(int descriptor, std::uint64_t most);

enum class Word : std::uint32_t {
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
  Word word = Word::request;
  std::int32_t detail = 0;
  Descriptor file{};
};
bool send(int socket, const Message& message);
enum class Heard { message, nothing, gone };  // nothing: within the time; gone: the other side has ended
Heard receive(int socket, Message& message, int milliseconds);  // below 0: as long as it takes

}  // namespace stp
