#include <algorithm>
#include <map>
#include <sstream>
#include <tuple>

#include "calc/calculation.h"
#include "calc/form/load.h"
#include "service/total/total_workbook.h"
#include "service/total/workbook/pages.h"
#include "service/total/workbook/read_list.h"
#include "xlsx/form/roles.h"
#include "xlsx/form/stamp.h"

namespace stp {
namespace {

using namespace total_pages;

class ReadingBook {
 public:
  ReadingBook(const xlsx::Workbook& book, const Template& form, Return filed)
      : book_(book), form_(form), filed_(total_.merged.filed), references_(form) {
    filed_ = std::move(filed);
    first_year_ = grid::first_year_column;
    note_ = first_year_ + form.periods.size();
  }

  FootprintTotal run() {
    total_.edition = filed_.edition = form_.edition.code;
    total_.template_hash = form_.hash;
    total_.round = filed_.round = property_of(book_, property::round);
    total_.stage = property_of(book_, property_name::stage);
    const Round* round = form_.round(total_.round);
    total_.footprint_name = round && !round->footprint_name.empty()
                                ? round->footprint_name
                                : form_.places[form_.footprint().value].name;
    filed_.total = true;
    filed_.place = form_.footprint();
    filed_.observations.clear();  // about our own workbook, not about the returns
    filed_.files.clear();
    std::erase_if(filed_.organisations, [&](const OrganisationReturn& part) {
      return form_.organisations[part.organisation.value].summary;
    });
    for (CoverEntry& entry : filed_.cover) entry.at = {};
    read_returns();
    read_sources();
    read_row_sources();
    read_not_added();
    read_findings();
    work_out(total_, form_);
    if (figures_digest(total_.merged, form_) != property_of(book_, property_name::figures))
      throw NotOurs("figures were changed after it was written");
    return std::move(total_);
  }

 private:
  static std::size_t number(const std::string& text) {
    const Parsed parsed = parse_decimal(text);
    if (parsed.outcome != Parse::ok || parsed.value.is_negative() || parsed.value > Decimal::of(65'000))
      throw NotOurs("\"" + text + "\" is not a number of a row or file");
    return static_cast<std::size_t>(parsed.value.units() / Decimal::one_in_units);
  }

  static std::optional<Decimal> optional_amount(const std::string& text) {
    const Parsed parsed = parse_decimal(text);
    return parsed.outcome == Parse::ok ? std::optional<Decimal>(parsed.value) : std::nullopt;
  }

  std::uint32_t sections(const std::string& codes) const {
    std::uint32_t set = 0;
    std::istringstream words(codes);
    for (std::string code; words >> code;)
      if (const SectionIndex section = form_.section(code)) set |= set_of(section);
    return set;
  }

  static std::vector<std::string> split(const std::string& text, char between) {
    std::vector<std::string> parts;
    std::istringstream words(text);
    for (std::string part; std::getline(words, part, between);) parts.push_back(part);
    return parts;
  }

  void read_returns() {
    std::map<std::size_t, SourceFile> files;
    for (const ReadRow& row : read_list(book_, name::returns)) {
      const PlaceIndex place = form_.place(row.at(1));
      if (!place) throw NotOurs("place \"" + row.at(1) + "\" is not known");
      if (total_.arrived.empty() || total_.arrived.back().place != place)
        total_.arrived.push_back({place, row.at(3) == "added", {}, sections(row.at(4)), {}});
      if (row.at(6).empty()) continue;
      const SourceFile file{row.at(7), row.at(8), split(row.at(9), '/')};
      total_.arrived.back().files.push_back(file);
      files[number(row.at(6))] = file;
    }
    for (std::size_t i = 1; i <= files.size(); ++i) {
      if (files.count(i) == 0)
        throw NotOurs("file number " + std::to_string(i) + " is missing on " + name::returns);
      filed_.files.push_back(files[i]);
    }
    for (Arrived& one : total_.arrived) expect(one);
  }

  void expect(Arrived& arrived) const {
    for (std::uint16_t o = 0; arrived.present && o < form_.organisations.size(); ++o) {
      const Organisation& body = form_.organisations[o];
      if (body.home == arrived.place && body.returned && !body.summary && !filed_.find(OrganisationIndex{o}))
        arrived.missing.push_back(OrganisationIndex{o});
    }
  }

  CellPlace place(const std::string& file_number, const std::string& sheet,
                  const std::string& address) const {
    const std::size_t file = number(file_number);
    if (file == 0 || file > filed_.files.size())
      throw NotOurs("file number " + file_number + " is not on " + name::returns);
    const auto& sheets = filed_.files[file - 1].sheets;
    const auto found = std::find(sheets.begin(), sheets.end(), sheet);
    const auto at = xlsx::parse_address(address);
    if (found == sheets.end() || !at)
      throw NotOurs("\"" + sheet + "\", " + address + " is not a cell of file " + file_number);
    return {static_cast<std::uint16_t>(file - 1), static_cast<std::uint16_t>(found - sheets.begin()), at->row,
            at->column};
  }

  void read_sources() {
    std::map<std::tuple<OrganisationIndex, LineIndex, ScenarioIndex>, std::map<std::size_t, CellPlace>>
        places;
    for (const ReadRow& row : read_list(book_, name::sources)) {
      const OrganisationIndex body = form_.organisation(row.at(1));
      if (row.at(2) == sections_row) {
        for (OrganisationReturn& part : filed_.organisations)
          if (part.organisation == body) part.sections = sections(row.at(note_ + 1));
        continue;
      }
      const LineIndex line = form_.line(row.at(2));
      const ScenarioIndex scenario = form_.scenario(row.at(3));
      if (!body || !line || !scenario)
        throw NotOurs("row " + std::to_string(row.row) + " of " + name::sources + " names nothing known");
      for (std::size_t column = first_year_; column <= note_; ++column)
        if (!row.at(column).empty())
          places[{body, line, scenario}][column] = place(row.at(4), row.at(note_ + 2), row.at(column));
    }
    for (OrganisationReturn& part : filed_.organisations)
      for (std::uint16_t l = 0; l < form_.lines.size(); ++l)
        for (std::uint16_t s = 0; s < form_.scenarios.size(); ++s)
          restore(part, LineIndex{l}, ScenarioIndex{s},
                  places[{part.organisation, LineIndex{l}, ScenarioIndex{s}}]);
  }

  // What the place's own file held in place of what the total shows: pre-filled and calculated cells it did
  // not have are blank again.
  void restore(OrganisationReturn& part, LineIndex line, ScenarioIndex scenario,
               const std::map<std::size_t, CellPlace>& places) const {
    for (std::uint16_t p = 0; p < form_.periods.size(); ++p) {
      Entry& entry = part.entries.at(line, scenario, PeriodIndex{p});
      const auto found = places.find(first_year_ + p);
      if (found != places.end()) {
        entry.at = found->second;
        continue;
      }
      entry.at = {};
      const Decimal* reference = references_.find(line, part.organisation, PeriodIndex{p});
      const bool pre_filled =
          form_.lines[line.value].kind == LineKind::reference && reference && entry.value == *reference;
      if (form_.lines[line.value].kind == LineKind::calculated || pre_filled) entry = Entry{};
    }
    const std::size_t note = note_position(form_, line, scenario);
    const auto found = places.find(note_);
    if (note < part.note_places.size())
      part.note_places[note] = found == places.end() ? CellPlace{} : found->second;
  }

  void read_row_sources() {
    std::map<std::pair<std::string, std::size_t>, ReadRow> sources;
    for (const ReadRow& row : read_list(book_, name::row_sources))
      sources[{row.at(1), number(row.at(2))}] = row;
    total_.row_origins.resize(form_.tables.size());
    for (std::size_t t = 0; t < form_.tables.size() && t < filed_.tables.size(); ++t)
      for (TableRow& row : filed_.tables[t]) {
        const auto found = sources.find({form_.tables[t].code, row.at.row});
        if (found == sources.end()) throw NotOurs("a row of " + form_.tables[t].label + " has no source");
        total_.row_origins[t].push_back(form_.place(found->second.at(3)));
        restore(row, found->second);
      }
  }

  void restore(TableRow& row, const ReadRow& source) const {
    row.at = {};
    for (TableCell& cell : row.cells) cell.at = {};
    if (source.at(4).empty()) return;
    if (source.at(5) != "-") row.at = place(source.at(4), source.at(8), source.at(5));
    const std::vector<std::string> cells = split(source.at(6), ' ');
    for (std::size_t i = 0; i < cells.size() && i < row.cells.size(); ++i)
      if (cells[i] != "-") row.cells[i].at = place(source.at(4), source.at(8), cells[i]);
  }

  void read_not_added() {
    for (const ReadRow& row : read_list(book_, name::not_added))
      total_.not_added.push_back(
          {row.at(1), row.at(3), row.at(4), row.at(5), row.at(6), row.at(7), row.at(2)});
  }

  void read_findings() {
    for (const ReadRow& row : read_list(book_, name::findings)) {
      Finding one;
      one.rule = row.at(1);
      one.severity = row.at(2) == to_text(Severity::error)     ? Severity::error
                     : row.at(2) == to_text(Severity::warning) ? Severity::warning
                                                               : Severity::information;
      one.message = row.at(3), one.organisation = row.at(4), one.line = row.at(5), one.year = row.at(6);
      one.found = row.at(7), one.expected = row.at(8), one.remedy = row.at(11);
      one.difference = optional_amount(row.at(9));
      one.allowed = optional_amount(row.at(10));
      one.file = row.at(12), one.sheet = row.at(13), one.cell = row.at(14);
      one.label = row.at(15), one.scenario = row.at(16), one.source = row.at(17);
      total_.findings.push_back(std::move(one));
    }
  }

  const xlsx::Workbook& book_;
  const Template& form_;
  FootprintTotal total_;
  Return& filed_;
  References references_;
  std::size_t first_year_ = 0, note_ = 0;
};

}  // namespace

Result<FootprintTotal> read_total_workbook(const NamedWorkbook& file,
                                           const std::vector<Template>& editions) try {
  const xlsx::Workbook& book = file.workbook;
  if (property_of(book, property::kind) != sheet_kind::total) throw NotOurs("it does not say that it is one");
  const auto form = choose_edition(editions, property_of(book, property::edition));
  if (!form) return refuse(form.error());
  if (property_of(book, property::hash) != (*form)->hash)
    return refuse(
        {"other-template",
         "This total was written with other texts of the edition " + (*form)->edition.code + " than today's.",
         file.name, "Consolidate the returns again, or use the version of the program that wrote it."});
  auto filed = take_return({file}, **form);
  if (!filed) return refuse(filed.error());
  return ReadingBook(book, **form, *std::move(filed)).run();
} catch (const NotOurs& trouble) {
  return refuse({"not-a-total",
                 std::string("This is not a footprint total as it was written: ") + trouble.what() + ".",
                 file.name, "Write it again with stp consolidate."});
}

}  // namespace stp
