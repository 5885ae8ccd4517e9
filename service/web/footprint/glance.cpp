#include "service/web/footprint/glance.h"

#include "calc/base/decimal.h"
#include "service/web/common.h"
#include "service/web/footprint/asked_total.h"
#include "service/web/footprint/headline.h"
#include "service/web/footprint/provisional.h"
#include "service/web/footprint/total_view.h"
#include "service/web/parts/parts.h"

namespace stp {

namespace {

std::string millions(const std::string& thousands) {
  const Decimal amount = rounded(parse_decimal(thousands).value / Decimal::of(1000), 0);
  return (amount.is_negative() ? "\u2212" : "") + std::string("£") + to_grouped_text(absolute(amount), 0) +
         "m";
}

struct HeadlineFigure {
  std::string line, label, year;  // code, label, label
  std::string thousands;          // "" not known
};

// The lines the templates call headlines, each in the last year it is worked out for.
Result<std::vector<HeadlineFigure>> headlines(const Desk& desk, const TotalState& total) {
  const auto view = total_view(desk, total);
  if (!view) return refuse(view.error());
  const Template& edition = desk.form_of(total.round);
  std::vector<HeadlineFigure> found;
  for (const auto& shown : edition.headlines) {
    const Line& line = edition.lines[shown.line.value];
    HeadlineFigure last{line.code, line.label, "", ""};
    for (const auto& one : (*view)->published)
      if (one.line == line.code) last = {line.code, line.label, one.year, one.known ? one.thousands : ""};
    found.push_back(std::move(last));
  }
  return found;
}

std::string moved(const std::string& before, const std::string& now) {
  const Decimal by = parse_decimal(now).value - parse_decimal(before).value;
  if (by.is_zero()) return "unchanged";
  return (by.is_negative() ? "worse by £" : "better by £") + to_grouped_text(absolute(by), 0) + "k";
}

Html moved_since(const TotalState& before, const TotalState& newest, const HeadlineFigure& then,
                 const HeadlineFigure& now) {
  if (then.thousands.empty() || now.thousands.empty()) return {};
  return paragraph(
      escaped("Since total " + grouped(before.number) + " (" + when(before.at) + "): " + now.label + " in " +
              now.year + " is " + moved(then.thousands, now.thousands) + ". ") +
      link(footprint_address(
               "compare", newest,
               {{"before", std::to_string(before.number)}, {"line", now.line}, {"year", now.year}}),
           "Why it moved", "of " + now.label));
}

// Compared with the total before.
Html movement(const Desk& desk, const TotalState& newest) {
  if (newest.number < 2) return {};
  const auto before = total(desk, newest.round, newest.number - 1);
  if (!before) return {};
  const auto then = headlines(desk, *before), now = headlines(desk, newest);
  Html all;
  if (then && now)
    for (std::size_t i = 0; i < now->size(); ++i)
      all += moved_since(*before, newest, then->at(i), now->at(i));
  return all;
}

}  // namespace

Html headline(const Desk& desk, const TotalState& total, bool with_errors) {
  const auto found = headlines(desk, total);
  if (!found) return {};
  std::vector<LargeFigure> boxes;
  for (const auto& one : *found)
    boxes.push_back(
        {one.thousands.empty() ? "not known" : millions(one.thousands),
         one.label + ", " + one.year +
             (with_errors && !one.thousands.empty() ? ": provisional, it may have errors in it" : ""),
         footprint_address("explain", total, {{"line", one.line}, {"year", one.year}})});
  return figures(boxes);
}

Html glance_at_total(const Desk& desk, const std::string& round) {
  Html all = heading(2, "The footprint total");
  const auto newest = total(desk, round);
  if (!newest) return all + paragraph(newest.error().sentence + " " + newest.error().remedy);
  all += paragraph(
      escaped("Total " + grouped(newest->number) + ", " + when(newest->at) + ": ") +
      (newest->complete ? state(Shape::good, "Complete") : state(Shape::warning, "Not complete yet")));
  if (total_pending(desk, round))
    all += paragraph(state(Shape::waiting, "A newer total is being worked out."));
  const auto faulty = provisional_files(desk, *newest);
  all +=
      provisional(desk, *newest, faulty) + headline(desk, *newest, !faulty.empty()) + movement(desk, *newest);
  all += bridge_shown(desk, *newest, "", "", "");
  return all + actions({button_link("/footprint", "All figures of the footprint"),
                        button_link("/footprint/mismatches", "Mismatches")});
}

}  // namespace stp
