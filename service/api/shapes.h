// The desk's records as the API shows them; service/api/schemas declares each shape.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "service/desk/intake.h"
#include "service/desk/returns.h"
#include "service/desk/rounds.h"
#include "service/desk/totals.h"
#include "service/store/jobs.h"
#include "service/store/log.h"

namespace stp {

nlohmann::ordered_json shape(const Receipt& receipt);
nlohmann::ordered_json shape(const Submission& submission);
nlohmann::ordered_json shape(const Arriving& file);
nlohmann::ordered_json shape(const ReturnState& state);
nlohmann::ordered_json shape(const Acceptance& acceptance);
nlohmann::ordered_json shape(const RoundState& round);
nlohmann::ordered_json shape(const TotalState& total);
nlohmann::ordered_json shape(const LogRecord& record);
nlohmann::ordered_json shape(const LogVerdict& verdict);
nlohmann::ordered_json shape(const Queue& queue);

}  // namespace stp
