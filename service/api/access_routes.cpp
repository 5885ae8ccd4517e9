#include "service/api/access_routes.h"

#include <nlohmann/json.hpp>

#include "service/access/accounts.h"
#include "service/access/keys.h"
#include "service/api/answers.h"
#include "service/api/declare.h"
#include "service/api/json_body.h"

namespace stp {

using Json = nlohmann::ordered_json;

namespace {

Json shape(const std::vector<Grant>& grants) {
  Json list = Json::array();
  for (const Grant& grant : grants)
    list.push_back(to_text(grant.role) + (grant.place.empty() ? "" : " " + grant.place));
  return list;
}
Json shape(const User& user) {
  return {{"name", user.name},
          {"shown", user.shown},
          {"grants", shape(user.grants)},
          {"disabled", user.disabled},
          {"has_password", user.has_password},
          {"issuer", user.issuer},
          {"made_at", user.made_at},
          {"last_sign_in", user.last_sign_in},
          {"revision", user.revision}};
}
Json shape(const ApiKey& key) {
  return {{"id", key.id},
          {"owner", key.owner},
          {"label", key.label},
          {"grants", shape(key.grants)},
          {"made_at", key.made_at},
          {"expires_at", key.expires_at},
          {"last_used_at", key.last_used_at},
          {"revoked_at", key.revoked_at}};
}

bool given(const HttpRequest& request, const std::string& field) { return request.form.count(field) != 0; }

HttpAnswer with_revision(const User& user, int status = 200) {
  HttpAnswer answer = json_answer(shape(user), status);
  answer.headers.emplace_back("ETag", etag_of_revision(user.revision));
  return answer;
}

HttpAnswer list_users(const Gate& gate, const HttpRequest& request) {
  constexpr std::size_t on_a_page = 100;
  auto found = users(gate, request.one("after"), on_a_page + 1);
  const bool more = found.size() > on_a_page;
  if (more) found.pop_back();
  Json items = Json::array();
  for (const User& user : found) items.push_back(shape(user));
  Json list{{"items", items}};
  if (more) list["next"] = found.back().name;
  return json_answer(list);
}

HttpAnswer get_user(const Gate& gate, const HttpRequest& request) {
  const auto found = user(gate, request.params.at("name"));
  return found ? tagged(request, json_answer(shape(*found)), etag_of_revision(found->revision))
               : unknown_answer(found.error());
}

HttpAnswer post_user(const Gate& gate, const HttpRequest& request) {
  const auto grants = read_grants(request.every("grants"));
  if (!grants) return refusal_answer(grants.error());
  const auto made =
      make_user(gate, request.caller.name, {request.one("name"), request.one("shown"), *grants});
  return made ? with_revision(*made, 201) : refusal_answer(made.error());
}

Result<UserChange> change_asked(const HttpRequest& request) {
  UserChange change;
  if (given(request, "shown")) change.shown = request.one("shown");
  if (given(request, "grants")) {
    auto grants = read_grants(request.every("grants"));
    if (!grants) return refuse(grants.error());
    change.grants = std::move(*grants);
  }
  if (given(request, "disabled")) {
    const std::string disabled = request.one("disabled");
    if (disabled != "true" && disabled != "false")
      return refuse({"bad-field", "Disabled is true or false.", "field disabled",
                     "Send true or false without quotation marks."});
    change.disabled = disabled == "true";
  }
  auto revision = demanded_revision(request);
  if (!revision) return refuse(revision.error());
  change.if_revision = *revision;
  return change;
}

HttpAnswer patch_user(const Gate& gate, const HttpRequest& request) {
  if (request.header("if-match").empty())
    return refusal_answer({"precondition-missing", "A change of a user needs If-Match.", "header if-match",
                           "Read the user, and send its ETag."});
  const auto change = change_asked(request);
  if (!change) return refusal_answer(change.error());
  const auto changed = change_user(gate, request.caller.name, request.params.at("name"), *change);
  return changed ? with_revision(*changed) : unknown_answer(changed.error());
}

HttpAnswer post_link(const Gate& gate, const HttpRequest& request) {
  const auto link = password_link(gate, request.caller.name, request.params.at("name"));
  if (!link) return unknown_answer(link.error());
  return json_answer(
      {{"name", link->name}, {"path", "/set-password?link=" + link->token}, {"expires_at", link->expires_at}},
      201);
}

// One's own; an administrator sees everybody's, or those of the owner asked for.
HttpAnswer list_keys(const Gate& gate, const HttpRequest& request) {
  const bool all = allowed(request.caller, Need::administer, "");
  const std::string owner = request.one("owner");
  if (!all && !owner.empty() && owner != request.caller.name)
    return refusal_answer({"not-allowed", "The keys of others are for administrators.", "query owner",
                           "Leave \"owner\" out to see your own."});
  if (all && !owner.empty())
    if (const auto known = user(gate, owner); !known) return unknown_answer(known.error());
  Json items = Json::array();
  for (const ApiKey& key : keys(gate, all ? owner : request.caller.name)) items.push_back(shape(key));
  return json_answer({{"items", items}});
}

HttpAnswer post_key(const Gate& gate, const HttpRequest& request) {
  const auto grants = read_grants(request.every("grants"));
  if (!grants) return refusal_answer(grants.error());
  NewKey asked{request.one("label"), *grants, 0};
  const std::string days = request.one("days");
  if (!days.empty() && days.size() < 4 && days.find_first_not_of("0123456789") == std::string::npos)
    asked.days = std::stoi(days);
  const auto made = make_key(gate, request.caller, asked);
  if (!made) return refusal_answer(made.error());
  Json whole = shape(made->key);
  whole["secret"] = made->secret;
  HttpAnswer answer = json_answer(whole, 201);
  answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

HttpAnswer delete_key(const Gate& gate, const HttpRequest& request) {
  const auto revoked = revoke_key(gate, request.caller, request.params.at("key"));
  return revoked ? json_answer(shape(*revoked)) : unknown_answer(revoked.error());
}

const char* grants_sentence = "Roles: \"preparer LE\" for a place, \"auditor\" for the footprint.";

Routes user_routes(const Gate& gate) {
  const auto of = [&gate](HttpAnswer (*handle)(const Gate&, const HttpRequest&)) {
    return [&gate, handle](const HttpRequest& request) { return handle(gate, request); };
  };
  Route list =
      reads("/api/v1/users", "listUsers", "access", "Users by name", Need::administer, of(list_users));
  list.parameters.push_back(asks("after", "Only names after this: \"next\" of the page before."));
  list.responses = {answers_json("UserList", "At most 100 users.")};

  Route get = reads("/api/v1/users/{name}", "getUser", "access", "One user", Need::administer, of(get_user));
  get.responses = {answers_json("User", "The ETag is for If-Match of a change."),
                   refuses(404, "There is no such user.")};
  declare_conditional(get);

  Route make = posts("/api/v1/users", "makeUser", "access", "Makes a user, who has no password yet",
                     Need::administer, of(post_user));
  make.body = BodyKind::json;
  make.fields = {{"name", "To sign in with: 2 to 64 of a-z 0-9 . _ - @", false, true},
                 {"shown", "The name others see.", false, true},
                 {"grants", grants_sentence, false, false, true}};
  make.responses = {answers_json("User", "The user.", 201), refuses(409, "There is one of this name."),
                    refuses(422, "A name or a role cannot be taken.")};

  Route change = posts("/api/v1/users/{name}", "changeUser", "access",
                       "Changes a user's shown name, roles, or whether they may sign in", Need::administer,
                       of(patch_user));
  change.method = "PATCH";
  change.body = BodyKind::json;
  change.fields = {
      {"shown", "The name others see."},
      {"grants", std::string(grants_sentence) + " They replace those before.", false, false, true},
      {"disabled", "True: signed out at once, and kept out.", false, false, false, {"true", "false"}}};
  change.responses = {
      answers_json("User", "The user after the change."), refuses(404, "There is no such user."),
      refuses(409, "It would leave no administrator."), refuses(422, "A name or a role cannot be taken.")};
  declare_if_match(change);

  Route link = posts("/api/v1/users/{name}/password-link", "makePasswordLink", "access",
                     "Makes a link by which the user sets a password, once", Need::administer, of(post_link));
  link.responses = {answers_json("OneTimeLink", "It replaces any link before.", 201),
                    refuses(404, "There is no such user."),
                    refuses(422, "The user has no password of ours.")};
  return {list, make, get, change, link};
}

Routes key_routes(const Gate& gate) {
  const auto of = [&gate](HttpAnswer (*handle)(const Gate&, const HttpRequest&)) {
    return [&gate, handle](const HttpRequest& request) { return handle(gate, request); };
  };
  Route list = reads("/api/v1/keys", "listKeys", "access", "One's own keys; everybody's for an administrator",
                     Need::signed_in, of(list_keys));
  list.parameters.push_back(asks("owner", "Only this user's keys; for administrators."));
  list.responses = {answers_json("KeyList", "Without their secrets."),
                    refuses(404, "There is no such user.")};

  Route make = posts("/api/v1/keys", "makeKey", "access",
                     "Makes a key that acts for its maker; for who signed in by a browser", Need::signed_in,
                     of(post_key));
  make.body = BodyKind::json;
  make.fields = {{"label", "What it is for.", false, true},
                 {"days", "How long it lasts, 1 to 366.", false, true},
                 {"grants", std::string(grants_sentence) + " No more than one's own.", false, true, true}};
  make.responses = {answers_json("MadeKey", "The secret is seen here only.", 201),
                    refuses(403, "A key makes no keys."),
                    refuses(422, "The key would allow too much, or for too long.")};

  Route revoke =
      posts("/api/v1/keys/{key}", "revokeKey", "access",
            "Revokes one's own key; anybody's for an administrator", Need::signed_in, of(delete_key));
  revoke.method = "DELETE";
  revoke.responses = {answers_json("Key", "The key, revoked."), refuses(404, "There is no such key.")};
  return {list, make, revoke};
}

}  // namespace

Result<std::vector<Grant>> read_grants(const std::vector<std::string>& texts) {
  std::vector<Grant> grants;
  for (const std::string& text : texts) {
    if (text.empty()) continue;
    const std::size_t space = text.find(' ');
    const auto held = role(text.substr(0, space));
    if (!held)
      return refuse(
          {"grant-role", "There is no such role.", text.substr(0, 80),
           "The roles are preparer, reviewer and approver of a place, regional, administrator, auditor."});
    grants.push_back({*held, space == std::string::npos ? "" : text.substr(space + 1)});
  }
  return grants;
}

Routes access_routes(const Gate& gate) {
  Routes all;
  for (Routes part : {user_routes(gate), key_routes(gate)})
    for (Route& route : part) all.push_back(with_json_fields(std::move(route)));
  return all;
}

}  // namespace stp
