#include "service/api/answers.h"

#include <nlohmann/json.hpp>

#include "service/http/wire/text.h"

namespace stp {

using Json = nlohmann::ordered_json;

HttpAnswer json_answer(const Json& value, int status) {
  HttpAnswer answer;
  answer.status = status;
  answer.media_type = "application/json";
  answer.body = value.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  return answer;
}

namespace {

// RFC 6266 with RFC 5987 for names beyond ASCII.
std::string disposition(const std::string& name) {
  std::string plain;
  for (const char c : name) {
    const bool safe = c >= ' ' && c <= '~' && c != '"' && c != '\\';
    plain += safe ? c : '_';
  }
  return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + wire::percent_encoded(name);
}

}  // namespace

HttpAnswer document_answer(std::string media_type, std::string bytes, const std::string& file_name) {
  HttpAnswer answer;
  answer.media_type = std::move(media_type);
  answer.body = std::move(bytes);
  if (!file_name.empty()) answer.headers.emplace_back("Content-Disposition", disposition(file_name));
  return answer;
}

HttpAnswer refusal_answer(const Refusal& refusal) { return problem(status_of(refusal), refusal); }

HttpAnswer unknown_answer(const Refusal& refusal) {
  const bool missing = refusal.code.ends_with("-unknown") || refusal.code.ends_with("-not-yet");
  return missing ? problem(404, refusal) : refusal_answer(refusal);
}

Json refusal_json(const Refusal& refusal) {
  return {{"code", refusal.code},
          {"sentence", refusal.sentence},
          {"where", refusal.where},
          {"remedy", refusal.remedy}};
}

HttpAnswer tagged(const HttpRequest& request, HttpAnswer answer) {
  std::string tag = etag_of(answer.body);
  return tagged(request, std::move(answer), tag);
}

namespace {

bool names_tag(const std::string& list, const std::string& tag) {
  for (const std::string_view item : wire::split(list, ','))
    if (wire::trimmed(item) == "*" || wire::trimmed(item) == tag) return true;
  return false;
}

}  // namespace

Result<void> if_match(const HttpRequest& request, const std::string& now) {
  const std::string sent = request.header("if-match");
  if (sent.empty())
    return refuse({"precondition-missing", "A change must say which state it starts from.", "header If-Match",
                   "Read the resource, and send its ETag as If-Match."});
  if (names_tag(sent, now)) return {};
  return refuse({"changed-meanwhile", "Somebody or something changed this since it was read.",
                 "header If-Match", "Read it again, look at what changed, and decide anew."});
}

Result<Offer> chosen_offer(const HttpRequest& request, const std::vector<Offer>& offers) {
  std::string known;
  std::vector<std::string> media_types;
  for (const Offer& offer : offers) {
    known += (known.empty() ? "" : ", ") + offer.name + " (" + offer.media_type + ")";
    media_types.push_back(offer.media_type);
  }
  const std::string asked = request.one("format");
  const std::string media_type = asked.empty() ? preferred(request, media_types) : "";
  for (const Offer& offer : offers)
    if (asked.empty() ? offer.media_type == media_type : offer.name == asked) return offer;
  return refuse({"not-acceptable", "This cannot be given in any format that was asked for.",
                 asked.empty() ? "header Accept" : "parameter format", "It can be given as " + known + "."});
}

}  // namespace stp
