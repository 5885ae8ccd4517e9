#include "service/total/total_json.h"

#include <nlohmann/json.hpp>

#include "service/total/json_words.h"
#include "xlsx/file/address.h"

namespace stp {
namespace {

using namespace total_words;

Json optional_amount(const std::optional<Decimal>& amount) {
  return amount ? Json(to_text(*amount)) : Json(nullptr);
}

Json file_json(const SourceFile& file) {
  return {{"name", file.name}, {"sha256", file.sha256}, {"sheets", file.sheets}};
}

class Writing {
 public:
  Writing(const FootprintTotal& total, const Template& form)
      : total_(total), form_(form), filed_(total.merged.filed) {}

  std::string run() const {
    Json json = head();
    json["pairs"] = pairs();
    json["places"] = places();
    json["files"] = Json::array();
    for (const SourceFile& file : filed_.files) json["files"].push_back(file_json(file));
    json["sections"] = sections(filed_.sections);
    json["cover"] = cover();
    json["organisations"] = organisations();
    json["tables"] = tables();
    json["observations"] = observations();
    return written(json, 1);
  }

  std::string run_summary() const {
    Json json = head();
    json["places"] = Json::array();
    for (Json& one : places())
      if (one.at("type") == "") json["places"].push_back(std::move(one));
    return written(json, -1);
  }

 private:
  static std::string written(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
  }

  Json head() const {
    Json json;
    json["kind"] = kind;
    json["version"] = version;
    json["edition"] = total_.edition;
    json["template_hash"] = total_.template_hash;
    json["round"] = total_.round;
    json["stage"] = total_.stage;
    json["footprint"] = total_.footprint_name;
    json["complete"] = total_.complete;
    json["incomplete"] = total_.incomplete;
    json["summary"] = summary();
    json["arrived"] = arrived();
    json["not_added"] = not_added();
    json["findings"] = findings();
    json["eliminations"] = eliminations();
    json["gross"] = gross();
    return json;
  }

  std::string line(LineIndex i) const { return i ? form_.lines[i.value].code : ""; }
  std::string year(PeriodIndex i) const { return i ? form_.periods[i.value].code : ""; }
  std::string scenario(ScenarioIndex i) const { return i ? form_.scenarios[i.value].code : ""; }
  std::string body(OrganisationIndex i) const { return i ? form_.organisations[i.value].code : ""; }
  std::string place(PlaceIndex i) const { return i ? form_.places[i.value].code : ""; }

  Json sections(std::uint32_t set) const {
    Json codes = Json::array();
    for (std::uint16_t s = 0; s < form_.sections.size(); ++s)
      if (holds(set, SectionIndex{s})) codes.push_back(form_.sections[s].code);
    return codes;
  }

  Json summary() const {
    Json lines = Json::array();
    for (const Published& one : total_.published)
      lines.push_back({{"line", line(one.line)},
                       {"label", form_.lines[one.line.value].label},
                       {"year", form_.periods[one.period.value].label},
                       {"thousands", to_text(one.thousands)},
                       {"published_millions", to_text(one.millions)},
                       {"rounded_places", to_text(one.rounded_places)},
                       {"rounding_difference", to_text(one.difference)},
                       {"known", one.known}});
    return lines;
  }

  Json arrived() const {
    Json list = Json::array();
    for (const Arrived& one : total_.arrived) {
      Json files = Json::array(), missing = Json::array();
      for (const SourceFile& file : one.files) files.push_back(file_json(file));
      for (const OrganisationIndex absent : one.missing) missing.push_back(body(absent));
      list.push_back({{"place", place(one.place)},
                      {"name", form_.places[one.place.value].name},
                      {"present", one.present},
                      {"sections", sections(one.sections)},
                      {"missing", missing},
                      {"files", files}});
    }
    return list;
  }

  Json not_added() const {
    Json list = Json::array();
    for (const NotAdded& one : total_.not_added)
      list.push_back({{"place", one.place},
                      {"organisation", one.organisation},
                      {"round", one.round},
                      {"file", one.file},
                      {"code", one.code},
                      {"reason", one.reason},
                      {"remedy", one.remedy}});
    return list;
  }

  Json findings() const {
    Json list = Json::array();
    for (const Finding& one : total_.findings)
      list.push_back({{"rule", one.rule},
                      {"severity", to_text(one.severity)},
                      {"file", one.file},
                      {"sheet", one.sheet},
                      {"cell", one.cell},
                      {"organisation", one.organisation},
                      {"line", one.line},
                      {"label", one.label},
                      {"year", one.year},
                      {"scenario", one.scenario},
                      {"found", one.found},
                      {"expected", one.expected},
                      {"difference", optional_amount(one.difference)},
                      {"allowed", optional_amount(one.allowed)},
                      {"message", one.message},
                      {"remedy", one.remedy},
                      {"source", one.source}});
    return list;
  }

  Json eliminations() const {
    Json list = Json::array();
    for (const EliminationTotal& one : total_.eliminations)
      list.push_back({{"nature", one.nature},
                      {"year", year(one.period)},
                      {"payers_state", to_text(one.gross_payer)},
                      {"payees_state", to_text(one.gross_payee)},
                      {"eliminated", to_text(one.eliminated)},
                      {"unmatched", to_text(one.unmatched)},
                      {"spent_before", to_text(one.spent)},
                      {"spent_after", to_text(one.spent - one.eliminated)},
                      {"received_before", to_text(one.received)},
                      {"received_after", to_text(one.received - one.eliminated)}});
    return list;
  }

  Json gross() const {
    Json list = Json::array();
    for (const GrossTotal& one : total_.gross)
      list.push_back({{"year", year(one.period)},
                      {"spent_before", to_text(one.spent)},
                      {"received_before", to_text(one.received)},
                      {"eliminated", to_text(one.eliminated)},
                      {"spent_after", to_text(one.spent - one.eliminated)},
                      {"received_after", to_text(one.received - one.eliminated)}});
    return list;
  }

  Json pairs() const {
    Json list = Json::array();
    for (const Pair& one : total_.pairs)
      list.push_back({{"payer", body(one.payer)},
                      {"payee", body(one.payee)},
                      {"nature", one.nature},
                      {"year", year(one.period)},
                      {"payer_figure", optional_amount(one.payer_figure)},
                      {"payee_figure", optional_amount(one.payee_figure)},
                      {"eliminated", to_text(one.eliminated)},
                      {"unmatched", to_text(one.unmatched)},
                      {"allowed", to_text(one.allowed)},
                      {"reason", one.reason},
                      {"agreed", one.agreed},
                      {"comment", one.comment},
                      {"payer_at", place_json(one.payer_at)},
                      {"payee_at", place_json(one.payee_at)}});
    return list;
  }

  Json places() const {
    Json list = Json::array();
    for (const PlaceFigures& one : total_.places) {
      Json parts = Json::object();
      for (std::size_t p = 0; p < one.by_place.size(); ++p)
        parts[form_.places[p].code] = one.place_known(p) ? Json(to_text(one.by_place[p])) : Json(nullptr);
      list.push_back({{"line", line(one.line)},
                      {"type", one.type ? form_.types[one.type.value].code : ""},
                      {"scenario", scenario(one.scenario)},
                      {"year", year(one.period)},
                      {"places", parts},
                      {"outside", to_text(one.outside)},
                      {"organisations", to_text(one.organisations)},
                      {"difference", to_text(one.difference)},
                      {"known", one.known}});
    }
    return list;
  }

  Json cover() const {
    Json fields = Json::object();
    for (std::size_t i = 0; i < form_.cover.size() && i < filed_.cover.size(); ++i)
      if (!filed_.cover[i].text.empty())
        fields[form_.cover[i].code] = {{"text", filed_.cover[i].text},
                                       {"at", place_json(filed_.cover[i].at)}};
    return fields;
  }

  Json entry_json(const Entry& entry) const {
    Json value = nullptr;
    if (entry.kind == EntryKind::value) value = to_text(entry.value);
    if (entry.kind == EntryKind::unreadable) value = {{"text", filed_.texts[entry.text]}};
    Json json = Json::array({value, nullptr, nullptr, nullptr});
    if (entry.at)
      json = Json::array({value, entry.at.file, entry.at.sheet,
                          xlsx::to_text(xlsx::Address{entry.at.row, entry.at.column})});
    const std::string flags = std::string(entry.from_formula ? "f" : "") + (entry.as_date ? "d" : "");
    if (!flags.empty()) json.push_back(flags);
    return json;
  }

  // One line in one scenario of one organisation; empty when nothing stands there.
  Json line_json(const OrganisationReturn& part, const FigureGrid& grid, LineIndex l, ScenarioIndex s) const {
    Json figures = Json::object(), entries = Json::object(), json;
    for (std::uint16_t p = 0; p < form_.periods.size(); ++p) {
      const Figure& figure = grid.at(l, s, PeriodIndex{p});
      if (figure.state == FigureState::known) figures[form_.periods[p].code] = to_text(figure.value);
      if (figure.state == FigureState::unknown) figures[form_.periods[p].code] = nullptr;
      const Entry& entry = part.entries.at(l, s, PeriodIndex{p});
      if (entry.kind != EntryKind::blank || entry.at) entries[form_.periods[p].code] = entry_json(entry);
    }
    const std::size_t note = l.value * form_.scenarios.size() + s.value;
    const bool noted = note < part.notes.size() && !part.notes[note].empty();
    if (figures.empty() && entries.empty() && !noted) return json;
    json = {{"line", form_.lines[l.value].code},
            {"scenario", form_.scenarios[s.value].code},
            {"figures", figures}};
    if (!entries.empty()) json["entries"] = std::move(entries);
    if (noted) json["note"] = {{"text", part.notes[note]}, {"at", place_json(part.note_places[note])}};
    return json;
  }

  Json organisations() const {
    Json list = Json::array();
    for (std::size_t i = 0; i < filed_.organisations.size(); ++i) {
      const OrganisationReturn& part = filed_.organisations[i];
      const Organisation& body = form_.organisations[part.organisation.value];
      Json lines = Json::array();
      for (std::uint16_t l = 0; l < form_.lines.size(); ++l)
        for (std::uint16_t s = 0; s < form_.scenarios.size(); ++s)
          if (Json line = line_json(part, total_.merged.figures[i], LineIndex{l}, ScenarioIndex{s});
              !line.is_null())
            lines.push_back(std::move(line));
      list.push_back({{"code", body.code},
                      {"name", body.name},
                      {"type", form_.types[body.type.value].code},
                      {"home", place(body.home)},
                      {"sections", sections(part.sections)},
                      {"lines", lines}});
    }
    return list;
  }

  Json cell_json(const TableCell& cell) const {
    Json json = Json::object();
    if (cell.kind == EntryKind::value && (cell.text.empty() || !cell.value.is_zero()))
      json["value"] = to_text(cell.value);
    if (!cell.text.empty()) json["text"] = cell.text;
    if (cell.kind == EntryKind::unreadable) json["unreadable"] = true;
    if (cell.at) json["at"] = place_json(cell.at);
    return json;
  }

  Json row_json(const TableDefinition& table, const TableRow& row, PlaceIndex from) const {
    Json cells = Json::object();
    const auto put = [&](const std::string& key, std::size_t slot) {
      if (slot >= row.cells.size()) return;
      const TableCell& cell = row.cells[slot];
      if (cell.kind != EntryKind::blank || cell.at || !cell.text.empty()) cells[key] = cell_json(cell);
    };
    for (std::uint16_t c = 0; c < table.columns.size(); ++c) {
      const Column& column = table.columns[c];
      if (column.periods == 0) put(column.code, column.first_slot);
      for (std::uint16_t p = 0; p < form_.periods.size(); ++p)
        if (holds(column.periods, PeriodIndex{p}))
          put(column.code + "/" + form_.periods[p].code, table.slot(ColumnIndex{c}, PeriodIndex{p}));
    }
    return {{"from", place(from)}, {"at", place_json(row.at)}, {"cells", cells}};
  }

  Json tables() const {
    Json all = Json::object();
    for (std::size_t t = 0; t < filed_.tables.size(); ++t) {
      Json rows = Json::array();
      for (std::size_t r = 0; r < filed_.tables[t].size(); ++r)
        rows.push_back(row_json(form_.tables[t], filed_.tables[t][r], total_.row_origins[t][r]));
      all[form_.tables[t].code] = std::move(rows);
    }
    return all;
  }

  Json observations() const {
    Json list = Json::array();
    for (const Observation& one : filed_.observations)
      list.push_back({{"kind", one.kind},
                      {"organisation", body(one.organisation)},
                      {"line", line(one.line)},
                      {"scenario", scenario(one.scenario)},
                      {"year", year(one.period)},
                      {"found", one.found},
                      {"expected", one.expected},
                      {"difference", optional_amount(one.difference)},
                      {"allowed", optional_amount(one.allowed)},
                      {"detail", one.detail},
                      {"at", place_json(one.at)}});
    return list;
  }

  const FootprintTotal& total_;
  const Template& form_;
  const Return& filed_;
};

}  // namespace

std::string total_json(const FootprintTotal& total, const Template& form) {
  return Writing(total, form).run();
}

std::string total_summary_json(const FootprintTotal& total, const Template& form) {
  return Writing(total, form).run_summary();
}

}  // namespace stp
