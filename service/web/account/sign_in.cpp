#include "service/access/sessions.h"
#include "service/access/web_client.h"
#include "service/web/account/pages.h"

namespace stp {

namespace {

Html provider_part(const SignInWays& ways, const std::string& next) {
  if (ways.provider.empty()) return {};
  return heading(2, "With your organisation's account") +
         actions({button_link("/sign-in/provider?next=" + percent_encoded_all(next), ways.provider)}) +
         heading(2, "With a name and password");
}

// The made-up persons have no password, and so are told from whoever was added beside them.
std::vector<User> persons(const Gate& gate, const SignInWays& ways) {
  if (!ways.demonstration) return {};
  std::vector<User> found = users(gate);
  std::erase_if(found,
                [](const User& user) { return user.disabled || user.has_password || !user.issuer.empty(); });
  return found;
}

Html demo_part(const Gate& gate, const HttpRequest& request, const SignInWays& ways,
               const std::string& next) {
  if (!ways.demonstration) return {};
  Html choices = paragraph(
      "This is a demonstration with made-up persons and figures, open to this computer only. Choose who you "
      "want to be; no password is needed.");
  for (const User& person : persons(gate, ways)) {
    Form one{.action = "/sign-in/demonstration", .button = person.shown};
    one.fields = {{Field::Kind::hidden, "person", "", "", person.name},
                  {Field::Kind::hidden, "next", "", "", next}};
    one.secondary = true;
    one.label = "Sign in as " + person.name;
    choices += form(request, one);
  }
  return panel(heading(2, "Be a person of the demonstration") + choices);
}

Html password_form(const HttpRequest& request, const std::string& next) {
  Form password{.action = "/sign-in", .button = "Sign in"};
  Field name{Field::Kind::text, "name", "Name"};
  name.autocomplete = "username";
  name.required = true;
  const auto typed = request.form.find("name");
  if (typed != request.form.end()) name.value = typed->second.substr(0, 200);
  password.fields = {name,
                     secret_field("password", "Password", "current-password"),
                     {Field::Kind::hidden, "next", "", "", next}};
  return form(request, password);
}

HttpAnswer show_sign_in(const Gate& gate, const HttpRequest& request, const SignInWays& ways,
                        std::vector<PageError> errors = {}, int status = 200) {
  const std::string next = path_within(request.one("next"));
  Page shown{.title = "Sign in", .errors = std::move(errors), .status = status};
  shown.body =
      block("sign-in", demo_part(gate, request, ways, next) + provider_part(ways, next) +
                           password_form(request, next) +
                           paragraph("No account, or the password is forgotten? An administrator of this "
                                     "service can give you a link to set one.",
                                     "quiet"));
  return page(request, shown);
}

HttpAnswer take_sign_in(const Gate& gate, const SignInWays& ways, const HttpRequest& request) {
  const auto answer = sign_in(
      gate, {request.one("name"), request.one("password"), request.remote, request.header("user-agent")});
  if (answer.signed_in) {
    sign_out(gate, request.caller);  // the browser's session of before, if any
    return go_on_signed_in(request, answer.signed_in->token, request.one("next"));
  }
  const int status = answer.refusal.code == "sign-in-failed" ? 422 : status_of(answer.refusal);
  HttpAnswer again = show_sign_in(gate, request, ways, {page_error(answer.refusal, "name")}, status);
  if (answer.retry_after > 0) again.headers.emplace_back("Retry-After", std::to_string(answer.retry_after));
  return again;
}

bool from_loopback(const HttpRequest& request) {
  return request.remote == "127.0.0.1" || request.remote == "::1" || request.remote.starts_with("127.");
}

HttpAnswer take_person(const Gate& gate, const SignInWays& ways, const HttpRequest& request) {
  for (const User& person : persons(gate, ways))
    if (person.name == request.one("person") && from_loopback(request)) {
      const auto opened =
          open_session(gate, person.name, "demonstration", request.remote, request.header("user-agent"));
      if (!opened) return page_of_refusal(422, opened.error(), request);
      sign_out(gate, request.caller);
      return go_on_signed_in(request, opened->token, request.one("next"));
    }
  return page_of_refusal(
      403,
      {"not-allowed", "There is no such person, or the demonstration is not on this computer.", "",
       "Open the demonstration on the computer it runs on."},
      request);
}

}  // namespace

std::string path_within(const std::string& next) {
  const bool within = next.starts_with("/") && !next.starts_with("//") && next.size() < 1000 &&
                      next.find_first_of("\\\r\n\t") == std::string::npos && !next.starts_with("/sign-");
  return within ? next : "/";
}

HttpAnswer go_on_signed_in(const HttpRequest& request, const std::string& token, const std::string& next) {
  HttpAnswer answer = redirect(path_within(next));
  answer.headers.emplace_back("Set-Cookie", session_cookie(token, request.secure));
  answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

Routes sign_in_routes(const Gate& gate, const SignInWays& ways) {
  Routes routes;
  routes.push_back(shows("/sign-in", "signInPage", "Where people sign in", Need::anyone,
                         [&gate, ways](const HttpRequest& request) {
                           if (request.caller.signed_in()) return redirect(path_within(request.one("next")));
                           return show_sign_in(gate, request, ways);
                         }));
  routes.push_back(
      takes("/sign-in", "signIn", "Signs in by name and password", Need::anyone,
            [&gate, ways](const HttpRequest& request) { return take_sign_in(gate, ways, request); }));
  if (ways.demonstration)
    routes.push_back(
        takes("/sign-in/demonstration", "signInAsPerson", "Signs in as a made-up person", Need::anyone,
              [&gate, ways](const HttpRequest& request) { return take_person(gate, ways, request); }));
  routes.push_back(takes("/sign-out", "signOut", "Ends this session", Need::signed_in,
                         [&gate](const HttpRequest& request) {
                           sign_out(gate, request.caller);
                           HttpAnswer answer = redirect("/sign-in");
                           answer.headers.emplace_back("Set-Cookie", ended_cookie(request.secure));
                           return answer;
                         }));
  return routes;
}

}  // namespace stp
