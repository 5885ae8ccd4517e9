#include "tests/service/http/client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <stdexcept>

namespace hostile {

long long now_in_milliseconds() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

Client::Client(unsigned short port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in where{};
  where.sin_family = AF_INET;
  where.sin_port = htons(port);
  where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&where), sizeof where) != 0)
    throw std::runtime_error("the test's client cannot connect");
}

Client::~Client() { ::close(socket_); }

bool Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    pollfd one{socket_, POLLOUT, 0};
    if (::poll(&one, 1, 10'000) <= 0) return false;
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0) {
      reset_ = reset_ || errno == ECONNRESET;
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void Client::end() { ::shutdown(socket_, SHUT_WR); }

bool Client::more(long long until) {
  if (ended_) return false;
  pollfd one{socket_, POLLIN, 0};
  const long long left = until - now_in_milliseconds();
  if (left <= 0 || ::poll(&one, 1, static_cast<int>(left)) <= 0) return false;
  std::array<char, 65536> buffer;
  const auto bytes = ::recv(socket_, buffer.data(), buffer.size(), 0);
  if (bytes > 0) in_.append(buffer.data(), static_cast<std::size_t>(bytes));
  ended_ = bytes <= 0;
  reset_ = reset_ || bytes < 0;
  return bytes > 0;
}

std::string Client::rest(int milliseconds) {
  const long long until = now_in_milliseconds() + milliseconds;
  while (more(until)) {
  }
  std::string all;
  all.swap(in_);
  return all;
}

bool Client::closed_within(int milliseconds) {
  const std::string said = rest(milliseconds);
  return ended_ && said.empty();
}

Answer Client::answer(bool of_head, int milliseconds) {
  const long long until = now_in_milliseconds() + milliseconds;
  std::size_t end;
  while ((end = in_.find("\r\n\r\n")) == std::string::npos && more(until)) {
  }
  Answer answer;
  if (end == std::string::npos) {
    answer.closed = ended_;
    answer.reset = reset_;
    return answer;
  }
  const std::string head = in_.substr(0, end + 2);
  in_.erase(0, end + 4);
  answer.status = std::stoi(head.substr(9, 3));
  for (std::size_t at = head.find("\r\n") + 2; at < head.size();) {
    const std::size_t line_end = head.find("\r\n", at), colon = head.find(": ", at);
    std::string name = head.substr(at, colon - at);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return static_cast<char>(std::tolower(c)); });
    answer.headers[name] = head.substr(colon + 2, line_end - colon - 2);
    at = line_end + 2;
  }
  const auto length = answer.headers.find("content-length");
  const std::size_t bytes = of_head || length == answer.headers.end() ? 0 : std::stoul(length->second);
  while (in_.size() < bytes && more(until)) {
  }
  answer.body = in_.substr(0, bytes);
  in_.erase(0, bytes);
  answer.closed = ended_;
  answer.reset = reset_;
  return answer;
}

Answer ask(unsigned short port, std::string_view request) {
  Client client(port);
  client.send(request);
  return client.answer();
}

Answer get(unsigned short port, const std::string& target, const std::string& more_headers) {
  return ask(port, "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + more_headers + "\r\n");
}

Answer post(unsigned short port, const std::string& target, const std::string& body, const std::string& type,
            const std::string& more_headers) {
  return ask(port, "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type +
                       "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + more_headers + "\r\n" +
                       body);
}

std::string code_of(const Answer& problem) {
  const std::string key = "\"code\": \"";
  const std::size_t at = problem.body.find(key);
  if (at == std::string::npos) return "";
  return problem.body.substr(at + key.size(), problem.body.find('"', at + key.size()) - at - key.size());
}

}  // namespace hostile
