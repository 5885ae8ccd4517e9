// `stp user`: what an operator at the service's machine does about accounts. No password is ever typed here:
// links that work once are printed instead.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>
#include <memory>

#include "service/access/accounts.h"
#include "service/access/sessions.h"
#include "service/cli/commands.h"
#include "service/cli/io.h"
#include "service/cli/store_options.h"
#include "service/files/read_pipeline.h"
#include "service/store/clock.h"

namespace stp {

namespace {

constexpr auto who = "operator";

struct Options {
  ServeOptions store;
  std::string act, name, shown, url;
  std::vector<std::string> roles;
};
using Work = int (*)(const Gate& gate, const Template& form, const Options& options);

// "preparer@leeds" or "preparer@LE"; "auditor".
Result<Grant> grant_of(const Template& form, const std::string& text) {
  const std::size_t at = text.find('@');
  const auto held = role(text.substr(0, at));
  if (!held)
    return refuse(
        {"grant-role", "There is no such role.", text,
         "Write preparer, reviewer or approver with @ and a place, or regional, administrator, auditor."});
  if (at == std::string::npos) return Grant{*held, ""};
  const std::string named = text.substr(at + 1);
  for (const Place& place : form.places)
    if (place.code == named || place.slug == named) return Grant{*held, place.code};
  return Grant{*held, named};  // refused where it is used, with what to do
}

std::string words(const std::vector<Grant>& grants) {
  std::string text;
  for (const Grant& grant : grants)
    text += (text.empty() ? "" : ", ") + to_text(grant.role) + (grant.place.empty() ? "" : "@" + grant.place);
  return text.empty() ? "no roles" : text;
}

int print_link(const Gate& gate, const Options& options) {
  const auto link = password_link(gate, who, options.name);
  if (!link) return refused(link.error());
  fmt::print("{}/set-password?link={}\nIt sets the password of {}, once, until {}.\n", options.url,
             link->token, link->name, link->expires_at);
  return exits::done;
}

int add(const Gate& gate, const Template& form, const Options& options) {
  NewUser asked{options.name, options.shown.empty() ? options.name : options.shown, {}};
  for (const std::string& text : options.roles) {
    auto grant = grant_of(form, text);
    if (!grant) return refused(grant.error());
    asked.grants.push_back(std::move(*grant));
  }
  const auto made = make_user(gate, who, asked);
  if (!made) return refused(made.error());
  fmt::print("{} was made: {}.\n", made->name, words(made->grants));
  return print_link(gate, options);
}

int show(const Gate& gate, const Template&, const Options&) {
  for (std::string after;;) {
    const auto page = users(gate, after, 500);
    for (const User& user : page)
      fmt::print("{}\t{}\t{}\t{}\n", user.name, user.shown, words(user.grants),
                 user.disabled                               ? "disabled"
                 : user.has_password || !user.issuer.empty() ? "active"
                                                             : "no password yet");
    if (page.size() < 500) return exits::done;
    after = page.back().name;
  }
}

int set_disabled(const Gate& gate, const Options& options, bool disabled) {
  const auto changed = change_user(gate, who, options.name, {{}, {}, disabled, {}});
  if (!changed) return refused(changed.error());
  fmt::print("{} {}.\n", changed->name,
             disabled ? "is disabled and signed out everywhere" : "may sign in again");
  return exits::done;
}
int disable(const Gate& gate, const Template&, const Options& options) {
  return set_disabled(gate, options, true);
}
int enable(const Gate& gate, const Template&, const Options& options) {
  return set_disabled(gate, options, false);
}
int link(const Gate& gate, const Template&, const Options& options) { return print_link(gate, options); }

const std::map<std::string, Work>& acts() {
  static const std::map<std::string, Work> all{
      {"add", add}, {"list", show}, {"disable", disable}, {"enable", enable}, {"link", link}};
  return all;
}

int run(const Options& options) {
  const auto pipeline = read_pipeline();
  if (!pipeline) return refused(pipeline.error());
  auto database = Database::open(database_url(options.store), Opening::beside);
  if (!database) return refused(database.error());
  const Template& form = pipeline->editions().back();
  Gate gate{**database, form.places.back().code, {}, utc_now};
  for (const Place& place : form.places) gate.places.push_back(place.code);
  return acts().at(options.act)(gate, form, options);
}

}  // namespace

void declare_user(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("user", "Look after a service's accounts, also while it runs");
  command
      ->add_option("act", options->act,
                   "add (and print a link to set the password), list, disable (and end the sessions), "
                   "enable, link (to "
                   "set a new password)")
      ->required()
      ->check(CLI::IsMember({"add", "list", "disable", "enable", "link"}));
  command->add_option("name", options->name, "the user's name; not for list");
  declare_store_options(*command, options->store);
  command->add_option("--shown", options->shown, "add: the name others see; default: the user's name");
  command->add_option("--role", options->roles, "add: preparer@leeds, auditor, ...; may be given again");
  command->add_option("--public-url", options->url, "how browsers reach the service, to print whole links");
  command->callback([options, &exit_code] {
    if (options->name.empty() != (options->act == "list"))
      throw CLI::ValidationError("name", options->act == "list" ? "list takes no name" : "whose account?");
    exit_code = with_store([&] { return run(*options); });
  });
}

}  // namespace stp
