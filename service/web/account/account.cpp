#include "service/access/keys.h"
#include "service/access/sessions.h"
#include "service/web/account/grant_boxes.h"
#include "service/web/account/pages.h"

namespace stp {

namespace {

struct Rooms {
  const Gate& gate;
  std::vector<PlaceName> places;
};

Html password_part(const HttpRequest& request, bool has_one) {
  if (!has_one) return {};
  Form change{.action = "/account/password", .button = "Change the password"};
  change.fields = {secret_field("old", "Present password", "current-password"),
                   secret_field("new", "New password", "new-password", "At least 12 characters."),
                   secret_field("again", "The new password again", "new-password")};
  change.secondary = true;
  return heading(2, "Password") + block("sign-in", form(request, change));
}

std::string state_of(const ApiKey& key, const std::string& now) {
  if (!key.revoked_at.empty()) return "revoked " + when(key.revoked_at);
  return (key.expires_at <= now ? "ended " : "until ") + when(key.expires_at);
}

Html keys_table(const Rooms& rooms, const HttpRequest& request) {
  ShownTable made{.caption = "Your API keys",
                  .columns = {{"Key"}, {"For"}, {"It allows"}, {"It lasts"}, {"Last used"}, {"Revoke"}}};
  made.caption_hidden = true;
  made.when_empty = "You have no keys.";
  const std::string now = rooms.gate.now();
  for (const ApiKey& key : keys(rooms.gate, request.caller.name)) {
    const bool works = key.revoked_at.empty() && key.expires_at > now;
    Form revoke{.action = "/account/keys/" + key.id + "/revoke", .button = "Revoke"};
    revoke.secondary = true;
    revoke.label = "Revoke the key " + key.label;
    made.rows.push_back(
        {{code("stp_" + key.id), escaped(key.label), grant_list(rooms.places, key.grants),
          escaped(state_of(key, now)), escaped(key.last_used_at.empty() ? "never" : when(key.last_used_at)),
          works ? form(request, revoke) : escaped("")}});
  }
  return table(made);
}

// What the person may hand on: each of its roles, and the lesser ones they cover.
std::vector<Grant> coverable(const Rooms& rooms, const Caller& caller) {
  std::vector<Grant> found;
  for (const Role role : roles())
    for (const std::string& place :
         of_a_place(role) ? rooms.gate.places : std::vector<std::string>{std::string()})
      if (covered(caller.grants, {role, place})) found.push_back({role, place});
  return found;
}

Html keys_part(const Rooms& rooms, const HttpRequest& request) {
  Form make{.action = "/account/keys", .button = "Make a key"};
  Field label{Field::Kind::text, "label", "What it is for", "Such as: nightly load from the ledger",
              request.one("label")};
  Field days{Field::Kind::choice, "days", "How long it lasts", "", "90"};
  days.choices = {{"7", "a week"}, {"30", "30 days"}, {"90", "90 days"}, {"366", "a year"}};
  label.required = true;
  make.fields = {label, days};
  for (Field& boxes : grant_boxes(rooms.places, coverable(rooms, request.caller), {}))
    make.fields.push_back(std::move(boxes));
  make.secondary = true;
  Html part = heading(2, "API keys") +
              paragraph(
                  "A program that sends files or reads results uses a key instead of a password. It acts in "
                  "your name, may do no more than you, and ends on its day.") +
              keys_table(rooms, request);
  if (!request.caller.grants.empty())
    part += details("Make a key", form(request, make), !request.one("label").empty());
  return part;
}

Html sessions_part(const Rooms& rooms, const HttpRequest& request) {
  ShownTable open{.caption = "Where you are signed in",
                  .columns = {{"Signed in"}, {"Last seen"}, {"Address"}, {"Browser"}}};
  open.caption_hidden = true;
  for (const Session& session : sessions(rooms.gate, request.caller.name))
    open.rows.push_back(
        {{escaped(when(session.made_at) + (session.id == request.caller.session ? " (this one)" : "")),
          escaped(when(session.seen_at)), escaped(session.remote), escaped(session.agent)}});
  Form end{.action = "/account/sessions/end", .button = "Sign out everywhere else"};
  end.secondary = true;
  return heading(2, "Where you are signed in") + table(open) + form(request, end);
}

HttpAnswer show(const Rooms& rooms, const HttpRequest& request, std::vector<PageError> errors = {}) {
  const auto found = user(rooms.gate, request.caller.name);
  if (!found) return page_of_refusal(404, found.error(), request);
  Page own{.title = "Your account", .errors = std::move(errors)};
  own.status = own.errors.empty() ? 200 : 422;
  own.done =
      done_words(request, {{"password", "The password was changed, and you are signed out everywhere else."},
                           {"revoked", "The key was revoked."},
                           {"ended", "You are signed out everywhere else."}});
  own.body = summary_list({{"Name", escaped(found->name)},
                           {"Shown as", escaped(found->shown)},
                           {"Roles", grant_list(rooms.places, found->grants)}}) +
             password_part(request, found->has_password) + keys_part(rooms, request) +
             sessions_part(rooms, request);
  return page(request, own);
}

HttpAnswer take_password(const Rooms& rooms, const HttpRequest& request) {
  if (request.one("new") != request.one("again"))
    return show(rooms, request,
                {{"The two new passwords are not the same. Type the new one twice.", "again"}});
  const auto changed = change_password(rooms.gate, request.caller.name, request.remote, request.one("old"),
                                       request.one("new"), request.caller.session);
  if (changed) return redirect("/account?done=password");
  return show(rooms, request,
              {page_error(changed.error(), changed.error().code == "password" ? "new" : "old")});
}

HttpAnswer take_key(const Rooms& rooms, const HttpRequest& request) {
  NewKey asked{request.one("label"), granted_by(request, rooms.places), 0};
  const std::string days = request.one("days");
  if (days.size() <= 3 && !days.empty() && days.find_first_not_of("0123456789") == std::string::npos)
    asked.days = std::stoi(days);
  const auto made = make_key(rooms.gate, request.caller, asked);
  if (!made)
    return show(rooms, request, {page_error(made.error(), made.error().code == "words" ? "label" : "")});
  Page shown{.title = "The key was made", .crumbs = {{"Your account", "/account"}}};
  shown.body =
      warning_callout("Copy it now", paragraph("It is shown here once and cannot be seen again. Whoever "
                                               "has it can act in your name within its roles.")) +
      summary_list({{"Key", code(made->secret)},
                    {"For", escaped(made->key.label)},
                    {"It allows", grant_list(rooms.places, made->key.grants)},
                    {"It lasts until", escaped(when(made->key.expires_at))},
                    {"How to send it", code("Authorization: Bearer ...")}}) +
      actions({button_link("/account", "Back to your account")});
  return page(request, shown);
}

HttpAnswer take_revoke(const Rooms& rooms, const HttpRequest& request) {
  const auto revoked = revoke_key(rooms.gate, request.caller, request.params.at("key"));
  if (!revoked) return page_of_refusal(404, revoked.error(), request);
  return redirect("/account?done=revoked");
}

}  // namespace

Routes account_routes(const Gate& gate, const std::vector<PlaceName>& places) {
  const Rooms rooms{gate, places};
  const auto of = [&](HttpAnswer (*handle)(const Rooms&, const HttpRequest&)) {
    return [rooms, handle](const HttpRequest& request) { return handle(rooms, request); };
  };
  return {
      shows("/account", "accountPage", "One's own account", Need::signed_in,
            [rooms](const HttpRequest& request) { return show(rooms, request); }),
      takes("/account/password", "changePassword", "Changes one's own password", Need::signed_in,
            of(take_password)),
      takes("/account/keys", "makeOwnKey", "Makes a key", Need::signed_in, of(take_key)),
      takes("/account/keys/{key}/revoke", "revokeOwnKey", "Revokes a key", Need::signed_in, of(take_revoke)),
      takes("/account/sessions/end", "endOwnSessions", "Signs out everywhere else", Need::signed_in,
            [rooms](const HttpRequest& request) {
              end_sessions(rooms.gate, request.caller.name, request.caller.name, request.caller.session);
              return redirect("/account?done=ended");
            })};
}

}  // namespace stp
