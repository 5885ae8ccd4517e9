#include "service/report/explain_report.h"

#include <nlohmann/json.hpp>

namespace stp {
namespace {

constexpr std::size_t hash_shown = 12;  // enough to tell two files apart; JSON has the whole of it

std::string subject(const Explanation& part, const Explanation* above) {
  std::string text = part.line;
  if (!part.label.empty()) text += (text.empty() ? "" : " ") + part.label;
  const bool same_organisation = above && above->organisation == part.organisation;
  if (!part.organisation.empty() && !same_organisation) text += ", " + part.organisation;
  if (!part.scenario.empty() && !(above && above->scenario == part.scenario)) text += ", " + part.scenario;
  if (!part.year.empty() && !(above && above->year == part.year)) text += ", " + part.year;
  return text;
}

std::string place(const Explanation& part) {
  if (part.file.empty()) return {};
  return part.file + " (sha256 " + part.sha256.substr(0, hash_shown) + "), " + part.sheet + "!" + part.cell;
}

std::string figure(const Explanation& part) {
  const bool has_unit =
      !part.unit.empty() && !part.amount.empty() && part.value.find(part.unit) == std::string::npos;
  return part.value + (has_unit ? " " + part.unit : std::string());
}

void append(std::string& out, const Explanation& part, const Explanation* above, std::size_t depth) {
  const std::string indent(depth * 2, ' ');
  out += indent + subject(part, above) + ": " + figure(part);
  if (part.kind == "input" || part.kind == "row" || part.kind == "reference" || part.kind == "constant")
    out += " [" + part.kind + "]";
  out += '\n';
  if (!part.formula.empty()) out += indent + "    = " + part.formula + "   (" + part.words + ")\n";
  if (part.formula.empty() && !part.words.empty()) out += indent + "    " + part.words + "\n";
  if (const std::string at = place(part); !at.empty())
    out += indent + (part.kind == "calculated" ? "    stated in " : "    in ") + at + "\n";
  for (const auto& below : part.parts) append(out, below, &part, depth + 1);
  if (part.cut) out += indent + "  (it goes on below; ask for more depth)\n";
}

using Json = nlohmann::ordered_json;

Json as_json(const Explanation& part) {
  Json json;
  const auto put = [&](const char* name, const std::string& text) {
    if (!text.empty()) json[name] = text;
  };
  put("kind", part.kind);
  put("organisation", part.organisation);
  put("line", part.line);
  put("label", part.label);
  put("scenario", part.scenario);
  put("year", part.year);
  put("value", part.value);
  put("amount", part.amount);
  put("unit", part.unit);
  put("formula", part.formula);
  put("words", part.words);
  put("file", part.file);
  put("sha256", part.sha256);
  put("sheet", part.sheet);
  put("cell", part.cell);
  if (part.cut) json["cut"] = true;
  for (const auto& below : part.parts) json["parts"].push_back(as_json(below));
  return json;
}

}  // namespace

std::string explanation_as_text(const Explanation& explanation) {
  std::string out;
  append(out, explanation, nullptr, 0);
  return out;
}

std::string explanation_as_json(const Explanation& explanation) {
  return as_json(explanation).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace stp
