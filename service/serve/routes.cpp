#include "service/serve/routes.h"

#include <iterator>

#include "service/addin/excel/excel.h"
#include "service/api/access_routes.h"
#include "service/api/api.h"
#include "service/api/function_routes.h"
#include "service/api/service_figures.h"
#include "service/web/account/account.h"
#include "service/web/admin/admin.h"
#include "service/web/books/function_pages.h"
#include "service/web/web.h"

namespace stp {

namespace {

void add(Routes& all, Routes more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::vector<PlaceName> place_names(const Desk& desk) {
  std::vector<PlaceName> names;
  for (const Place& place : desk.form().places) names.push_back({place.code, place.name});
  return names;
}

void add_account_pages(Routes& all, const Service& service) {
  const auto places = place_names(service.desk);
  const std::string provider = service.provider ? "Sign in with your organisation's account" : "";
  add(all, sign_in_routes(service.gate, {!service.options.demo.empty(), provider}));
  if (service.provider) add(all, provider_routes(service.gate, service.provider, service.options.public_url));
  add(all, link_routes(service.gate));
  add(all, account_routes(service.gate, places));
  add(all, user_admin_routes(service.gate, places, service.options.public_url));
}

}  // namespace

Routes all_routes(const Service& service) {
  Routes all;
  const FiguresFor figures_for = [&desk = service.desk, kept = std::make_shared<KeptFigures>()](
                                     const Caller& caller) { return service_figures(desk, caller, *kept); };
  add(all, web_routes(service.desk));
  add(all, function_pages(service.functions, figures_for));
  add(all, health_routes(service.desk, service.health));
  add_account_pages(all, service);
  add(all, excel::routes({service.functions, service.options.public_url, STP_VERSION}));
  Routes others = access_routes(service.gate);
  add(others, function_routes(service.functions, figures_for));
  add(all, api_routes(service.desk, {STP_VERSION, service.troubles, service.metrics}, std::move(others)));
  return all;
}

}  // namespace stp
