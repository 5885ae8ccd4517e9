#include "service/web/layout.h"

#include <algorithm>

#include "service/web/assets.h"
#include "service/web/layout_frame.h"
#include "service/web/parts/form.h"

namespace stp {

namespace {

ServiceWords& service_words() {
  static ServiceWords words;
  return words;
}

bool may_anywhere(const Caller& caller, Need need) {
  const auto places = places_of(caller);
  return std::any_of(places.begin(), places.end(),
                     [&](const std::string& place) { return allowed(caller, need, place); });
}

struct NavigationItem {
  Tab tab;
  std::string label, href;
};

// The link to its own return is offered to who has one place.
std::vector<NavigationItem> navigation(const Caller& caller) {
  std::vector<NavigationItem> items{{Tab::home, "Home", "/"}};
  const auto places = places_of(caller);
  if (may_anywhere(caller, Need::prepare)) items.push_back({Tab::upload, "Send workbooks", "/upload"});
  if (places.size() == 1 && !places[0].empty())
    items.push_back({Tab::ours, "Our return", "/places/" + places[0]});
  if (allowed(caller, Need::see_footprint, ""))
    items.push_back({Tab::footprint, "Footprint", "/footprint"});
  else if (may_anywhere(caller, Need::see_place))
    items.push_back({Tab::footprint, "Mismatches", "/footprint/mismatches"});
  items.push_back({Tab::templates, "Templates and rules", "/templates"});
  if (allowed(caller, Need::administer, "") || allowed(caller, Need::audit, ""))
    items.push_back({Tab::administration, "Administration", "/admin"});
  return items;
}

void add_navigation(PageValues& values, const Caller& caller, Tab tab) {
  if (!caller.signed_in()) return;
  auto& account = values.section("SIGNED_IN");
  account.set("NAME", caller.shown.empty() ? caller.name : caller.shown);
  account.set("CSRF", caller.csrf);
  auto& list = values.section("NAVIGATION");
  for (const auto& [of, label, href] : navigation(caller)) {
    auto& item = list.section("ITEM");
    item.set("LABEL", label);
    item.set("HREF", href);
    if (of != tab) continue;
    item.show("CURRENT_ITEM");
    item.show("CURRENT_LINK");
  }
}

void add_crumbs(PageValues& values, const std::vector<Crumb>& crumbs) {
  if (crumbs.empty()) return;
  auto& list = values.section("CRUMBS");
  for (const auto& [label, href] : crumbs) {
    auto& crumb = list.section("CRUMB");
    crumb.set("LABEL", label);
    crumb.set("HREF", href);
  }
}

void add_errors(PageValues& values, const std::vector<PageError>& errors) {
  if (errors.empty()) return;
  values.show("ERROR_TITLE");
  auto& list = values.section("ERRORS");
  for (const auto& [text, field] : errors) {
    auto& one = list.section("ERROR").section(field.empty() ? "PLAIN" : "LINKED");
    one.set("TEXT", text);
    one.set("HREF", "#" + field_id(field));
  }
}

void add_optional(PageValues& values, const std::string& name, const std::string& text) {
  if (!text.empty()) values.section(name + "_SHOWN").set(name, text);
}

}  // namespace

HttpAnswer page(const HttpRequest& request, const Page& page) {
  PageValues values;
  values.set("TITLE", page.title);
  values.set("STYLE", asset_path("main.css"));
  values.set("SCRIPT", asset_path("script.js"));
  values.set("ICON", asset_path("icon.svg"));
  add_optional(values, "FOOTPRINT", service_words().footprint);
  add_optional(values, "NOTICE", service_words().notice);
  add_optional(values, "CAPTION", page.caption);
  add_optional(values, "DONE", page.done);
  add_navigation(values, request.caller, page.tab);
  add_crumbs(values, page.crumbs);
  add_errors(values, page.errors);
  values.set_html("BODY_HTML", page.body);
  HttpAnswer answer;
  answer.status = page.status;
  answer.body = fill_page("layout_frame", layout_frame, values);
  answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

void describe_service(ServiceWords words) { service_words() = std::move(words); }

Route page_route(std::string method, std::string pattern, std::string name, std::string summary, Need need,
                 std::function<HttpAnswer(const HttpRequest&)> handle) {
  Route route;
  route.body = method == "POST" ? BodyKind::form : BodyKind::none;
  route.method = std::move(method);
  route.pattern = std::move(pattern);
  route.name = std::move(name);
  route.summary = std::move(summary);
  route.tag = "pages";
  route.need = need;
  route.handle = std::move(handle);
  route.page = true;
  return route;
}

}  // namespace stp
