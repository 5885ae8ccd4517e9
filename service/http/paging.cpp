#include "service/http/paging.h"

#include "service/http/wire/text.h"

namespace stp {

namespace {

Refusal no_number(const std::string& name, const std::string& found) {
  return {"bad-field", name + " is \"" + found + "\".", "query " + name,
          "Give a whole number" +
              (name == "limit" ? " from 1 to " + std::to_string(most_on_a_page) : std::string()) + "."};
}

std::string query_value(const HttpRequest& request, const char* name) {
  const auto found = request.query.find(name);
  return found == request.query.end() ? "" : found->second;
}

}  // namespace

Result<PageAsked> page_asked(const HttpRequest& request, std::size_t usual_limit) {
  PageAsked asked{usual_limit};
  if (const std::string text = query_value(request, "limit"); !text.empty()) {
    const auto limit = wire::whole_number(text);
    if (!limit || *limit == 0 || *limit > most_on_a_page) return refuse(no_number("limit", text));
    asked.limit = static_cast<std::size_t>(*limit);
  }
  if (const std::string text = query_value(request, "before"); !text.empty()) {
    const auto before = wire::whole_number(text);
    if (!before) return refuse(no_number("before", text));
    asked.before = static_cast<std::int64_t>(*before);
  }
  return asked;
}

void link_next(HttpAnswer& answer, const HttpRequest& request, const PageAsked& asked, std::int64_t cursor) {
  std::string target = request.path + "?";
  for (const auto& [name, value] : request.query)
    if (name != "before" && name != "limit")
      target += wire::percent_encoded(name) + "=" + wire::percent_encoded(value) + "&";
  target += "limit=" + std::to_string(asked.limit) + "&before=" + std::to_string(cursor);
  answer.headers.emplace_back("Link", "<" + target + ">; rel=\"next\"");
}

std::vector<RouteParameter> page_parameters() {
  RouteParameter limit{"query", "limit", "How many at most, up to " + std::to_string(most_on_a_page) + ".",
                       false};
  RouteParameter before{"query", "before", "The cursor of the page before, from its Link header.", false};
  limit.number = before.number = true;
  return {limit, before};
}

}  // namespace stp
