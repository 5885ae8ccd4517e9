#include "service/http/wire/origin.h"

#include <Poco/Exception.h>
#include <Poco/Net/IPAddress.h>

#include <algorithm>
#include <stdexcept>

#include "service/http/wire/text.h"

namespace stp::wire {

struct Proxies::Network {
  Poco::Net::IPAddress address, mask;
};

namespace {

using Address = Poco::Net::IPAddress;

// An IPv4 client of an IPv6 socket is known by its IPv4 address.
Address plain(const Address& address) {
  return address.isIPv4Mapped() && address.family() == Address::IPv6
             ? Address(address.toString().substr(address.toString().rfind(':') + 1))
             : address;
}

}  // namespace

Proxies::Proxies(const std::vector<std::string>& trusted) {
  for (const std::string& text : trusted) {
    const std::size_t slash = text.find('/');
    Address address;
    const bool sound = Address::tryParse(text.substr(0, slash), address);
    const std::uint64_t all = address.family() == Address::IPv4 ? 32 : 128;
    const std::uint64_t bits =
        slash == std::string::npos ? all : whole_number(text.substr(slash + 1)).value_or(all + 1);
    if (!sound || bits > all)
      throw std::runtime_error("\"" + text +
                               "\" is neither an address nor a network of proxies, such as 10.0.0.0/8");
    networks_.push_back({address, Address(static_cast<unsigned>(bits), address.family())});
  }
}

Proxies::~Proxies() = default;

bool Proxies::trusts(const std::string& text) const {
  Address parsed;
  if (!Address::tryParse(text, parsed)) return false;
  const Address address = plain(parsed);
  return std::any_of(networks_.begin(), networks_.end(), [&](const Network& network) {
    return network.address.family() == address.family() &&
           (address & network.mask) == (network.address & network.mask);
  });
}

Proxies::Origin Proxies::origin(const std::string& peer, bool encrypted, const RequestHead& head) const {
  Origin origin{peer, encrypted};
  if (!trusts(peer)) return origin;
  const auto header = [&](const char* name) {
    const auto found = head.headers.find(name);
    return found == head.headers.end() ? std::string() : found->second;
  };
  origin.secure = encrypted || equal_ignoring_case(header("x-forwarded-proto"), "https");
  // Each proxy adds the address it saw at the end; the last that is no proxy of ours is the client.
  const std::string said = header("x-forwarded-for");
  const auto hops = split(said, ',');
  for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
    Address address;
    const std::string text(trimmed(*hop));
    if (!Address::tryParse(text, address)) break;
    origin.address = address.toString();
    if (!trusts(text)) break;
  }
  return origin;
}

bool is_loopback(const std::string& text) {
  Address address;
  return text == "localhost" || (Address::tryParse(text, address) && address.isLoopback());
}

std::string host_name(const std::string& header) {
  const std::size_t bracket = header.rfind(']');
  const std::size_t colon = header.find(':', bracket == std::string::npos ? 0 : bracket);
  return lower(header.substr(0, colon));
}

}  // namespace stp::wire
