#include "service/access/sessions.h"
#include "service/web/account/pages.h"

namespace stp {

namespace {

struct Way {
  const Gate& gate;
  std::shared_ptr<Provider> provider;
  std::string public_url;
  std::string back(const HttpRequest& request) const {
    return base_url(request, public_url) + "/sign-in/provider/back";
  }
};

// Lax: the browser brings it along when the provider sends it back.
std::string state_cookie(const std::string& state, bool secure) {
  return "stp-provider=" + state +
         "; Path=/sign-in; HttpOnly; SameSite=Lax; Max-Age=" + (state.empty() ? "0" : "600") +
         (secure ? "; Secure" : "");
}

HttpAnswer failed(const HttpRequest& request, const Refusal& refusal) {
  HttpAnswer answer = page_of_refusal(refusal.code == "provider-away" ? 502 : 403, refusal, request);
  answer.headers.emplace_back("Set-Cookie", state_cookie("", request.secure));
  return answer;
}

HttpAnswer go(const Way& way, const HttpRequest& request) {
  const auto departure = way.provider->depart(way.gate, way.back(request), path_within(request.one("next")));
  if (!departure) return failed(request, departure.error());
  HttpAnswer answer = redirect(departure->url);
  answer.headers.emplace_back("Set-Cookie", state_cookie(departure->state, request.secure));
  answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

HttpAnswer come_back(const Way& way, const HttpRequest& request) {
  const auto cookie = request.cookies.find("stp-provider");
  const auto person = way.provider->arrive(
      way.gate, {request.one("state"), cookie == request.cookies.end() ? "" : cookie->second,
                 request.one("code"), request.one("iss"), way.back(request)});
  if (!person) return failed(request, person.error());
  const auto known = user_of(way.gate, way.provider->settings(), *person);
  if (!known) return failed(request, known.error());
  const auto opened =
      open_session(way.gate, known->name, "provider", request.remote, request.header("user-agent"));
  if (!opened) return failed(request, opened.error());
  sign_out(way.gate, request.caller);
  HttpAnswer answer = go_on_signed_in(request, opened->token, person->go_on_to);
  answer.headers.emplace_back("Set-Cookie", state_cookie("", request.secure));
  return answer;
}

}  // namespace

Routes provider_routes(const Gate& gate, const std::shared_ptr<Provider>& provider,
                       const std::string& public_url) {
  const Way way{gate, provider, public_url};
  return {shows("/sign-in/provider", "goToProvider", "Away to the sign-in provider", Need::anyone,
                [way](const HttpRequest& request) { return go(way, request); }),
          shows("/sign-in/provider/back", "backFromProvider", "Back from the sign-in provider", Need::anyone,
                [way](const HttpRequest& request) { return come_back(way, request); })};
}

}  // namespace stp
