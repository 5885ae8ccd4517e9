#include "service/addin/actions/submit.h"

#include <Poco/Net/HTMLForm.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/StringPartSource.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <sstream>

namespace stp::addin {

namespace {

using Json = nlohmann::json;

const char* const workbook_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

Refusal refused_by(const ServiceReply& reply) {
  Refusal refusal = refusal_of(reply);
  if (reply.status == 401) refusal.remedy = "Enter a valid key under STP, Service settings.";
  return refusal;
}

Result<Outcome> outcome_of(const ServiceReply& reply) {
  if (reply.status != 200 && reply.status != 201) return refuse(refused_by(reply));
  const Json answer = Json::parse(reply.body, nullptr, false);
  if (!answer.is_object() || !answer.contains("submissions") || answer["submissions"].empty())
    return refuse({"service-unknown", "What answered is no service for returns.", "", "Check the address."});
  const Json& one = answer["submissions"][0];
  if (one["receipt"].is_null()) return refuse(refused_by({reply.status, one["problem"].dump()}));
  const Json& receipt = one["receipt"];
  Outcome outcome;
  outcome.summary = fmt::format(
      "{} Receipt {} of {}, SHA-256 {}.",
      reply.status == 201 ? "Handed in." : "Handed in before; this is its first receipt.",
      receipt["sequence"].dump(), receipt.value("at", std::string()), receipt.value("sha256", std::string()));
  return outcome;
}

ServiceRequest request_with(const InputFile& workbook, const std::string& place) {
  Poco::Net::HTMLForm form(Poco::Net::HTMLForm::ENCODING_MULTIPART);
  if (!place.empty()) form.set("place", place);
  form.addPart("file", new Poco::Net::StringPartSource(workbook.bytes, workbook_type, workbook.name));
  Poco::Net::HTTPRequest head(Poco::Net::HTTPRequest::HTTP_POST, "/");
  form.prepareSubmit(head);
  std::ostringstream body;
  form.write(body);
  return {"/api/v1/submissions", head.getContentType(), body.str()};
}

Refusal not_handed_in(Refusal refusal) {
  if (refusal.code == "cancelled") return cancelled();
  if (refusal.code == "service-away")
    refusal.remedy =
        "Nothing is known to have been handed in. Check the address and the network, then hand it in "
        "again: the same file twice is one submission.";
  return refusal;
}

}  // namespace

Result<Outcome> submit_workbook(const ServiceAddress& service, const InputFile& workbook,
                                Progress& progress) {
  progress.all = 1;
  const auto reply = ask_service(service, request_with(workbook, service.place), &progress.cancelled);
  if (!reply) return refuse(not_handed_in(reply.error()));
  ++progress.done;
  return outcome_of(*reply);
}

}  // namespace stp::addin
