#include "service/figures/served_figures.h"

#include <array>
#include <nlohmann/json.hpp>

#include "service/figures/answers.h"

namespace stp {

namespace {

using functions::Error;
using functions::Fault;
using functions::Value;
using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr std::string_view service_word = "service";
constexpr std::size_t most_kept = 10'000;

std::string call_of(const char* function, const std::vector<std::string>& texts) {
  Json arguments = Json::array();
  for (const auto& text : texts) arguments.push_back(text.empty() ? Json() : Json(text));
  return Json{{"calls", {{{"function", function}, {"arguments", std::move(arguments)}}}}}.dump(
      -1, ' ', false, Json::error_handler_t::replace);
}

std::string figure_call(const char* function, const functions::FigureQuestion& asked) {
  return call_of(function, {asked.organisation, asked.line, asked.year, asked.scenario,
                            round_of_service(asked.source).value_or("")});
}

Error not_understood() {
  return {Fault::missing, "What answered is no service for returns. Check the address."};
}

Fault fault_of(std::string_view text) {
  for (const Fault fault :
       std::array{Fault::value, Fault::division, Fault::number, Fault::missing, Fault::reference})
    if (to_text(fault) == text) return fault;
  return Fault::missing;
}

Value value_of(const Json& cell) {
  const std::string kind = cell.at("kind"), text = cell.at("value");
  if (kind == "blank") return {};
  if (kind == "yes-no") return text == "yes";
  if (kind == "text") return text;
  if (kind == "error") return Error{fault_of(text), cell.at("reason")};
  const Parsed number = parse_decimal(text);
  if (number.outcome != Parse::ok) return not_understood();
  return number.value;
}

Value read_answer(const std::string& body) {
  try {
    return value_of(Json::parse(body).at("answers").at(0).at("cells").at(0).at(0));
  } catch (const Json::exception&) {
    return not_understood();
  }
}

}  // namespace

std::optional<std::string> round_of_service(std::string_view source) {
  if (!source.starts_with(service_word)) return std::nullopt;
  source.remove_prefix(service_word.size());
  if (source.empty()) return "";
  if (source.front() != ':') return std::nullopt;
  return std::string(source.substr(1));
}

ServedFigures::ServedFigures(AskFunctions ask, std::chrono::seconds kept_for)
    : ask_(std::move(ask)), kept_for_(kept_for) {}

Value ServedFigures::answer(const std::string& calls) const {
  const std::lock_guard guard(mutex_);
  if (away_ && away_->until > Clock::now()) return away_->answer;
  const auto found = kept_.find(calls);
  if (found != kept_.end() && found->second.until > Clock::now()) return found->second.answer;
  const auto body = ask_(calls);
  if (!body) {
    Error error = error_of(body.error());
    error.fault = Fault::missing;
    away_ = Kept{Clock::now() + kept_for_, std::move(error)};
    return away_->answer;
  }
  away_.reset();
  if (kept_.size() >= most_kept) kept_.clear();
  return (kept_[calls] = Kept{Clock::now() + kept_for_, read_answer(*body)}).answer;
}

Value ServedFigures::line(const functions::FigureQuestion& asked) const {
  return answer(figure_call("line", asked));
}
Value ServedFigures::total(const functions::FigureQuestion& asked) const {
  return answer(figure_call("total", asked));
}
Value ServedFigures::check(const functions::CheckQuestion& asked) const {
  return answer(
      call_of("check", {asked.rule, asked.organisation, round_of_service(asked.source).value_or("")}));
}

}  // namespace stp
