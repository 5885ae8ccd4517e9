#include <nlohmann/json.hpp>

#include "calc/form/load.h"
#include "service/total/json_words.h"
#include "service/total/total_json.h"

namespace stp {
namespace {

using namespace total_words;

class Reading {
 public:
  Reading(const Json& json, const Template& form) : json_(json), form_(form), filed_(total_.merged.filed) {}

  FootprintTotal run() {
    total_.edition = filed_.edition = form_.edition.code;
    total_.template_hash = form_.hash;
    total_.round = filed_.round = json_.at("round").get<std::string>();
    total_.stage = json_.at("stage").get<std::string>();
    total_.footprint_name = json_.at("footprint").get<std::string>();
    filed_.place = form_.footprint();
    filed_.total = true;
    filed_.texts = {""};
    for (const Json& one : json_.at("files")) filed_.files.push_back(file(one));
    filed_.sections = sections(json_.at("sections"));
    arrived();
    not_added();
    findings();
    cover();
    for (const Json& one : json_.at("organisations")) organisation(one);
    tables();
    work_out(total_, form_);
    same_figures();
    observations();
    return std::move(total_);
  }

 private:
  template <class Of>
  Index<Of> known(Index<Of> index, const std::string& what, const std::string& code) const {
    if (!index) throw Malformed(what + " \"" + code + "\" is not in the edition " + form_.edition.code);
    return index;
  }
  static std::string text(const Json& json, const char* key) { return json.at(key).get<std::string>(); }
  LineIndex line(const std::string& code) const { return known(form_.line(code), "line", code); }
  PeriodIndex year(const std::string& code) const { return known(form_.period(code), "year", code); }
  ScenarioIndex scenario(const std::string& code) const {
    return known(form_.scenario(code), "scenario", code);
  }
  OrganisationIndex body(const std::string& code) const {
    return known(form_.organisation(code), "organisation", code);
  }
  PlaceIndex place(const std::string& code) const { return known(form_.place(code), "place", code); }

  CellPlace at(const Json& json) const { return checked(cell_place(json)); }
  CellPlace checked(CellPlace at) const {
    const bool whole_file = at.sheet == CellPlace::nowhere && at.row == 0;
    if (at &&
        (at.file >= filed_.files.size() || (!whole_file && at.sheet >= filed_.files[at.file].sheets.size())))
      throw Malformed("a figure stands in a file or sheet that is not listed");
    return at;
  }

  static SourceFile file(const Json& json) {
    return {text(json, "name"), text(json, "sha256"), json.at("sheets").get<std::vector<std::string>>()};
  }

  std::uint32_t sections(const Json& codes) const {
    std::uint32_t set = 0;
    for (const Json& code : codes)
      set |= set_of(known(form_.section(code.get<std::string>()), "section", code.get<std::string>()));
    return set;
  }

  void arrived() {
    for (const Json& json : json_.at("arrived")) {
      Arrived one{
          place(text(json, "place")), json.at("present").get<bool>(), {}, sections(json.at("sections")), {}};
      for (const Json& each : json.at("files")) one.files.push_back(file(each));
      for (const Json& each : json.at("missing")) one.missing.push_back(body(each.get<std::string>()));
      total_.arrived.push_back(std::move(one));
    }
  }

  void not_added() {
    for (const Json& json : json_.at("not_added"))
      total_.not_added.push_back({text(json, "place"), text(json, "round"), text(json, "file"),
                                  text(json, "code"), text(json, "reason"), text(json, "remedy"),
                                  text(json, "organisation")});
  }

  static std::optional<Decimal> optional_amount(const Json& json) {
    return json.is_null() ? std::nullopt : std::optional<Decimal>(decimal(json));
  }

  static Severity severity(const std::string& word) {
    for (const Severity one : {Severity::information, Severity::warning, Severity::error})
      if (to_text(one) == word) return one;
    throw Malformed("\"" + word + "\" is not a severity");
  }

  void findings() {
    for (const Json& json : json_.at("findings")) {
      Finding one;
      one.rule = text(json, "rule");
      one.severity = severity(text(json, "severity"));
      one.file = text(json, "file"), one.sheet = text(json, "sheet"), one.cell = text(json, "cell");
      one.organisation = text(json, "organisation"), one.line = text(json, "line"),
      one.label = text(json, "label");
      one.year = text(json, "year"), one.scenario = text(json, "scenario");
      one.found = text(json, "found"), one.expected = text(json, "expected");
      one.difference = optional_amount(json.at("difference"));
      one.allowed = optional_amount(json.at("allowed"));
      one.message = text(json, "message"), one.remedy = text(json, "remedy"),
      one.source = text(json, "source");
      total_.findings.push_back(std::move(one));
    }
  }

  void cover() {
    filed_.cover.resize(form_.cover.size());
    for (const auto& [code, field] : json_.at("cover").items()) {
      const CoverIndex index = known(form_.cover_field(code), "cover field", code);
      filed_.cover[index.value] = {text(field, "text"), at(field.at("at"))};
    }
  }

  Entry entry(const Json& json) {
    Entry one;
    one.at = checked(cell_place(json.at(1), json.at(2), json.at(3)));
    const Json& value = json.at(0);
    if (value.is_string()) {
      one.kind = EntryKind::value;
      one.value = decimal(value);
    } else if (value.is_object()) {
      one.kind = EntryKind::unreadable;
      filed_.texts.push_back(text(value, "text"));
      one.text = static_cast<std::uint32_t>(filed_.texts.size() - 1);
    }
    const std::string flags = json.size() > 4 ? json[4].get<std::string>() : "";
    one.from_formula = flags.find('f') != std::string::npos;
    one.as_date = flags.find('d') != std::string::npos;
    return one;
  }

  void organisation(const Json& json) {
    OrganisationReturn part;
    part.organisation = body(text(json, "code"));
    part.sections = sections(json.at("sections"));
    part.entries = EntryGrid(form_.lines.size(), form_.scenarios.size(), form_.periods.size());
    part.notes.resize(form_.lines.size() * form_.scenarios.size());
    part.note_places.resize(part.notes.size());
    for (const Json& each : json.at("lines")) {
      const LineIndex l = line(text(each, "line"));
      const ScenarioIndex s = scenario(text(each, "scenario"));
      if (each.contains("entries"))
        for (const auto& [code, value] : each["entries"].items())
          part.entries.at(l, s, year(code)) = entry(value);
      if (each.contains("note")) {
        const std::size_t note = l.value * form_.scenarios.size() + s.value;
        part.notes[note] = text(each["note"], "text");
        part.note_places[note] = at(each["note"].at("at"));
      }
    }
    if (filed_.find(part.organisation))
      throw Malformed("organisation \"" + text(json, "code") + "\" stands there twice");
    filed_.organisations.push_back(std::move(part));
  }

  TableCell cell(const Json& json) const {
    TableCell one;
    if (json.contains("value") || json.contains("text")) one.kind = EntryKind::value;
    if (json.contains("unreadable")) one.kind = EntryKind::unreadable;
    if (json.contains("value")) one.value = decimal(json["value"]);
    if (json.contains("text")) one.text = text(json, "text");
    if (json.contains("at")) one.at = at(json["at"]);
    return one;
  }

  std::size_t slot(const TableDefinition& table, const std::string& key) const {
    const std::size_t slash = key.find('/');
    const ColumnIndex column = known(table.column(key.substr(0, slash)), "column", key);
    const Column& definition = table.columns[column.value];
    if (slash == std::string::npos) return definition.first_slot;
    const PeriodIndex period = year(key.substr(slash + 1));
    if (!holds(definition.periods, period)) throw Malformed("column \"" + key + "\" has no such year");
    return table.slot(column, period);
  }

  void tables() {
    filed_.tables.resize(form_.tables.size());
    total_.row_origins.resize(form_.tables.size());
    for (const auto& [code, rows] : json_.at("tables").items()) {
      const TableIndex index = known(form_.table(code), "table", code);
      const TableDefinition& table = form_.tables[index.value];
      for (const Json& json : rows) {
        TableRow row;
        row.at = at(json.at("at"));
        row.cells.resize(table.slots);
        for (const auto& [key, each] : json.at("cells").items()) row.cells.at(slot(table, key)) = cell(each);
        filed_.tables[index.value].push_back(std::move(row));
        total_.row_origins[index.value].push_back(place(text(json, "from")));
      }
    }
  }

  void observations() {
    for (const Json& json : json_.at("observations")) {
      Observation one;
      one.kind = text(json, "kind");
      if (const std::string code = text(json, "organisation"); !code.empty()) one.organisation = body(code);
      if (const std::string code = text(json, "line"); !code.empty()) one.line = line(code);
      if (const std::string code = text(json, "scenario"); !code.empty()) one.scenario = scenario(code);
      if (const std::string code = text(json, "year"); !code.empty()) one.period = year(code);
      one.found = text(json, "found"), one.expected = text(json, "expected"),
      one.detail = text(json, "detail");
      one.difference = optional_amount(json.at("difference"));
      one.allowed = optional_amount(json.at("allowed"));
      one.at = at(json.at("at"));
      filed_.observations.push_back(std::move(one));
    }
  }

  // What the file states must follow from its entries.
  void same_figures() const {
    for (const Json& json : json_.at("organisations"))
      for (const Json& each : json.at("lines"))
        for (const auto& [code, stated] : each.at("figures").items()) {
          const Figure* figure = total_.merged.find(body(text(json, "code")), line(text(each, "line")),
                                                    scenario(text(each, "scenario")), year(code));
          const bool same = figure && (stated.is_null() ? figure->state == FigureState::unknown
                                                        : figure->state == FigureState::known &&
                                                              to_text(figure->value) == stated);
          if (!same)
            throw Malformed("the figure of " + text(json, "code") + ", " + text(each, "line") + ", " + code +
                            " does not follow from the entries");
        }
  }

  const Json& json_;
  const Template& form_;
  FootprintTotal total_;
  Return& filed_;
};

tl::unexpected<Refusal> not_a_total(const std::string& why) {
  return refuse({"not-a-total", "This is not a footprint total as it was written: " + why + ".", "",
                 "Write it again with stp consolidate."});
}

}  // namespace

bool looks_like_total_json(std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && bytes[first] == '{' &&
         bytes.substr(0, 200).find(kind) != std::string_view::npos;
}

Result<FootprintTotal> read_total_json(std::string_view bytes, const std::vector<Template>& editions) try {
  const Json json = Json::parse(bytes);
  if (json.value("kind", "") != kind || json.value("version", 0) != version)
    return not_a_total("it does not say that it is one");
  const auto form = choose_edition(editions, json.at("edition").get<std::string>());
  if (!form) return refuse(form.error());
  if (json.at("template_hash").get<std::string>() != (*form)->hash)
    return refuse(
        {"other-template",
         "This total was written with other texts of the edition " + (*form)->edition.code + " than today's.",
         "", "Consolidate the returns again, or use the version of the program that wrote it."});
  return Reading(json, **form).run();
} catch (const Json::exception& trouble) {
  return not_a_total(trouble.what());
} catch (const Malformed& trouble) {
  return not_a_total(trouble.what());
} catch (const DecimalOverflow& trouble) {
  return not_a_total(trouble.what());
}

}  // namespace stp
