#include "service/web/footprint/glance.h"

#include <nlohmann/json.hpp>

#include "calc/base/decimal.h"
#include "service/web/answers.h"
#include "service/web/common.h"
#include "service/web/footprint/asked_total.h"
#include "service/web/footprint/headline.h"
#include "service/web/parts/parts.h"

namespace stp {

namespace {

struct Figures {
  std::vector<std::pair<std::string, std::string>> by_label;  // £000
};

std::string millions(const std::string& thousands) {
  const Decimal amount = rounded(parse_decimal(thousands).value / Decimal::of(1000), 0);
  return (amount.is_negative() ? "\u2212" : "") + std::string("£") + to_grouped_text(absolute(amount), 0) +
         "m";
}

// Opening, total of the steps, and closing of the last bridge, whose closing is the footprint's headline.
Result<Figures> endpoints(const Desk& desk, const TotalState& total) {
  const auto answer =
      ask(desk,
          {"bridge", {{"file", total.json}}, {{"bridge", desk.form().bridges.back().code}}, {"json", "svg"}});
  if (!answer) return refuse(answer.error());
  const auto json = nlohmann::json::parse(answer->at(0));
  Figures found;
  if (!json.value("known", true)) return found;
  for (const auto& step : json.at("steps"))
    if (step.at("total").get<bool>())
      found.by_label.emplace_back(step.at("label").get<std::string>(), step.at("end").get<std::string>());
  return found;
}

std::string moved(const std::string& before, const std::string& now) {
  const Decimal by = parse_decimal(now).value - parse_decimal(before).value;
  if (by.is_zero()) return "unchanged";
  return (by.is_negative() ? "worse by £" : "better by £") + to_grouped_text(absolute(by), 0) + "k";
}

// Compared with the total before, where its bridge has the same points.
Html movement(const Desk& desk, const TotalState& newest) {
  if (newest.number < 2) return {};
  const auto before = total(desk, newest.round, newest.number - 1);
  if (!before) return {};
  const auto then = endpoints(desk, *before), now = endpoints(desk, newest);
  if (!then || !now || then->by_label.size() != now->by_label.size() || now->by_label.empty()) return {};
  const auto& [label, amount] = now->by_label.back();
  return paragraph(escaped("Since total " + grouped(before->number) + " (" + when(before->at) +
                           "): " + label + " is " + moved(then->by_label.back().second, amount) + ". ") +
                   link(footprint_address("compare", newest, {{"before", std::to_string(before->number)}}),
                        "Why it moved"));
}

}  // namespace

Html headline(const Desk& desk, const TotalState& total) {
  const auto points = endpoints(desk, total);
  if (!points || points->by_label.empty()) return {};
  std::vector<LargeFigure> boxes;
  for (const auto& [label, amount] : points->by_label) boxes.push_back({millions(amount), label});
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
  all += headline(desk, *newest) + movement(desk, *newest);
  all += bridge_shown(desk, *newest, "", "", "");
  return all + actions({button_link("/footprint", "All figures of the footprint"),
                        button_link("/footprint/mismatches", "Mismatches")});
}

}  // namespace stp
