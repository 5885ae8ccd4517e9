// Which round and total a footprint page is about, and what its pages share.
#pragma once

#include <string>

#include "service/desk/totals.h"
#include "service/http/message.h"
#include "service/web/layout.h"
#include "service/web/parts/form.h"

namespace stp {

// Of the query: `round` (default: the current one) and `number` (default: the newest).
Result<TotalState> asked_total(const Desk& desk, const HttpRequest& request);
std::string footprint_address(const std::string& page, const TotalState& total,
                              std::vector<std::pair<std::string, std::string>> query = {});
// Instead of a page of a total that is not there: what is missing, and when it comes.
HttpAnswer without_total(const Desk& desk, const HttpRequest& request, const Refusal& why);
Page footprint_page(const Desk& desk, const TotalState& total,
                    const std::string& title);  // with crumbs and caption
// Years and lines are those of the round's edition.
std::string year_label(const Template& form, const std::string& code);
Field year_field(const Template& form, const std::string& chosen);  // chosen: code or label; "": the last
std::string chosen_year(const Template& form, const HttpRequest& request);  // code
Field organisation_field(const Desk& desk, const std::string& chosen);      // "" : the footprint
Field line_field(const Template& form, const std::string& chosen);
std::vector<Field> which_total(const TotalState& total);  // hidden fields of a search form
// A bridge as words, chart and table; "" stands for the last bridge, the last year, the whole footprint.
Html bridge_shown(const Desk& desk, const TotalState& total, const std::string& bridge,
                  const std::string& year, const std::string& organisation);

}  // namespace stp
