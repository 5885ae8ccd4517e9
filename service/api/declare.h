// Short ways to write a record of the route table.
#pragma once

#include "service/http/route.h"

namespace stp {

using Handle = std::function<HttpAnswer(const HttpRequest&)>;

// The parameters of the pattern are declared by themselves.
Route reads(std::string pattern, std::string name, std::string tag, std::string summary, Need need,
            Handle handle);
Route posts(std::string pattern, std::string name, std::string tag, std::string summary, Need need,
            Handle handle);

RouteParameter asks(std::string name, std::string sentence);  // of the query
RouteParameter asks_one_of(std::string name, std::string sentence, std::vector<std::string> choices);
RouteParameter header_named(std::string name, std::string sentence, bool required);
RouteResponse answers_json(std::string schema, std::string sentence, int status = 200);
RouteResponse answers(std::vector<std::string> media_types, std::string sentence);
RouteResponse refuses(int status, std::string sentence);
RouteResponse unchanged();  // 304

// Adds to the declaration what every list, every conditional read and every conditional change takes and
// answers.
void declare_paged(Route& route);
void declare_conditional(Route& route);
void declare_if_match(Route& route);

}  // namespace stp
