// What the pages share: names of things as people know them, addresses, and short ways to declare a route.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "service/desk/desk.h"
#include "service/desk/intake.h"
#include "service/http/route.h"
#include "service/web/layout.h"

namespace stp {

// Names
std::string place_name(const Desk& desk, const std::string& code);  // the footprint's own: "... programmes"
std::string section_label(const Desk& desk, const std::string& code);
std::string round_label(const Desk& desk, const std::string& code);  // "Finance return, 16 Sep 2016"
std::string organisation_name(const Desk& desk, const std::string& code);
std::string line_label(const Template& form, const std::string& code);
std::string unit_label(const Desk& desk, const std::string& unit);
const Unit* unit_of(const Template& form, const std::string& line);  // none of an unknown line
std::string time_left(const std::string& now,
                      const std::string& deadline);  // "2 days 4 hours left", "passed"

// Addresses
std::string encoded(const std::string& text);
std::string address(const std::string& path, const std::vector<std::pair<std::string, std::string>>& query);
std::string return_address(const std::string& place, const std::string& round);
std::string submission_address(const std::string& sha256);
std::string cell_address(const std::string& sha256, const std::string& sheet, const std::string& cell);

HttpAnswer refused(const HttpRequest& request, const Refusal& refusal);  // as a page
HttpAnswer download(const std::string& bytes, const std::string& media_type, const std::string& name);
std::string done_words(const HttpRequest& request);  // what ?done= stands for; "" for anything unknown

using Handle = std::function<HttpAnswer(const HttpRequest&)>;
Route page_at(std::string pattern, std::string name, std::string summary, Need need, Handle handle);
Route form_at(std::string pattern, std::string name, std::string summary, Need need, Handle handle);

}  // namespace stp
