#include <nlohmann/json.hpp>

#include "service/addin/actions/actions.h"

namespace stp::addin {

namespace {

CellWrite write_of(const nlohmann::json& cell) {
  CellWrite write{cell["sheet"], cell["cell"], {cell["value"], std::nullopt}};
  if (cell["kind"] == "number") write.value.number = parse_decimal(write.value.text).value;
  return write;
}

}  // namespace

Result<Outcome> fill_workbook(const Pipeline& pipeline, const InputFile& workbook) {
  const auto answer = run_verb(pipeline, {"fill", {{"file", {workbook}}}, {}, {"cells"}});
  if (!answer) return refuse(answer.error());
  Outcome outcome{answer->summary, std::nullopt, {}, {}};
  for (const auto& cell : nlohmann::json::parse(answer->document("cells")->bytes)["cells"])
    outcome.writes.push_back(write_of(cell));
  return outcome;
}

}  // namespace stp::addin
