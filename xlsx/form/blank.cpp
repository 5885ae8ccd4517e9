// blank_workbook: an empty return, calculated, written as a book.
#include <algorithm>

#include "calc/calculation.h"
#include "calc/model/tables.h"
#include "xlsx/form/form.h"
#include "xlsx/form/sheets/book.h"
#include "xlsx/form/sheets/words.h"
#include "xlsx/form/stamp.h"

namespace stp {

namespace {

Result<std::vector<SectionIndex>> sections_of(const Template& form, const std::vector<std::string>& codes) {
  std::vector<SectionIndex> found;
  for (const std::string& code : codes) {
    const SectionIndex section = form.section(code);
    if (!section) {
      std::string known;
      for (const Section& s : form.sections) known += (known.empty() ? "" : ", ") + s.code;
      return refuse(
          {"unknown-section", "There is no section \"" + code + "\".", "", "Choose from: " + known + "."});
    }
    if (std::find(found.begin(), found.end(), section) == found.end()) found.push_back(section);
  }
  std::sort(found.begin(), found.end());
  if (found.empty())
    return refuse({"no-section", "No section was named.", "", "Name at least one section of the return."});
  return found;
}

Result<const Round*> round_of(const Template& form, const std::string& code) {
  if (code.empty()) {
    for (const Round& round : form.rounds)
      if (round.edition == form.edition.code) return &round;
    return refuse(
        {"no-round", "No round uses the edition " + form.edition.code + ".", "rounds.yaml", "Name a round."});
  }
  const Round* round = form.round(code);
  if (!round)
    return refuse(
        {"unknown-round", "There is no round \"" + code + "\".", "rounds.yaml", "Name a round by its date."});
  return round;
}

std::string place_name(const Template& form, PlaceIndex place, const Round& round) {
  const Place& known = form.places[place.value];
  return known.footprint && !round.footprint_name.empty() ? round.footprint_name : known.name;
}

void put(const Template& form, Return& filed, const char* code, const std::string& text) {
  if (const CoverIndex field = form.cover_field(code)) filed.cover[field.value].text = text;
}

void fill_cover(const Template& form, Return& filed, const Round& round, bool illustrative) {
  for (std::size_t i = 0; i < form.cover.size(); ++i)  // a choice of one is made already
    if (form.cover[i].prefilled && form.cover[i].choices.size() == 1)
      filed.cover[i].text = form.cover[i].choices.front();
  const Place& place = form.places[filed.place.value];
  put(form, filed, cover::return_id, place.code + " " + round.code);
  put(form, filed, cover::footprint, round.footprint_name);
  put(form, filed, cover::place, place.code);
  put(form, filed, cover::place_name, place_name(form, filed.place, round));
  put(form, filed, cover::round, round.code);
  put(form, filed, cover::template_title, form.edition.title);
  put(form, filed, cover::edition, form.edition.code);
  put(form, filed, cover::template_hash, form.hash);
  if (illustrative) put(form, filed, cover::illustrative, words::illustrative);
}

Return empty_return(const Template& form, const BlankOptions& options,
                    const std::vector<SectionIndex>& sections, const Round& round) {
  Return filed;
  filed.edition = form.edition.code;
  filed.round = round.code;
  filed.place = options.place;
  filed.texts.push_back("");
  for (const SectionIndex section : sections) filed.sections |= set_of(section);
  const auto organisations = returned_by(form, options.place);
  for (const OrganisationIndex organisation : organisations)
    filed.organisations.push_back(blank_part(organisation, filed.sections, form));
  filed.cover.resize(form.cover.size());
  filed.tables.resize(form.tables.size());
  if (const TableIndex shares = form.table(tables::shares))
    filed.tables[shares.value] = default_shares(form, organisations);
  fill_cover(form, filed, round, options.illustrative);
  return filed;
}

std::string title_of(const Template& form, PlaceIndex place, const Round& round,
                     const std::vector<SectionIndex>& sections) {
  std::string names;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const std::string& label = form.sections[sections[i].value].label;
    names += (i == 0                     ? ""
              : i + 1 == sections.size() ? " and "
                                         : ", ") +
             (i == 0 ? label : lower_first(label));
  }
  const bool footprint = form.places[place.value].footprint;
  return (footprint ? place_name(form, place, round) + ", programmes" : place_name(form, place, round)) +
         ": " + names + " return, " + round.date;
}

}  // namespace

Result<std::string> blank_workbook(const Template& form, const BlankOptions& options) {
  if (!options.place || options.place.value >= form.places.size())
    return refuse(
        {"unknown-place", "No place was named.", "", "Name a place by its code or name, for example leeds."});
  const auto sections = sections_of(form, options.sections);
  if (!sections) return refuse(sections.error());
  const auto round = round_of(form, options.round);
  if (!round) return refuse(round.error());
  const CalculatedReturn figures = calculate(empty_return(form, options, *sections, **round), form);
  BookText text{title_of(form, options.place, **round, *sections),
                options.illustrative ? words::illustrative : ""};
  return write_book(form, *sections, figures, text);
}

}  // namespace stp
