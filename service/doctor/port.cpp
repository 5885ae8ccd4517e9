#include <Poco/Exception.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/StreamCopier.h>
#include <fmt/format.h>

#include <cerrno>
#include <memory>

#include "service/doctor/checks.h"
#include "service/serve/held_port.h"

namespace stp::doctor {

namespace {

namespace net = Poco::Net;

std::string reachable_address(const std::string& address) {
  if (address == "0.0.0.0") return "127.0.0.1";
  return address == "::" ? "::1" : address;
}

// Its own certificate is not judged here: this only asks who has the port.
std::unique_ptr<net::HTTPClientSession> session_to(const ServeOptions& options) {
  const std::string host = reachable_address(options.address);
  if (options.certificate.empty()) return std::make_unique<net::HTTPClientSession>(host, options.port);
  const net::Context::Ptr any = new net::Context(net::Context::TLS_CLIENT_USE, "", net::Context::VERIFY_NONE);
  return std::make_unique<net::HTTPSClientSession>(host, options.port, any);
}

std::string readiness(const ServeOptions& options) {
  const auto session = session_to(options);
  session->setTimeout(Poco::Timespan(3, 0));
  net::HTTPRequest request("GET", "/api/v1/ready", "HTTP/1.1");
  session->sendRequest(request);
  net::HTTPResponse response;
  std::string body;
  char text[512];
  auto& stream = session->receiveResponse(response);
  stream.read(text, sizeof(text));
  body.assign(text, static_cast<std::size_t>(stream.gcount()));
  const bool ours = response.has("X-Request-Id") && body.find("\"troubles\"") != std::string::npos;
  if (!ours) return "";
  return response.getStatus() == net::HTTPResponse::HTTP_OK ? "ready" : "not ready";
}

Check served(const ServeOptions& options, const std::string& where, bool ready) {
  const auto holder = holder_of_port(options.data, options.port);
  if (holder == PortHolder::another)
    return trouble(
        "port", where + " is served by an stp of another data folder than " + options.data,
        "free, or served by this installation",
        fmt::format("choose another --port, or end that one (ss -ltnp sport = :{})", options.port));
  const std::string whose = holder == PortHolder::this_installation
                                ? " is served by this installation's stp, which is "
                                : " is served by an stp, of this installation or another, which is ";
  if (ready) return well("port", where + whose + "ready");
  return trouble("port", where + whose + "not ready", "ready", "look at its log: journalctl -u stp");
}

}  // namespace

Check port(const ServeOptions& options) {
  const std::string where = fmt::format("{} port {}", options.address, options.port);
  if (options.port == 0) return well("port", "any free one is taken");
  try {
    net::ServerSocket(net::SocketAddress(options.address, options.port), 1).close();
    return well("port", where + " is free");
  } catch (const Poco::Exception& error) {
    if (error.code() != EADDRINUSE)
      return trouble("port", where + ": " + error.displayText(),
                     "an address of this machine, a port from 1024", "correct --address or --port");
  }
  std::string answer;
  try {
    answer = readiness(options);
  } catch (const Poco::Exception&) {  // whoever it is, it does not talk as we do
  }
  if (!answer.empty()) return served(options, where, answer == "ready");
  return trouble(
      "port", where + " is used by another program", "free, or served by stp",
      fmt::format("stop that program (ss -ltnp sport = :{}), or choose another --port", options.port));
}

}  // namespace stp::doctor
