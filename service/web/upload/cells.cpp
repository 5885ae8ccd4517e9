#include "service/web/common.h"
#include "service/web/findings_view.h"
#include "service/web/neighbourhood.h"
#include "service/web/parts/parts.h"
#include "service/web/upload/submission_pages.h"

namespace stp {

namespace {

constexpr std::size_t rows_shown = 6;

Html found_here(const Desk& desk, const Submission& found, const std::string& sheet,
                const std::string& cell) {
  if (found.state != "checked") return {};
  const auto json = report(desk, found, "json");
  if (!json) return {};
  FindingsShown shown;
  for (auto& one : findings_of(*json))
    if (one.sheet == sheet && one.cell == cell) shown.findings.push_back(std::move(one));
  if (shown.findings.empty()) return {};
  shown.here = cell_address(found.receipt.sha256, sheet, cell);
  shown.neighbourhoods = false;
  return heading(2, "What was found here") + findings_by_cause(desk, shown);
}

}  // namespace

HttpAnswer cells_page(const Desk& desk, const HttpRequest& request, const Submission& found) {
  const std::string sheet = request.one("sheet"), cell = request.one("cell");
  const auto around = neighbourhood(desk, found.receipt.sha256, sheet, cell, rows_shown);
  if (!around) return refused(request, around.error());
  auto crumbs = crumbs_to(desk, found);
  crumbs.push_back({found.receipt.name, submission_address(found.receipt.sha256)});
  Page shown{.title = "Cell " + cell,
             .crumbs = std::move(crumbs),
             .caption = found.receipt.name + ", sheet " + sheet};
  shown.body = summary_list({{"Stands in it",
                              around->value.empty() ? span("nothing", "quiet") : escaped(around->value)},
                             {"Formula", around->formula.empty() ? span("none: it was typed", "quiet")
                                                                 : code(around->formula)}}) +
               heading(2, "In its neighbourhood") + around->grid +
               paragraph("The cell has a thick frame.", "quiet small") + found_here(desk, found, sheet, cell);
  return page(request, shown);
}

}  // namespace stp
