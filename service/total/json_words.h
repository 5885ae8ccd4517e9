// What writing and reading the JSON of a total share: key words, codes, files, and places in files as
// [file, sheet, cell].
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <stdexcept>
#include <string>

#include "calc/base/decimal.h"
#include "calc/form/template.h"
#include "calc/model/return.h"

namespace stp::total_words {

using Json = nlohmann::ordered_json;

inline constexpr const char* kind = "stp footprint total";
inline constexpr int version = 1;

struct Malformed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// What indexes stand for, by their codes; "" for none.
struct Codes {
  const Template& form;
  std::string line(LineIndex i) const { return i ? form.lines[i.value].code : ""; }
  std::string year(PeriodIndex i) const { return i ? form.periods[i.value].code : ""; }
  std::string scenario(ScenarioIndex i) const { return i ? form.scenarios[i.value].code : ""; }
  std::string body(OrganisationIndex i) const { return i ? form.organisations[i.value].code : ""; }
  std::string place(PlaceIndex i) const { return i ? form.places[i.value].code : ""; }
  Json sections(std::uint32_t set) const;
};

Json file_json(const SourceFile& file);
Json known_amount(bool known, Decimal amount);               // null if not known
Json optional_amount(const std::optional<Decimal>& amount);  // null for none
Json place_json(CellPlace at);
// These throw Malformed, or the library's own exception, on what is no place or amount.
CellPlace cell_place(const Json& file, const Json& sheet, const Json& cell);
CellPlace cell_place(const Json& at);
Decimal decimal(const Json& text);

}  // namespace stp::total_words
