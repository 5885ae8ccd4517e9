#include "service/web/footprint/footprint.h"

#include "service/web/common.h"
#include "service/web/footprint/asked_total.h"
#include "service/web/footprint/footprint_parts.h"

namespace stp {

namespace {

struct Kept {
  const char *format, *ending, *media_type;
};
constexpr Kept kept_formats[] = {
    {"xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"json", ".json", "application/json"},
    {"text", ".txt", "text/plain; charset=utf-8"}};

HttpAnswer total_file(const Desk& desk, const HttpRequest& request, const Kept& kept) {
  const auto total = asked_total(desk, request);
  if (!total) return refused(request, total.error());
  const auto bytes = total_document(desk, *total, kept.format);
  if (!bytes) return refused(request, bytes.error());
  return download(*bytes, kept.media_type,
                  "footprint-" + total->round + "-total-" + std::to_string(total->number) + kept.ending);
}

}  // namespace

Routes footprint_pages(const Desk& desk) {
  const auto at = [&desk](const std::string& path, const std::string& name, const std::string& summary,
                          Need need, HttpAnswer (*handle)(const Desk&, const HttpRequest&)) {
    return page_at("/footprint" + path, name, summary, need,
                   [&desk, handle](const HttpRequest& request) { return handle(desk, request); });
  };
  Routes all{
      heavy(at("", "footprint", "The footprint total", Need::see_footprint, overview_page)),
      heavy(at("/figures", "figures", "One line by sector, organisation and place", Need::see_footprint,
               figures_page)),
      at("/mismatches", "mismatches", "Payments whose two sides differ", Need::signed_in, mismatches_page),
      heavy(at("/bridge", "bridge", "The steps from one total to another", Need::see_footprint, bridge_page)),
      heavy(at("/compare", "compare", "Why did it move", Need::see_footprint, compare_page)),
      heavy(at("/explain", "explain", "From a figure to the cells that made it", Need::see_footprint,
               explain_page))};
  for (const Kept& kept : kept_formats)
    all.push_back(heavy(
        page_at("/footprint/total" + std::string(kept.ending), std::string("total-") + kept.format,
                "The total as a file", Need::see_footprint,
                [&desk, &kept](const HttpRequest& request) { return total_file(desk, request, kept); })));
  return all;
}

}  // namespace stp
