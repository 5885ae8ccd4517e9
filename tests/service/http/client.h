// A client that sends exactly the bytes it is told to, as slowly as it is told to.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace hostile {

struct Answer {
  int status = 0;                              // 0: the connection ended without one
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
  bool closed = false;  // the server closed the connection after it
  bool reset = false;   // and not in good order
};

class Client {
 public:
  explicit Client(unsigned short port);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  bool send(std::string_view bytes);                               // false: the server does not take any more
  void end();                                                      // no more will be sent
  Answer answer(bool of_head = false, int milliseconds = 10'000);  // the next one
  std::string rest(int milliseconds = 10'000);                     // everything until the server closes
  bool closed_within(int milliseconds);                            // by the server, with nothing more said
  bool was_reset() const { return reset_; }

 private:
  bool more(long long until);
  int socket_ = -1;
  std::string in_;
  bool ended_ = false, reset_ = false;
};

long long now_in_milliseconds();
// A connection of its own for each.
Answer ask(unsigned short port, std::string_view request);
Answer get(unsigned short port, const std::string& target, const std::string& more_headers = "");
Answer post(unsigned short port, const std::string& target, const std::string& body,
            const std::string& type = "application/x-www-form-urlencoded",
            const std::string& more_headers = "");
std::string code_of(const Answer& problem);

}  // namespace hostile
