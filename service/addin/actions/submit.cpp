#include "service/addin/actions/submit.h"

#include <Poco/Net/HTMLForm.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/Net/StringPartSource.h>
#include <Poco/URI.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace stp::addin {

namespace {

using Json = nlohmann::json;
using Poco::Net::HTTPClientSession;
using Poco::Net::HTTPRequest;

constexpr int seconds_to_wait = 60;
constexpr std::size_t most_answer_bytes = 1 << 20;
const char* const workbook_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

bool this_machine(const std::string& host) {
  return host == "127.0.0.1" || host == "localhost" || host == "::1";
}

Refusal address_wrong(const std::string& url) {
  return {"address-wrong", "\"" + url + "\" is no address of a service.", "service settings",
          "Enter it as https://stp.example.nhs.uk; http is for a service on this machine alone."};
}

Result<Poco::URI> address_of(const ServiceAddress& service) {
  try {
    Poco::URI uri(service.url);
    const bool safe =
        uri.getScheme() == "https" || (uri.getScheme() == "http" && this_machine(uri.getHost()));
    if (safe && !uri.getHost().empty()) return uri;
  } catch (const Poco::SyntaxException&) {
  }
  return refuse(address_wrong(service.url));
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

// What the service said against it, in its own words.
Refusal refused_by(const Json& problem, int status) {
  const auto text = [&](const char* name) {
    return problem.is_object() ? problem.value(name, std::string()) : std::string();
  };
  Refusal refusal{text("code"), text("title"), text("where"), text("remedy")};
  if (refusal.code.empty()) refusal.code = fmt::format("service-{}", status);
  if (!text("detail").empty()) refusal.sentence = text("detail");
  if (refusal.sentence.empty())
    refusal.sentence = fmt::format("The service answered with status {}.", status);
  if (status == 401) refusal.remedy = "Enter a valid key under STP, Service settings.";
  return refusal;
}

Result<Outcome> outcome_of(int status, const std::string& body) {
  const Json answer = Json::parse(body, nullptr, false);
  if (status != 200 && status != 201) return refuse(refused_by(answer, status));
  if (!answer.is_object() || !answer.contains("submissions") || answer["submissions"].empty())
    return refuse({"service-unknown", "What answered is no service for returns.", "", "Check the address."});
  const Json& one = answer["submissions"][0];
  if (one["receipt"].is_null()) return refuse(refused_by(one["problem"], status));
  const Json& receipt = one["receipt"];
  Outcome outcome;
  outcome.summary = fmt::format("{} Receipt {} of {}, SHA-256 {}.",
                                status == 201 ? "Handed in." : "Handed in before; this is its first receipt.",
                                receipt["sequence"].dump(), receipt.value("at", std::string()),
                                receipt.value("sha256", std::string()));
  return outcome;
}

// False: given up. An answer that never comes ends by the session's own time limit.
bool answered(HTTPClientSession& session, const Progress& progress) {
  const Poco::Timespan glance(0, 100'000);
  for (int i = 0; i < seconds_to_wait * 10; ++i) {
    if (progress.cancelled) return false;
    if (session.socket().poll(glance, Poco::Net::Socket::SELECT_READ)) return true;
  }
  return true;
}

Result<Outcome> send(const Poco::URI& uri, const ServiceAddress& service, const InputFile& workbook,
                     Progress& progress) {
  Poco::Net::HTMLForm form(Poco::Net::HTMLForm::ENCODING_MULTIPART);
  if (!service.place.empty()) form.set("place", service.place);
  form.addPart("file", new Poco::Net::StringPartSource(workbook.bytes, workbook_type, workbook.name));
  HTTPRequest request(HTTPRequest::HTTP_POST, "/api/v1/submissions", HTTPRequest::HTTP_1_1);
  request.set("Authorization", "Bearer " + service.key);
  form.prepareSubmit(request, Poco::Net::HTMLForm::OPT_USE_CONTENT_LENGTH);  // so that it ends by itself
  const auto session = session_to(uri);
  std::ostream& sent = session->sendRequest(request);
  form.write(sent);
  sent.flush();
  ++progress.done;
  if (!answered(*session, progress)) return refuse(cancelled());
  Poco::Net::HTTPResponse response;
  const std::string body = read_some(session->receiveResponse(response));
  ++progress.done;
  return outcome_of(response.getStatus(), body);
}

}  // namespace

Result<Outcome> submit_workbook(const ServiceAddress& service, const InputFile& workbook,
                                Progress& progress) {
  progress.all = 2;  // sent, answered
  const auto uri = address_of(service);
  if (!uri) return refuse(uri.error());
  try {
    return send(*uri, service, workbook, progress);
  } catch (const Poco::Exception& away) {
    return refuse(
        {"service-away", "The service was not reached: " + away.displayText() + ".", service.url,
         "Nothing is known to have been handed in. Check the address and the network, then hand it in "
         "again: the same file twice is one submission."});
  }
}

}  // namespace stp::addin
