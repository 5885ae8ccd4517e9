// Where a request really comes from: what a proxy says is believed only of proxies that were named.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "service/http/wire/request_head.h"

namespace stp::wire {

class Proxies {
 public:
  // Addresses or networks: "127.0.0.1", "10.0.0.0/8". Throws std::runtime_error naming what is neither.
  explicit Proxies(const std::vector<std::string>& trusted);
  ~Proxies();
  bool trusts(const std::string& address) const;
  struct Origin {
    std::string address;
    bool secure = false;
  };
  Origin origin(const std::string& peer, bool encrypted, const RequestHead& head) const;

 private:
  struct Network;
  std::vector<Network> networks_;
};

bool is_loopback(const std::string& address);
// The host without its port, lower case: "[::1]:8080" gives "[::1]".
std::string host_name(const std::string& host_header);

}  // namespace stp::wire
