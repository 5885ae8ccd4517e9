// One client's socket, plain or TLS, never blocking longer than its caller says. Poco's sockets behind it. An
// error of the network counts as the client having gone.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace stp::wire {

using Clock = std::chrono::steady_clock;
using Until = Clock::time_point;

// Each byte moved earns time: whoever keeps up the slowest rate is never cut off; whoever drips or stalls is.
struct Pace {
  Until start;
  std::chrono::milliseconds grace, stall;
  std::size_t slowest_bytes_per_second;
  Until until(std::size_t bytes) const;  // the next byte must have moved by then
};

class Connection {
 public:
  struct Socket;  // Poco's
  explicit Connection(std::unique_ptr<Socket> socket);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  enum class Got { bytes, nothing_yet, end };
  Got try_read();                       // appends what has come, at most 64 KiB, to `in`
  Got read(Until until);                // waits for it; nothing_yet: it did not come in time
  Got try_discard(std::size_t& bytes);  // reads and forgets; only after end_of_answers
  bool write(std::string_view bytes, const Pace& pace);
  bool try_write(std::string_view bytes);  // what fits into the socket at once; for short answers
  void end_of_answers();                   // tells the client that nothing more comes, and goes on reading
  void abort();                            // from another thread: reads and writes fail from now on
  int descriptor() const;
  bool encrypted() const;
  const std::string& peer() const;  // address without the port

  std::string in;  // came and is not used yet

 private:
  bool wait(short events, Until until);
  std::unique_ptr<Socket> socket_;
};

// Listens; each accepted client becomes a Connection.
class Listener {
 public:
  // Throws std::runtime_error in words when the address or the port cannot be used, UnusableCertificate for
  // the certificate or the key.
  Listener(const std::string& address, unsigned short port, const std::string& certificate,
           const std::string& key);
  ~Listener();
  unsigned short port() const;
  int descriptor() const;
  std::unique_ptr<Connection> accept();  // none: the client went away again, or descriptors have run out
  void close();

 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

}  // namespace stp::wire
