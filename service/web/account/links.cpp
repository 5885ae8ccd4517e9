#include "service/access/sessions.h"
#include "service/web/account/pages.h"

namespace stp {

namespace {

const char* password_hint =
    "At least 12 characters. Three or four words that do not belong together are good.";

std::string field_of(const Refusal& refusal) {
  if (refusal.code == "user-name") return "name";
  return refusal.code == "words" ? "shown" : "password";
}

Result<void> same_twice(const HttpRequest& request) {
  if (request.one("password") == request.one("again")) return {};
  return refuse({"password-again", "The two passwords are not the same.", "", "Type the password twice."});
}

HttpAnswer signed_in_as(const Gate& gate, const HttpRequest& request, const std::string& name) {
  const auto opened = open_session(gate, name, "one-time link", request.remote, request.header("user-agent"));
  if (!opened) return redirect("/sign-in");
  sign_out(gate, request.caller);
  return go_on_signed_in(request, opened->token, "/");
}

HttpAnswer show_set_up(const Gate& gate, const HttpRequest& request, std::vector<PageError> errors = {}) {
  const std::string token = request.one("link");
  if (auto stands = check_set_up_link(gate, token); !stands)
    return page_of_refusal(410, stands.error(), request);
  Form first{.action = "/set-up", .button = "Make the first administrator"};
  Field name{Field::Kind::text, "name", "Name to sign in with", "Small letters, digits, . _ - @",
             request.one("name")};
  Field shown{Field::Kind::text, "shown", "Your name, as others will see it", "", request.one("shown")};
  name.autocomplete = "username";
  shown.autocomplete = "name";
  name.required = shown.required = true;
  first.fields = {name,
                  shown,
                  secret_field("password", "Password", "new-password", password_hint),
                  secret_field("again", "The password again", "new-password"),
                  {Field::Kind::hidden, "link", "", "", token}};
  Page made{.title = "Set up this service", .errors = std::move(errors)};
  made.status = made.errors.empty() ? 200 : 422;
  made.body = paragraph(
                  "There are no users yet. Whoever holds this link makes the first administrator, once. An "
                  "administrator makes the other users and sees no figures.") +
              block("sign-in", form(request, first));
  return page(request, made);
}

HttpAnswer take_set_up(const Gate& gate, const HttpRequest& request) {
  if (auto same = same_twice(request); !same)
    return show_set_up(gate, request, {page_error(same.error(), "again")});
  const auto first =
      set_up(gate, request.one("link"), request.one("name"), request.one("shown"), request.one("password"));
  if (first) return signed_in_as(gate, request, first->name);
  return show_set_up(gate, request, {page_error(first.error(), field_of(first.error()))});
}

HttpAnswer show_set_password(const Gate& gate, const HttpRequest& request,
                             std::vector<PageError> errors = {}) {
  const std::string token = request.one("link");
  const auto name = name_of_link(gate, token);
  if (!name) return page_of_refusal(410, name.error(), request);
  Form password{.action = "/set-password", .button = "Set the password and sign in"};
  Field shown_name{Field::Kind::hidden, "username", "", "", *name};
  password.fields = {shown_name,
                     secret_field("password", "New password", "new-password", password_hint),
                     secret_field("again", "The password again", "new-password"),
                     {Field::Kind::hidden, "link", "", "", token}};
  Page made{.title = "Set your password", .errors = std::move(errors)};
  made.status = made.errors.empty() ? 200 : 422;
  made.body = paragraph("You sign in as " + *name + ". This link works once.") +
              block("sign-in", form(request, password));
  return page(request, made);
}

HttpAnswer take_set_password(const Gate& gate, const HttpRequest& request) {
  if (auto same = same_twice(request); !same)
    return show_set_password(gate, request, {page_error(same.error(), "again")});
  const auto set = set_password(gate, request.one("link"), request.one("password"));
  if (set) return signed_in_as(gate, request, set->name);
  return show_set_password(gate, request, {page_error(set.error(), "password")});
}

}  // namespace

Routes link_routes(const Gate& gate) {
  return {shows("/set-up", "setUpPage", "Where the first administrator is made", Need::anyone,
                [&gate](const HttpRequest& request) { return show_set_up(gate, request); }),
          takes("/set-up", "setUp", "Makes the first administrator", Need::anyone,
                [&gate](const HttpRequest& request) { return take_set_up(gate, request); }),
          shows("/set-password", "setPasswordPage", "Where a one-time link leads", Need::anyone,
                [&gate](const HttpRequest& request) { return show_set_password(gate, request); }),
          takes("/set-password", "setPassword", "Sets the password by a one-time link", Need::anyone,
                [&gate](const HttpRequest& request) { return take_set_password(gate, request); })};
}

}  // namespace stp
