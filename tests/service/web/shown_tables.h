// Pages as people see them: asked of the routes as a person, and the tables on them as words.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "service/http/message.h"
#include "tests/service/desk/desk_fixture.h"

namespace shown {

using Query = std::multimap<std::string, std::string>;
using Row = std::vector<std::string>;  // the heading of the row first

// The page at this pattern, to the regional team.
stp::HttpAnswer page(const stp::Desk& desk, const std::string& pattern, Query query = {});
std::string words(std::string html);  // what is seen of it, entities resolved
// The first table whose caption begins so: its headings first. Throws where there is none.
std::vector<Row> table(const std::string& html, const std::string& caption);
const Row& row(const std::vector<Row>& table, const std::string& heading);
long long number(const std::string& shown);  // "−1,234"; throws on what is no whole number

}  // namespace shown
