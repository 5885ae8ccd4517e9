#include "service/report/bridge_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "service/report/aligned_table.h"
#include "service/report/bridge_amounts.h"

namespace stp {
namespace {

std::vector<const BridgeStepValue*> largest_steps(const BridgeResult& bridge, std::size_t most) {
  std::vector<const BridgeStepValue*> steps;
  for (const auto& step : bridge.steps)
    if (!step.total && !step.change.is_zero()) steps.push_back(&step);
  std::stable_sort(steps.begin(), steps.end(),
                   [](const auto* a, const auto* b) { return absolute(a->change) > absolute(b->change); });
  if (steps.size() > most) steps.resize(most);
  return steps;
}

// Steps of nothing are named in one sentence instead of taking a row each.
std::string steps_of_nothing(const BridgeResult& bridge) {
  std::string names;
  for (const auto& step : bridge.steps)
    if (!step.total && step.change.is_zero()) names += (names.empty() ? "" : "; ") + step.label;
  return names.empty() ? std::string() : "\nNothing under: " + names + ".\n";
}

std::string years(const BridgeResult& bridge) {
  return bridge.from == bridge.to ? bridge.to : bridge.from + " to " + bridge.to;
}

using Json = nlohmann::ordered_json;

Json step_as_json(const BridgeStepValue& step) {
  return {{"label", step.label},
          {"total", step.total},
          {"start", to_text(step.start)},
          {"end", to_text(step.end)},
          {"change", to_text(step.change)},
          {"lines", step.lines}};
}

}  // namespace

std::string bridge_in_words(const BridgeResult& bridge) {
  const std::string name = bridge.scope + ": " + bridge.title + ", " + years(bridge) + ".";
  if (!bridge.known || bridge.steps.size() < 2)
    return name + " It cannot be drawn: " + bridge.unknown_because + " is unknown.";
  const auto &first = bridge.steps.front(), &last = bridge.steps.back();
  std::string text =
      fmt::format("{} It leads from {} to {} ({}), a change of {}.", name, plain_amount(first.end),
                  plain_amount(last.end), bridge.unit, signed_amount(last.end - first.end));
  std::string largest;
  for (const auto* step : largest_steps(bridge, 3))
    largest +=
        (largest.empty() ? " Largest steps: " : "; ") + step->label + " " + signed_amount(step->change);
  if (!largest.empty()) text += largest + ".";
  if (bridge.unexplained.is_zero()) return text + " The steps add up exactly.";
  return text + " " + signed_amount(bridge.unexplained) + " is not explained by the steps.";
}

std::string bridge_as_text(const BridgeResult& bridge) {
  std::string text = bridge_in_words(bridge) + "\n";
  if (!bridge.known) return text;
  std::vector<std::vector<std::string>> rows;
  for (const auto& step : bridge.steps) {
    if (!step.total && step.change.is_zero()) continue;
    std::string lines;
    for (const auto& line : step.lines) lines += (lines.empty() ? "" : ", ") + line;
    rows.push_back({step.label, step.total ? "" : signed_amount(step.change), plain_amount(step.end), lines});
  }
  return text + "\n" +
         aligned_table(
             {{"Step", false}, {"Change " + bridge.unit, true}, {"Position", true}, {"Lines", false}}, rows) +
         steps_of_nothing(bridge);
}

std::string bridge_as_json(const BridgeResult& bridge) {
  Json steps = Json::array();
  for (const auto& step : bridge.steps) steps.push_back(step_as_json(step));
  const Json whole = {{"code", bridge.code},
                      {"title", bridge.title},
                      {"scope", bridge.scope},
                      {"from", bridge.from},
                      {"to", bridge.to},
                      {"unit", bridge.unit},
                      {"known", bridge.known},
                      {"summary", bridge_in_words(bridge)},
                      {"unexplained", to_text(bridge.unexplained)},
                      {"steps", steps}};
  return whole.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace stp
