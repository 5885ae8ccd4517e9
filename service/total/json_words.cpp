#include "service/total/json_words.h"

#include <nlohmann/json.hpp>

#include "xlsx/file/address.h"

namespace stp::total_words {

Json Codes::sections(std::uint32_t set) const {
  Json codes = Json::array();
  for (std::uint16_t s = 0; s < form.sections.size(); ++s)
    if (holds(set, SectionIndex{s})) codes.push_back(form.sections[s].code);
  return codes;
}

Json file_json(const SourceFile& file) {
  return {{"name", file.name}, {"sha256", file.sha256}, {"sheets", file.sheets}};
}

Json known_amount(bool known, Decimal amount) { return known ? Json(to_text(amount)) : Json(nullptr); }

Json optional_amount(const std::optional<Decimal>& amount) {
  return amount ? Json(to_text(*amount)) : Json(nullptr);
}

Json place_json(CellPlace at) {
  if (!at) return nullptr;
  return Json::array({at.file, at.sheet, xlsx::to_text(xlsx::Address{at.row, at.column})});
}

CellPlace cell_place(const Json& file, const Json& sheet, const Json& cell) {
  if (file.is_null()) return {};
  const auto address = xlsx::parse_address(cell.get<std::string>());
  if (!address) throw Malformed("\"" + cell.get<std::string>() + "\" is not a cell");
  return {file.get<std::uint16_t>(), sheet.get<std::uint16_t>(), address->row, address->column};
}

CellPlace cell_place(const Json& at) {
  return at.is_null() ? CellPlace{} : cell_place(at.at(0), at.at(1), at.at(2));
}

Decimal decimal(const Json& text) {
  const Parsed parsed = parse_decimal(text.get<std::string>());
  if (parsed.outcome != Parse::ok) throw Malformed("\"" + text.get<std::string>() + "\" is not an amount");
  return parsed.value;
}

}  // namespace stp::total_words
