#include "service/http/wire/connection.h"

#include <Poco/Net/Context.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>

#include "service/http/unusable_certificate.h"

namespace stp::wire {

struct Connection::Socket {
  Poco::Net::StreamSocket stream;
  std::string peer;
  bool encrypted = false;
};

namespace {

constexpr int would_block = -1;

bool only_waits(const Poco::Exception& trouble) {
  return trouble.code() == EAGAIN || trouble.code() == EWOULDBLOCK;
}

// Bytes moved, 0 when the client has gone, would_block when it is not ready. Poco says so in three ways.
template <class Move>
int moved(const Move& move) {
  try {
    const int bytes = move();
    return bytes < 0 ? would_block : bytes;
  } catch (const Poco::TimeoutException&) {
    return would_block;
  } catch (const Poco::Exception& trouble) {
    return only_waits(trouble) ? would_block : 0;
  }
}

// Programs started from here, such as the cages, must not keep our sockets open.
void close_in_children(const Poco::Net::Socket& socket) {
  ::fcntl(socket.impl()->sockfd(), F_SETFD, FD_CLOEXEC);
}

// TLS records hold 16 KiB; a longer write would report no progress until all of it is through.
constexpr std::size_t piece_size = 16 << 10;
// What the system holds for a client that does not read counts as sent: not more than this.
constexpr int unread_by_client = 256 << 10;

}  // namespace

Until Pace::until(std::size_t bytes) const {
  const std::chrono::milliseconds earned(bytes * 1000 / std::max<std::size_t>(slowest_bytes_per_second, 1));
  return std::min(start + grace + earned, Clock::now() + stall);
}

Connection::Connection(std::unique_ptr<Socket> socket) : socket_(std::move(socket)) {}

Connection::~Connection() {
  try {
    socket_->stream.close();
  } catch (const Poco::Exception&) {
    // The client went first.
  }
}

Connection::Got Connection::try_read() {
  std::array<char, 64 << 10> buffer;
  const int bytes =
      moved([&] { return socket_->stream.receiveBytes(buffer.data(), static_cast<int>(buffer.size())); });
  if (bytes == would_block) return Got::nothing_yet;
  if (bytes == 0) return Got::end;
  in.append(buffer.data(), static_cast<std::size_t>(bytes));
  return Got::bytes;
}

Connection::Got Connection::read(Until until) {
  for (;;) {
    const Got got = try_read();
    if (got != Got::nothing_yet || !wait(POLLIN, until)) return got;
  }
}

// From the bare socket: what is thrown away need not be deciphered.
Connection::Got Connection::try_discard(std::size_t& bytes) {
  in.clear();
  std::array<char, 64 << 10> buffer;
  const ssize_t got = ::recv(descriptor(), buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (got < 0) return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? Got::nothing_yet : Got::end;
  bytes += static_cast<std::size_t>(got);
  return got == 0 ? Got::end : Got::bytes;
}

bool Connection::wait(short events, Until until) {
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    if (left <= 0) return false;
    pollfd one{descriptor(), events, 0};
    const int ready = ::poll(&one, 1, static_cast<int>(std::min<long long>(left + 1, 60'000)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

bool Connection::write(std::string_view bytes, const Pace& pace) {
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const std::string_view piece = bytes.substr(sent, piece_size);
    const int count = moved([&] {
      return socket_->stream.sendBytes(piece.data(), static_cast<int>(piece.size()), MSG_NOSIGNAL);
    });
    if (count == 0) return false;
    if (count > 0) sent += static_cast<std::size_t>(count);
    if (count == would_block && !wait(POLLOUT, pace.until(sent))) return false;
    if (Clock::now() > pace.until(sent)) return false;
  }
  return true;
}

bool Connection::try_write(std::string_view bytes) {
  return moved([&] {
           return socket_->stream.sendBytes(bytes.data(), static_cast<int>(bytes.size()), MSG_NOSIGNAL);
         }) == static_cast<int>(bytes.size());
}

void Connection::end_of_answers() {
  try {
    if (socket_->encrypted) socket_->stream.shutdown();  // says goodbye; the socket itself stays open
  } catch (const Poco::Exception&) {
    // The client had not finished greeting.
  }
  ::shutdown(descriptor(), SHUT_WR);
}

void Connection::abort() { ::shutdown(descriptor(), SHUT_RDWR); }
int Connection::descriptor() const { return socket_->stream.impl()->sockfd(); }
bool Connection::encrypted() const { return socket_->encrypted; }
const std::string& Connection::peer() const { return socket_->peer; }

struct Listener::Inner {
  Poco::Net::ServerSocket socket;
  Poco::Net::Context::Ptr tls{};
};

namespace {

std::string why_not(const Poco::Exception& trouble) {
  switch (trouble.code()) {
    case EADDRINUSE:
      return "another program listens there";
    case EADDRNOTAVAIL:
      return "this machine has no such address";
    case EACCES:
      return "this user may not use this port; those from 1024 are for everybody";
    default:
      return trouble.displayText();
  }
}

Poco::Net::Context::Ptr context_of(const std::string& certificate, const std::string& key) try {
  Poco::Net::Context::Params files;
  files.certificateFile = certificate;
  files.privateKeyFile = key;
  files.verificationMode = Poco::Net::Context::VERIFY_NONE;  // of clients: they sign in otherwise
  files.cipherList = "HIGH:!aNULL:!kRSA:!SHA1:!PSK:@STRENGTH";
  Poco::Net::Context::Ptr tls = new Poco::Net::Context(Poco::Net::Context::TLS_SERVER_USE, files);
  tls->requireMinimumProtocol(Poco::Net::Context::PROTO_TLSV1_2);
  const bool pair = SSL_CTX_check_private_key(tls->sslContext()) == 1;
  ERR_clear_error();
  // Else the server would start, and every greeting fail.
  if (!pair)
    throw UnusableCertificate("the key " + key + " does not belong to the certificate " + certificate);
  return tls;
} catch (const Poco::Exception& trouble) {
  throw UnusableCertificate("the certificate " + certificate + " and the key " + key +
                            " cannot be used: " + trouble.displayText());
}

}  // namespace

Listener::Listener(const std::string& address, unsigned short port, const std::string& certificate,
                   const std::string& key)
    : inner_(std::make_unique<Inner>()) {
  try {
    if (!certificate.empty()) inner_->tls = context_of(certificate, key);
    const Poco::Net::SocketAddress where(address, port);
    inner_->socket.bind(where, true, false);  // no second server on the same port
    close_in_children(inner_->socket);
    inner_->socket.listen(512);
    inner_->socket.setBlocking(false);
  } catch (const Poco::Exception& trouble) {
    throw std::runtime_error("cannot listen on " + address + " port " + std::to_string(port) + ": " +
                             why_not(trouble));
  }
}

Listener::~Listener() = default;
unsigned short Listener::port() const { return inner_->socket.address().port(); }
int Listener::descriptor() const { return inner_->socket.impl()->sockfd(); }
void Listener::close() { inner_->socket.close(); }

std::unique_ptr<Connection> Listener::accept() {
  try {
    Poco::Net::SocketAddress peer;
    auto socket = std::make_unique<Connection::Socket>();
    Poco::Net::StreamSocket plain = inner_->socket.acceptConnection(peer);
    close_in_children(plain);
    plain.setBlocking(false);  // before TLS, which then shakes hands without blocking either
    plain.setNoDelay(true);
    plain.setSendBufferSize(unread_by_client);
    socket->peer = peer.host().toString();
    socket->encrypted = !inner_->tls.isNull();
    if (socket->encrypted)
      socket->stream = Poco::Net::SecureStreamSocket::attach(plain, inner_->tls);
    else
      socket->stream = plain;
    return std::make_unique<Connection>(std::move(socket));
  } catch (const Poco::Exception&) {
    return nullptr;
  }
}

}  // namespace stp::wire
