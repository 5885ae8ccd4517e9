#include "service/total/filed_json.h"

#include <nlohmann/json.hpp>

#include "xlsx/file/address.h"

namespace stp::total_words {

namespace {

class Writing {
 public:
  Writing(const FootprintTotal& total, const Template& form)
      : total_(total), form_(form), codes_{form}, filed_(total.merged.filed) {}

  void add_to(Json& json) const {
    json["files"] = Json::array();
    for (const SourceFile& file : filed_.files) json["files"].push_back(file_json(file));
    json["sections"] = codes_.sections(filed_.sections);
    json["cover"] = cover();
    json["organisations"] = organisations();
    json["tables"] = tables();
    json["observations"] = observations();
  }

 private:
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
                      {"home", codes_.place(body.home)},
                      {"sections", codes_.sections(part.sections)},
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
    return {{"from", codes_.place(from)}, {"at", place_json(row.at)}, {"cells", cells}};
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
                      {"organisation", codes_.body(one.organisation)},
                      {"line", codes_.line(one.line)},
                      {"scenario", codes_.scenario(one.scenario)},
                      {"year", codes_.year(one.period)},
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
  const Codes codes_;
  const Return& filed_;
};

}  // namespace

void add_filed(Json& json, const FootprintTotal& total, const Template& form) {
  Writing(total, form).add_to(json);
}

}  // namespace stp::total_words
