// Answers in the forms the API gives: JSON, documents, problems, and what HTTP offers to save a second
// reading.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "calc/base/result.h"
#include "service/http/conditional.h"

namespace stp {

HttpAnswer json_answer(const nlohmann::ordered_json& value, int status = 200);
HttpAnswer document_answer(std::string media_type, std::string bytes, const std::string& file_name = "");
HttpAnswer refusal_answer(const Refusal& refusal);  // with the status of its code
// The same, where the refusal is of what the address names: 404 for what is not known, or not there yet.
HttpAnswer unknown_answer(const Refusal& refusal);
// A refusal as it stands inside another answer.
nlohmann::ordered_json refusal_json(const Refusal& refusal);

// With the tag of its body; 304 without a body where the caller has it already.
HttpAnswer tagged(const HttpRequest& request, HttpAnswer answer);
// Refuses a change without If-Match (428), or with one that no longer is the state (412). `now`: its present
// tag.
Result<void> if_match(const HttpRequest& request, const std::string& now);

struct Offer {
  std::string name, media_type;  // "csv", "text/csv; charset=utf-8"
};
// By ?format=, else by Accept; refuses (406) where none of them fits.
Result<Offer> chosen_offer(const HttpRequest& request, const std::vector<Offer>& offers);

}  // namespace stp
