#include "service/api/hand_in.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "calc/base/sha256.h"
#include "service/api/answers.h"
#include "service/api/declare.h"
#include "service/api/shapes.h"
#include "service/desk/intake.h"

namespace stp {

using Json = nlohmann::ordered_json;

namespace {

// The place a file is handed in for: as said, or the caller's only one.
std::string place_handed_in_for(const HttpRequest& request) {
  const std::string said = request.one("place");
  if (!said.empty()) return said;
  const auto places = places_of(request.caller);
  return places.size() == 1 ? places.front() : "";
}

// Named with its place where a place handed it in: it may turn out to be another's, and then its sender sees
// just that.
std::string location_of(const Receipt& receipt) {
  return "/api/v1/submissions/" + receipt.sha256 + (receipt.place.empty() ? "" : "?place=" + receipt.place);
}

struct Received {
  Json items = Json::array();
  std::vector<Receipt> receipts;
  Refusal first_refusal;
};

// What tells this handing in from every other where the sender gave it a key: repeated after its process died
// between receipt and answer, it is the same. Lengths before texts, so that no two are written alike.
std::string token_of(const HttpRequest& request, const UploadedFile& file, std::size_t position) {
  const std::string key = request.header("idempotency-key");
  if (key.empty()) return "";
  std::string all = std::to_string(position);
  for (const std::string& text : {request.caller.name, key, place_handed_in_for(request), file.name})
    all += ";" + std::to_string(text.size()) + ":" + text;
  return sha256(all);
}

Received receive_all(const Desk& desk, const HttpRequest& request) {
  Received received;
  for (const UploadedFile& file : request.files) {
    const auto position = static_cast<std::size_t>(&file - request.files.data());
    auto receipt = receive(desk, {file.bytes, file.name, place_handed_in_for(request), "api",
                                  request.caller.name, token_of(request, file, position)});
    Json item{{"file", file.name}, {"receipt", nullptr}, {"problem", nullptr}, {"location", nullptr}};
    if (receipt) {
      item["receipt"] = shape(*receipt);
      item["location"] = location_of(*receipt);
      received.receipts.push_back(std::move(*receipt));
    } else {
      item["problem"] = refusal_json(receipt.error());
      if (received.first_refusal.code.empty()) received.first_refusal = receipt.error();
    }
    received.items.push_back(std::move(item));
  }
  return received;
}

Refusal no_file() {
  return {"file-missing", "No file came with the request.", "field file",
          "Send one or more workbooks as multipart/form-data in the field file."};
}

Refusal unknown_field(const std::string& name) {
  return {"field-unknown", "Files are not taken in the field \"" + name + "\".", "field " + name,
          "Send the workbooks in the field file."};
}

HttpAnswer hand_in(const Desk& desk, const HttpRequest& request) {
  if (request.files.empty()) return problem(400, no_file());
  for (const UploadedFile& file : request.files)
    if (file.field != "file") return problem(400, unknown_field(file.field));
  const Received received = receive_all(desk, request);
  if (received.receipts.empty()) return refusal_answer(received.first_refusal);
  const bool any_new = std::any_of(received.receipts.begin(), received.receipts.end(),
                                   [](const Receipt& receipt) { return !receipt.again; });
  HttpAnswer answer = json_answer({{"submissions", received.items}}, any_new ? 201 : 200);
  if (received.receipts.size() == 1)
    answer.headers.emplace_back("Location", location_of(received.receipts.front()));
  return answer;
}

}  // namespace

Route hand_in_route(const Desk& desk) {
  Route route = posts("/api/v1/submissions", "submit", "submissions", "Hand in one or more workbooks",
                      Need::prepare, [&desk](const HttpRequest& request) { return hand_in(desk, request); });
  route.place_of = place_handed_in_for;
  route.body = BodyKind::multipart;
  route.fields = {{"file", "A workbook; may be repeated.", true, true, true},
                  {"place", "Code of the place it is handed in for; default: the caller's only one."}};
  route.responses = {
      answers_json("SubmissionReceipts", "Kept durably: a receipt for each file, or why it was not taken.",
                   201),
      answers_json("SubmissionReceipts", "Each of these files came before: their first receipts.", 200),
      refuses(400, "No file, or a field that is unknown."), refuses(413, "Larger than is taken."),
      refuses(422, "An empty file, or no such place: nothing was kept.")};
  route.repeatable = true;
  return route;
}

}  // namespace stp
