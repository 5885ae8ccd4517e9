#include "service/report/book_words.h"

#include <algorithm>

#include "calc/finding.h"

namespace stp {
namespace {

template <class Of, class List, class Name>
std::vector<std::string> names_in(std::uint32_t set, const List& list, Name name) {
  std::vector<std::string> names;
  for (std::uint16_t i = 0; i < list.size(); ++i)
    if (holds(set, Of{i})) names.push_back(name(list[i]));
  return names;
}

constexpr std::size_t most_codes = 24;

}  // namespace

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string kind_in_words(LineKind kind) {
  if (kind == LineKind::input) return "input";
  return kind == LineKind::calculated ? "calculated" : "pre-filled";
}

std::string sign_in_words(Sign sign) {
  if (sign == Sign::magnitude) return "never negative";
  return sign == Sign::surplus ? "positive is a surplus or an improvement" : "either sign";
}

std::vector<std::string> types_in(TypeSet types, const Template& form) {
  return names_in<TypeIndex>(types, form.types, [](const auto& type) { return type.code; });
}
std::vector<std::string> periods_in(PeriodSet periods, const Template& form) {
  return names_in<PeriodIndex>(periods, form.periods, [](const auto& period) { return period.label; });
}
std::vector<std::string> scenarios_in(ScenarioSet scenarios, const Template& form) {
  return names_in<ScenarioIndex>(scenarios, form.scenarios,
                                 [](const auto& scenario) { return scenario.label; });
}

std::string severity_in_words(const Rule& rule) {
  std::vector<std::string> by_stage;
  bool alike = true;
  for (const char* stage : {"draft", "regional", "national"}) {
    const auto found = rule.severity_by_stage.find(stage);
    if (found == rule.severity_by_stage.end()) continue;
    alike = alike && found->second == rule.severity_by_stage.begin()->second;
    by_stage.push_back(std::string(stage) + " " + to_text(found->second));
  }
  if (alike && !rule.severity_by_stage.empty()) return to_text(rule.severity_by_stage.begin()->second);
  return joined(by_stage);
}

std::string looks_at(const Rule& rule, const Template& form) {
  const auto& lines = rule.selector.lines;
  std::string text = rule.on_total ? "the footprint total" : "the return";
  if (!lines.empty() && lines.size() <= most_codes) {
    std::vector<std::string> codes;
    for (const auto line : lines) codes.push_back(form.lines[line.value].code);
    text = joined(codes);
  } else if (!lines.empty()) {
    text = std::to_string(lines.size()) + " lines";
  }
  if (rule.selector.types != 0) text += " of " + joined(types_in(rule.selector.types, form));
  const PeriodSet all = (PeriodSet{1} << form.periods.size()) - 1;
  if (rule.selector.periods != 0 && (rule.selector.periods & all) != all)
    text += " in " + joined(periods_in(rule.selector.periods, form));
  return text;
}

std::string tolerance_in_words(const Rule& rule) {
  if (rule.tolerance == Tolerance::stated) return rule.tolerance_text;
  if (rule.tolerance == Tolerance::derived) return "what rounding of the cells it reads can explain";
  const auto half_steps = rule.with.find("half_steps");
  const auto relative = rule.with.find("relative");
  if (half_steps != rule.with.end() && !half_steps->second.empty() && half_steps->second.front() != "0") {
    std::string text = half_steps->second.front() + " half steps of the line's unit";
    if (relative != rule.with.end()) text += " or " + joined(relative->second) + ", whichever is larger";
    return text;
  }
  if (relative != rule.with.end()) return joined(relative->second);
  return "none";
}

}  // namespace stp
