// What the pages of accounts share.
#pragma once

#include "service/web/account/account.h"
#include "service/web/layout.h"
#include "service/web/parts/form.h"
#include "service/web/parts/parts.h"

namespace stp {

using PageHandle = std::function<HttpAnswer(const HttpRequest&)>;
Route shows(std::string pattern, std::string name, std::string summary, Need need, PageHandle handle);
Route takes(std::string pattern, std::string name, std::string summary, Need need, PageHandle handle);

// How browsers reach this service: as it was told, else as this one does.
std::string base_url(const HttpRequest& request, const std::string& public_url);

Field secret_field(std::string name, std::string label, std::string autocomplete, std::string hint = "");
std::string place_name(const std::vector<PlaceName>& places, const std::string& code);
std::string grant_words(const std::vector<PlaceName>& places, const Grant& grant);  // "preparer of Leeds"
Html grant_list(const std::vector<PlaceName>& places, const std::vector<Grant>& grants);
// The refusal of a form, to be shown above it, leading to its field.
PageError page_error(const Refusal& refusal, const std::string& field);
// The sentence for a word in ?done=, of a fixed list; "" for any other.
std::string done_words(const HttpRequest& request,
                       const std::vector<std::pair<std::string, std::string>>& known);

}  // namespace stp
