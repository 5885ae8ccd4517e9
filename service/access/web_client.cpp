#include "service/access/web_client.h"

#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/Net/RejectCertificateHandler.h>
#include <Poco/Net/SSLManager.h>
#include <Poco/Timespan.h>
#include <Poco/URI.h>

#include <memory>
#include <mutex>

namespace stp {

namespace {

using namespace Poco::Net;

constexpr int seconds_to_wait = 10;
constexpr std::size_t most_bytes = 1 << 20;

Context::Ptr tls() {
  static const Context::Ptr context = [] {
    Context::Ptr made = new Context(Context::TLS_CLIENT_USE, "", Context::VERIFY_RELAXED, 9, true);
    made->requireMinimumProtocol(Context::PROTO_TLSV1_2);
    SSLManager::instance().initializeClient(nullptr, new RejectCertificateHandler(false), made);
    return made;
  }();
  return context;
}

std::unique_ptr<HTTPClientSession> session_to(const Poco::URI& address) {
  std::unique_ptr<HTTPClientSession> session;
  if (address.getScheme() == "https")
    session = std::make_unique<HTTPSClientSession>(address.getHost(), address.getPort(), tls());
  else
    session = std::make_unique<HTTPClientSession>(address.getHost(), address.getPort());
  session->setTimeout(Poco::Timespan(seconds_to_wait, 0));
  return session;
}

Refusal away(const std::string& url, const std::string& what) {
  return {"provider-away", "The sign-in provider cannot be used just now: " + what + ".", url,
          "Try again in a moment, or sign in with a name and a password."};
}

Result<std::string> read_body(std::istream& stream, const std::string& url) {
  std::string body(most_bytes + 1, '\0');
  stream.read(body.data(), static_cast<std::streamsize>(body.size()));
  body.resize(static_cast<std::size_t>(stream.gcount()));
  if (body.size() > most_bytes) return refuse(away(url, "its answer is too long"));
  return body;
}

Result<std::string> exchange(const WebRequest& asked) {
  const Poco::URI address(asked.url);
  const auto session = session_to(address);
  HTTPRequest request(asked.form.empty() ? HTTPRequest::HTTP_GET : HTTPRequest::HTTP_POST,
                      address.getPathAndQuery(), HTTPMessage::HTTP_1_1);
  request.set("Accept", "application/json");
  request.setKeepAlive(false);
  if (!asked.authorization.empty()) request.set("Authorization", asked.authorization);
  if (!asked.form.empty()) {
    request.setContentType("application/x-www-form-urlencoded");
    request.setContentLength(static_cast<std::streamsize>(asked.form.size()));
  }
  std::ostream& out = session->sendRequest(request);
  out << asked.form << std::flush;
  HTTPResponse response;
  std::istream& in = session->receiveResponse(response);
  if (response.getStatus() != HTTPResponse::HTTP_OK)
    return refuse(away(asked.url, "it answered " + std::to_string(response.getStatus())));
  return read_body(in, asked.url);
}

}  // namespace

Result<std::string> fetch(const WebRequest& request) {
  if (!may_be_asked(request.url)) return refuse(away(request.url, "its address is not https"));
  try {
    return exchange(request);
  } catch (const Poco::Exception& trouble) {
    return refuse(away(request.url, trouble.displayText()));
  } catch (const std::exception& trouble) {
    return refuse(away(request.url, trouble.what()));
  }
}

bool may_be_asked(const std::string& url) {
  try {
    const Poco::URI address(url);
    const std::string& host = address.getHost();
    if (address.getScheme() == "https") return !host.empty();
    return address.getScheme() == "http" && (host == "localhost" || host == "127.0.0.1" || host == "::1");
  } catch (const Poco::Exception&) {
    return false;
  }
}

std::string percent_encoded_all(const std::string& text) {
  constexpr auto digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                       (byte >= '0' && byte <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    if (plain)
      encoded += c;
    else
      (((encoded += '%') += digits[byte >> 4]) += digits[byte & 15]);
  }
  return encoded;
}

}  // namespace stp
