#include "service/http/admission.h"

#include <algorithm>

#include "service/access/sessions.h"
#include "service/http/wire/text.h"

namespace stp {

namespace {

bool changes_something(const HttpRequest& request) {
  return request.method != "GET" && request.method != "HEAD" && request.method != "OPTIONS";
}

std::string place_of(const Route& route, const HttpRequest& request) {
  if (route.place_of) return route.place_of(request);
  const auto place = request.params.find("place");
  return place == request.params.end() ? "" : place->second;
}

// "https://host:443" as the Host header would write it.
std::string authority_of(std::string_view origin) {
  std::string_view rest = origin;
  std::string_view usual;
  if (rest.starts_with("https://")) usual = ":443";
  if (rest.starts_with("http://")) usual = ":80";
  rest.remove_prefix(usual.empty() ? 0 : rest.find("//") + 2);
  if (!usual.empty() && rest.ends_with(usual)) rest.remove_suffix(usual.size());
  return wire::lower(rest);
}

// Browsers say where a request comes from; what says nothing is no browser of today.
bool from_another_site(const HttpRequest& request) {
  const std::string site = request.header("sec-fetch-site"), origin = request.header("origin");
  if (!site.empty()) return site != "same-origin" && site != "none";
  if (origin.empty()) return false;
  const std::string host = (request.secure ? "https://" : "http://") + request.header("host");
  return authority_of(origin) != authority_of(host);
}

Refusal stranger() {
  return {"not-signed-in", "This is for people who have signed in.", "",
          "Sign in, or send an API key that is still valid."};
}

Refusal not_for(const Caller& caller, Need need, const std::string& place) {
  std::string held;
  for (const Grant& grant : caller.grants)
    held +=
        (held.empty() ? "" : ", ") + to_text(grant.role) + (grant.place.empty() ? "" : " of " + grant.place);
  return {"not-allowed",
          held.empty() ? "You hold no role yet." : "Your roles (" + held + ") do not cover this.",
          place.empty() ? "" : "place " + place,
          "It is for: " + holders(need) + ". Ask an administrator for one of these roles."};
}

// A role that could never satisfy the need, at whatever place: what the body says makes no difference.
bool hopeless(const Route& route, const Caller& caller) {
  return !allowed(caller, route.need, "") &&
         std::none_of(caller.grants.begin(), caller.grants.end(),
                      [&](const Grant& grant) { return allowed(caller, route.need, grant.place); });
}

}  // namespace

std::optional<Refusal> refused_at_once(const Route& route, const HttpRequest& request) {
  if (changes_something(request) && !request.caller.by_key && from_another_site(request))
    return Refusal{"cross-site", "The request was sent by a page of another site.", "header origin",
                   "Open the page on this site and try again."};
  if (route.need != Need::anyone && !request.caller.signed_in()) return stranger();
  if (hopeless(route, request.caller)) {
    const auto place = request.params.find("place");
    return not_for(request.caller, route.need, place == request.params.end() ? "" : place->second);
  }
  return std::nullopt;
}

std::optional<Refusal> refused_with_body(const Route& route, const HttpRequest& request) {
  if (!allowed(request.caller, route.need, place_of(route, request))) {
    if (!request.caller.signed_in()) return stranger();
    return not_for(request.caller, route.need, place_of(route, request));
  }
  const bool by_session = request.caller.signed_in() && !request.caller.by_key;
  if (!by_session || !changes_something(request)) return std::nullopt;
  const auto field = request.form.find("csrf");
  const std::string token = field == request.form.end() ? request.header("x-csrf-token") : field->second;
  if (!csrf_fits(request.caller, token))
    return Refusal{
        "csrf",
        "The form does not belong to this session: it is too old, or was opened before you signed in.",
        "field csrf", "Open the page again and send it once more."};
  return std::nullopt;
}

}  // namespace stp
