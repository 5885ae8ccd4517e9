#include "service/client/ask_service.h"

#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/URI.h>

#include <memory>
#include <nlohmann/json.hpp>

namespace stp {

namespace {

using Json = nlohmann::json;
using Poco::Net::HTTPClientSession;
using Poco::Net::HTTPRequest;

constexpr int seconds_to_wait = 60;
constexpr std::size_t most_answer_bytes = 1 << 20;

bool this_machine(const std::string& host) {
  return host == "127.0.0.1" || host == "localhost" || host == "::1";
}

Result<Poco::URI> address_of(const std::string& url) {
  try {
    Poco::URI uri(url);
    const bool safe =
        uri.getScheme() == "https" || (uri.getScheme() == "http" && this_machine(uri.getHost()));
    if (safe && !uri.getHost().empty()) return uri;
  } catch (const Poco::SyntaxException&) {
  }
  return refuse({"address-wrong", "\"" + url + "\" is no address of a service.", "service settings",
                 "Enter it as https://stp.example.nhs.uk; http is for a service on this machine alone."});
}

std::unique_ptr<HTTPClientSession> session_to(const Poco::URI& uri) {
  std::unique_ptr<HTTPClientSession> session;
  if (uri.getScheme() == "https") {
    using Poco::Net::Context;
    const Context::Ptr context = new Context(Context::TLS_CLIENT_USE, "", Context::VERIFY_STRICT, 9, true);
    session = std::make_unique<Poco::Net::HTTPSClientSession>(uri.getHost(), uri.getPort(), context);
  } else {
    session = std::make_unique<HTTPClientSession>(uri.getHost(), uri.getPort());
  }
  session->setTimeout(Poco::Timespan(seconds_to_wait, 0));
  return session;
}

std::string read_some(std::istream& from) {
  std::string text(most_answer_bytes, '\0');
  from.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(from.gcount()));
  return text;
}

// False: given up. An answer that never comes ends by the session's own time limit.
bool answered(HTTPClientSession& session, const std::atomic<bool>* cancelled) {
  const Poco::Timespan glance(0, 100'000);
  for (int i = 0; i < seconds_to_wait * 10; ++i) {
    if (cancelled && *cancelled) return false;
    if (session.socket().poll(glance, Poco::Net::Socket::SELECT_READ)) return true;
  }
  return true;
}

Result<ServiceReply> exchange(const Poco::URI& uri, const std::string& key, const ServiceRequest& asked,
                              const std::atomic<bool>* cancelled) {
  HTTPRequest request(HTTPRequest::HTTP_POST, asked.path, HTTPRequest::HTTP_1_1);
  if (!key.empty()) request.set("Authorization", "Bearer " + key);
  request.setContentType(asked.media_type);
  request.setContentLength(static_cast<std::streamsize>(asked.body.size()));
  const auto session = session_to(uri);
  session->sendRequest(request) << asked.body << std::flush;
  if (!answered(*session, cancelled)) return refuse({"cancelled", "This was cancelled.", "", ""});
  Poco::Net::HTTPResponse response;
  std::string body = read_some(session->receiveResponse(response));
  return ServiceReply{response.getStatus(), std::move(body)};
}

}  // namespace

Result<ServiceReply> ask_service(const ServiceAddress& service, const ServiceRequest& request,
                                 const std::atomic<bool>* cancelled) {
  const auto uri = address_of(service.url);
  if (!uri) return refuse(uri.error());
  try {
    return exchange(*uri, service.key, request, cancelled);
  } catch (const Poco::Exception& away) {
    return refuse({"service-away", "The service was not reached: " + away.displayText() + ".", service.url,
                   "Check the address and the network, then try again."});
  }
}

Refusal refusal_of(const ServiceReply& reply) {
  const Json problem = Json::parse(reply.body, nullptr, false);
  const auto text = [&](const char* name) {
    const bool there = problem.is_object() && problem.contains(name) && problem[name].is_string();
    return there ? problem[name].get<std::string>() : std::string();
  };
  Refusal refusal{text("code"), text("detail"), text("where"), text("remedy")};
  if (refusal.code.empty()) refusal.code = "service-" + std::to_string(reply.status);
  if (refusal.sentence.empty()) refusal.sentence = text("title");
  if (refusal.sentence.empty())
    refusal.sentence = "The service answered with status " + std::to_string(reply.status) + ".";
  return refusal;
}

}  // namespace stp
