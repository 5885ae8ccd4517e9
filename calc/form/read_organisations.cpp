#include <algorithm>

#include "calc/form/draft.h"

namespace stp {
namespace {

SourceText start_of(const FormDraft& draft, const char* key, const char* file) {
  const auto found = draft.definitions.find(key);
  if (found == draft.definitions.end() || found->second.empty()) return {file, 0, 0};
  return {*found->second.front().file, 0, 0};
}

}  // namespace

void read_places(FormDraft& draft) {
  Template& form = draft.form;
  draft.each("places", "place", [&](Fields& fields) {
    Place place;
    place.code = fields.text("code");
    place.name = fields.text("name");
    place.slug = fields.text("slug");
    place.footprint = fields.yes("footprint", false);
    if (const auto population = fields.optional_word("population"))
      place.population = read_number(*population, draft.troubles);
    place.source = draft.source(fields);
    draft.is_new(fields, place.slug, "slug");
    if (draft.is_new(fields, place.code)) form.places.push_back(std::move(place));
  });
  std::sort(form.places.begin(), form.places.end(), [](const Place& a, const Place& b) {
    return std::tie(a.footprint, a.code) < std::tie(b.footprint, b.code);
  });
  if (std::count_if(form.places.begin(), form.places.end(),
                    [](const Place& place) { return place.footprint; }) != 1)
    draft.troubles.add(start_of(draft, "places", "places.yaml"), "one-footprint",
                       "Exactly one place must be the footprint.",
                       "Say `footprint: yes` for the whole area, and for no other place.");
}

namespace {

// A sheet's name has 31 characters, and the section stands in it, too.
void check_short_name(FormDraft& draft, const Fields& fields, const std::string& name) {
  constexpr std::ptrdiff_t most = 21;
  const auto starts_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  if (std::count_if(name.begin(), name.end(), starts_character) > most ||
      name.find_first_of("[]:*?/\\'") != std::string::npos)
    draft.troubles.add(fields.place_of_key(fields.map().find("short") ? "short" : "name"), "short-name",
                       in_quotes(name) + " does not fit into the name of a sheet.",
                       "Give a `short` name of at most 21 characters without []:*?/\\'.");
}

Organisation read_organisation(FormDraft& draft, Fields& fields) {
  const Template& form = draft.form;
  Organisation organisation;
  organisation.code = fields.text("code");
  organisation.name = fields.text("name");
  organisation.short_name = fields.text_or("short", organisation.name);
  check_short_name(draft, fields, organisation.short_name);
  organisation.ons = fields.text_or("ons", "");
  organisation.type = named<TypeIndex>(draft, fields.word("type"), form.types, "type");
  organisation.returned = fields.yes("returned", true);
  const auto home = organisation.returned ? std::optional(fields.word("home")) : fields.optional_word("home");
  if (home) organisation.home = named<PlaceIndex>(draft, *home, form.places, "place");
  organisation.outside_share_expected = fields.yes("outside_share", false);
  organisation.in_nhs_surplus =
      fields.yes("in_nhs_surplus", organisation.type && form.types[organisation.type.value].nhs);
  organisation.verified = fields.yes("verified", true);
  organisation.summary = fields.yes("summary", false);
  organisation.note = fields.text_or("note", "");
  organisation.source = draft.source(fields);
  if (organisation.type && form.types[organisation.type.value].summary != organisation.summary)
    draft.troubles.add(fields.at(), "summary-type",
                       "A summary organisation has a summary type, and no other has.",
                       "Say `summary: yes` of both or of neither.");
  return organisation;
}

// What a place's summary lines stand on: one organisation of its own.
void check_summaries(FormDraft& draft) {
  for (const Place& place : draft.form.places) {
    const auto is_its = [&](const Organisation& organisation) {
      return organisation.summary && organisation.home &&
             &draft.form.places[organisation.home.value] == &place;
    };
    const auto& organisations = draft.form.organisations;
    if (std::count_if(organisations.begin(), organisations.end(), is_its) != 1)
      draft.troubles.add(
          start_of(draft, "organisations", "organisations/"), "one-summary",
          "The place " + in_quotes(place.code) + " must have exactly one summary organisation.",
          "Define one organisation with `summary: yes` and this place as its home.");
  }
}

}  // namespace

void read_organisations(FormDraft& draft) {
  Template& form = draft.form;
  draft.each("organisations", "organisation", [&](Fields& fields) {
    Organisation organisation = read_organisation(draft, fields);
    if (draft.is_new(fields, organisation.code)) form.organisations.push_back(std::move(organisation));
  });
  std::sort(form.organisations.begin(), form.organisations.end(),
            [](const Organisation& a, const Organisation& b) {
              return std::tie(a.summary, a.code) < std::tie(b.summary, b.code);
            });
  for (std::size_t i = 0; i < form.organisations.size(); ++i)
    form.organisation_by_code.emplace(form.organisations[i].code, static_cast<std::uint16_t>(i));
  check_summaries(draft);
}

namespace {

constexpr const char* outside_code = "OUT";

void read_share(FormDraft& draft, Fields& fields, const Share& common, const TextEntry& entry,
                Decimal& total) {
  Share share = common;
  share.outside = entry.key == outside_code;
  const Word place{entry.key, {fields.file(), entry.line, entry.column}};
  if (!share.outside) share.place = named<PlaceIndex>(draft, place, draft.form.places, "place");
  const auto number = fields.scalar(entry.value, "shares");
  const auto value = number ? read_number(*number, draft.troubles) : std::nullopt;
  if (!value) return;
  if (value->is_negative() || *value > Decimal::of(1)) {
    draft.troubles.add(number->at, "share-range", "A share lies between 0 and 1.", "Write 0.55 or 55%.");
    return;
  }
  share.share = *value;
  total += *value;
  draft.form.shares.push_back(std::move(share));
}

}  // namespace

void read_shares(FormDraft& draft) {
  Template& form = draft.form;
  draft.each("shares", "share", [&](Fields& fields) {
    Share common;
    const Word organisation = fields.word("organisation");
    common.organisation = named<OrganisationIndex>(draft, organisation, form.organisations, "organisation");
    const Word measure = fields.word("measure");
    named<SectionIndex>(draft, measure, form.sections, "section");
    common.measure = measure.text;
    common.source = draft.source(fields);
    fields.yes("verified", true);
    fields.text_or("note", "");
    draft.is_new(fields, organisation.text + " " + measure.text, "organisation");
    const TextNode* shares = fields.needed("shares");
    if (!shares) return;
    Decimal total;
    for (const TextEntry& entry : shares->entries) read_share(draft, fields, common, entry, total);
    if (total != Decimal::of(1))
      draft.troubles.add(
          fields.place(*shares), "share-total", "These shares add up to " + to_text(total) + ", not to 1.",
          "Shares of an organisation cover all it does; what is outside the footprint is OUT.");
  });
}

}  // namespace stp
