#include "service/access/keys.h"
#include "service/access/sessions.h"
#include "service/web/account/grant_boxes.h"
#include "service/web/account/pages.h"
#include "service/web/admin/admin.h"

namespace stp {

namespace {

struct Office {
  const Gate& gate;
  std::vector<PlaceName> places;
  std::string public_url;
};
const std::vector<Crumb> crumbs{{"Administration", "/admin"}};
constexpr std::size_t users_on_a_page = 100;

Html state_of(const User& user) {
  if (user.disabled) return state(Shape::closed, "disabled");
  if (!user.issuer.empty()) return state(Shape::good, "signs in elsewhere");
  return user.has_password ? state(Shape::good, "active") : state(Shape::waiting, "no password yet");
}

Html users_table(const Office& office, const std::vector<User>& found) {
  ShownTable made{.caption = "Users",
                  .columns = {{"Name"}, {"Shown as"}, {"Roles"}, {"State"}, {"Last signed in"}}};
  made.caption_hidden = true;
  for (const User& user : found)
    made.rows.push_back({{link("/admin/users/" + user.name, user.name), escaped(user.shown),
                          grant_list(office.places, user.grants), state_of(user),
                          escaped(user.last_sign_in.empty() ? "never" : when(user.last_sign_in))}});
  return table(made);
}

Html new_user_form(const Office& office, const HttpRequest& request) {
  Form make{.action = "/admin/users", .button = "Make the user"};
  Field name{Field::Kind::text, "name", "Name to sign in with", "Small letters, digits, . _ - @; it stays",
             request.one("name")};
  Field shown{Field::Kind::text, "shown", "Name as others see it", "", request.one("shown")};
  name.required = shown.required = true;
  make.fields = {name, shown};
  for (Field& boxes :
       grant_boxes(office.places, every_grant(office.places), granted_by(request, office.places)))
    make.fields.push_back(std::move(boxes));
  return details("Make a user", form(request, make), !request.one("name").empty());
}

HttpAnswer show_users(const Office& office, const HttpRequest& request, std::vector<PageError> errors = {}) {
  auto found = users(office.gate, request.method == "GET" ? request.one("after") : "", users_on_a_page + 1);
  const bool more = found.size() > users_on_a_page;
  if (more) found.pop_back();
  Page shown{.title = "Users", .tab = Tab::administration, .crumbs = crumbs, .errors = std::move(errors)};
  shown.status = shown.errors.empty() ? 200 : 422;
  shown.body = new_user_form(office, request) + users_table(office, found);
  if (more) shown.body += pagination("", "/admin/users?after=" + found.back().name, "", "More users");
  return page(request, shown);
}

HttpAnswer link_page(const Office& office, const HttpRequest& request, const OneTimeLink& made) {
  const std::string base = base_url(request, office.public_url);
  Page shown{.title = "Link to set a password", .tab = Tab::administration, .crumbs = crumbs};
  shown.crumbs.push_back({"Users", "/admin/users"});
  shown.crumbs.push_back({made.name, "/admin/users/" + made.name});
  shown.body =
      warning_callout("Give it to this person only",
                      paragraph("It is shown here once. Whoever opens it first sets the password of " +
                                made.name + ".")) +
      summary_list({{"Link", code(base + "/set-password?link=" + made.token)},
                    {"For", escaped(made.name)},
                    {"It works once, until", escaped(when(made.expires_at))}});
  return page(request, shown);
}

HttpAnswer take_new_user(const Office& office, const HttpRequest& request) {
  const auto made =
      make_user(office.gate, request.caller.name,
                {request.one("name"), request.one("shown"), granted_by(request, office.places)});
  if (!made)
    return show_users(office, request,
                      {page_error(made.error(), made.error().code == "words" ? "shown" : "name")});
  const auto link = password_link(office.gate, request.caller.name, made->name);
  if (!link) return page_of_refusal(status_of(link.error()), link.error(), request);
  return link_page(office, request, *link);
}

Html change_form(const Office& office, const HttpRequest& request, const User& user) {
  Form change{.action = "/admin/users/" + user.name, .button = "Save"};
  Field shown{Field::Kind::text, "shown", "Name as others see it", "", user.shown};
  Field active{Field::Kind::radios, "disabled", "May sign in", "", user.disabled ? "yes" : "no"};
  active.choices = {{"no", "Yes"}, {"yes", "No: disabled, and signed out at once"}};
  change.fields = {shown, active, {Field::Kind::hidden, "revision", "", "", std::to_string(user.revision)}};
  for (Field& boxes : grant_boxes(office.places, every_grant(office.places), user.grants))
    change.fields.push_back(std::move(boxes));
  return form(request, change);
}

Html one_button(const HttpRequest& request, const std::string& action, const std::string& words) {
  Form button{.action = action, .button = words};
  button.secondary = true;
  return form(request, button);
}

Html keys_part(const Office& office, const HttpRequest& request, const User& user) {
  ShownTable made{.caption = "Keys of " + user.name,
                  .columns = {{"Key"}, {"For"}, {"It allows"}, {"Ends"}, {"Last used"}, {"Revoke"}}};
  made.when_empty = "This user has no keys.";
  for (const ApiKey& key : keys(office.gate, user.name)) {
    Form revoke{.action = "/admin/users/" + user.name + "/keys/" + key.id + "/revoke", .button = "Revoke"};
    revoke.secondary = true;
    revoke.label = "Revoke the key " + key.label;
    made.rows.push_back(
        {{code("stp_" + key.id), escaped(key.label), grant_list(office.places, key.grants),
          escaped(when(key.expires_at)), escaped(key.last_used_at.empty() ? "never" : when(key.last_used_at)),
          key.revoked_at.empty() ? form(request, revoke) : escaped("revoked " + when(key.revoked_at))}});
  }
  return table(made);
}

HttpAnswer show_user(const Office& office, const HttpRequest& request, std::vector<PageError> errors = {}) {
  const auto found = user(office.gate, request.params.at("name"));
  if (!found) return page_of_refusal(404, found.error(), request);
  Page shown{
      .title = found->shown, .tab = Tab::administration, .crumbs = crumbs, .errors = std::move(errors)};
  shown.crumbs.push_back({"Users", "/admin/users"});
  shown.caption = found->name;
  shown.status = shown.errors.empty() ? 200 : 422;
  shown.done = done_words(request, {{"saved", "The user was changed."},
                                    {"ended", "The user is signed out everywhere."},
                                    {"revoked", "The key was revoked."}});
  const std::string path = "/admin/users/" + found->name;
  shown.body =
      summary_list(
          {{"State", state_of(*found)},
           {"Made", escaped(when(found->made_at))},
           {"Last signed in", escaped(found->last_sign_in.empty() ? "never" : when(found->last_sign_in))},
           {"Open sessions", escaped(std::to_string(sessions(office.gate, found->name).size()))}}) +
      change_form(office, request, *found) + heading(2, "Password and sessions");
  if (found->issuer.empty() && !found->disabled)
    shown.body += one_button(request, path + "/link", "Make a link to set a new password");
  shown.body += one_button(request, path + "/sessions/end", "Sign out everywhere");
  shown.body += heading(2, "API keys") + keys_part(office, request, *found);
  return page(request, shown);
}

HttpAnswer take_change(const Office& office, const HttpRequest& request) {
  UserChange change;
  change.shown = request.one("shown");
  change.grants = granted_by(request, office.places);
  change.disabled = request.one("disabled") == "yes";
  const std::string revision = request.one("revision");
  const bool number = !revision.empty() && revision.size() < 18 &&
                      revision.find_first_not_of("0123456789") == std::string::npos;
  change.if_revision = number ? std::stoll(revision) : 0;
  const std::string& name = request.params.at("name");
  const auto changed = change_user(office.gate, request.caller.name, name, change);
  if (changed) return redirect("/admin/users/" + changed->name + "?done=saved");
  return show_user(office, request,
                   {page_error(changed.error(), changed.error().code == "words" ? "shown" : "")});
}

HttpAnswer take_link(const Office& office, const HttpRequest& request) {
  const auto made = password_link(office.gate, request.caller.name, request.params.at("name"));
  if (!made) return page_of_refusal(status_of(made.error()), made.error(), request);
  return link_page(office, request, *made);
}

HttpAnswer take_end(const Office& office, const HttpRequest& request) {
  const auto found = user(office.gate, request.params.at("name"));
  if (!found) return page_of_refusal(404, found.error(), request);
  end_sessions(office.gate, request.caller.name, found->name);
  return redirect("/admin/users/" + found->name + "?done=ended");
}

HttpAnswer take_revoke(const Office& office, const HttpRequest& request) {
  const auto revoked = revoke_key(office.gate, request.caller, request.params.at("key"));
  if (!revoked) return page_of_refusal(404, revoked.error(), request);
  return redirect("/admin/users/" + revoked->owner + "?done=revoked");
}

}  // namespace

Routes user_admin_routes(const Gate& gate, const std::vector<PlaceName>& places,
                         const std::string& public_url) {
  const Office office{gate, places, public_url};
  const auto of = [&](HttpAnswer (*handle)(const Office&, const HttpRequest&)) {
    return [office, handle](const HttpRequest& request) { return handle(office, request); };
  };
  return {
      shows("/admin/users", "usersPage", "Users", Need::administer,
            [office](const HttpRequest& request) { return show_users(office, request); }),
      takes("/admin/users", "makeUserByPage", "Makes a user", Need::administer, of(take_new_user)),
      shows("/admin/users/{name}", "userPage", "One user", Need::administer,
            [office](const HttpRequest& request) { return show_user(office, request); }),
      takes("/admin/users/{name}", "changeUserByPage", "Changes a user", Need::administer, of(take_change)),
      takes("/admin/users/{name}/link", "passwordLinkByPage", "Makes a link to set a password",
            Need::administer, of(take_link)),
      takes("/admin/users/{name}/sessions/end", "endSessionsByPage", "Signs a user out", Need::administer,
            of(take_end)),
      takes("/admin/users/{name}/keys/{key}/revoke", "revokeKeyByPage", "Revokes a key", Need::administer,
            of(take_revoke))};
}

}  // namespace stp
