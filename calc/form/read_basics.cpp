#include "calc/form/draft.h"

namespace stp {
namespace {

constexpr std::size_t most = 32;  // sets of these are bits of one word (calc/base/ids.h)

template <class List>
void check_count(FormDraft& draft, const Fields& fields, const List& list) {
  if (list.size() == most + 1)
    draft.troubles.add(fields.at(), "too-many", "There are more than 32 definitions of this kind.",
                       "An edition can have at most 32.");
}

void read_sections(FormDraft& draft) {
  Template& form = draft.form;
  draft.each("sections", "section", [&](Fields& fields) {
    Section section{fields.text("code"), fields.text("label"), fields.text_or("unit_note", "")};
    draft.source(fields);
    if (draft.is_new(fields, section.code)) form.sections.push_back(std::move(section));
    check_count(draft, fields, form.sections);
  });
  draft.each("statements", "statement", [&](Fields& fields) {
    Statement statement{fields.text("code"), fields.text("label"), {}};
    statement.section = named<SectionIndex>(draft, fields.word("section"), form.sections, "section");
    draft.source(fields);
    if (draft.is_new(fields, statement.code)) form.statements.push_back(std::move(statement));
  });
}

void read_periods(FormDraft& draft) {
  Template& form = draft.form;
  draft.each("periods", "period", [&](Fields& fields) {
    Period period{fields.text("code"), fields.text("label")};
    const std::size_t nature = fields.one_of("nature", {"outturn", "forecast", "plan"});
    period.outturn = nature == 0;
    period.forecast = nature == 1;
    draft.source(fields);
    draft.is_new(fields, period.label, "label");
    if (draft.is_new(fields, period.code)) form.periods.push_back(std::move(period));
    check_count(draft, fields, form.periods);
  });
  draft.each("scenarios", "scenario", [&](Fields& fields) {
    Scenario scenario{fields.text("code"), fields.text("label")};
    draft.source(fields);
    if (draft.is_new(fields, scenario.code)) form.scenarios.push_back(std::move(scenario));
    check_count(draft, fields, form.scenarios);
  });
}

void read_units(FormDraft& draft) {
  draft.each("units", "unit", [&](Fields& fields) {
    constexpr int power = 3;
    Unit unit;
    unit.code = fields.text("code");
    unit.label = fields.text("label");
    unit.suffix = fields.text_or("suffix", unit.label);
    unit.decimals = fields.whole("decimals", 0, 9);
    unit.as_percent = fields.yes("percent", false);
    unit.money = fields.whole("money", -power, power, 0);
    unit.count = fields.whole("count", -power, power, 0);
    unit.wte = fields.whole("wte", -power, power, 0);
    unit.number_format = fields.text("number_format");
    draft.source(fields);
    if (draft.is_new(fields, unit.code)) draft.form.units.push_back(std::move(unit));
  });
}

void read_types(FormDraft& draft) {
  draft.each("types", "type", [&](Fields& fields) {
    OrganisationType type{fields.text("code"), fields.text("label"), fields.yes("nhs", false),
                          fields.yes("social_care", false), fields.yes("summary", false)};
    draft.source(fields);
    if (draft.is_new(fields, type.code)) draft.form.types.push_back(std::move(type));
    check_count(draft, fields, draft.form.types);
  });
}

}  // namespace

void read_sources_list(FormDraft& draft) {
  draft.each("sources", "source", [&](Fields& fields) {
    Source source{fields.text("tag"), fields.text("title"), fields.text("kind"), fields.text_or("note", "")};
    if (source.tag.find_first_of(",; ") != std::string::npos)
      draft.troubles.add(fields.place_of_key("tag"), "wrong-type",
                         "A source tag has no blank, comma or semicolon.", "Those separate several tags.");
    if (draft.is_new(fields, source.tag, "tag")) draft.form.sources.push_back(std::move(source));
  });
}

void read_basics(FormDraft& draft) {
  read_sections(draft);
  read_periods(draft);
  read_units(draft);
  read_types(draft);
}

void read_rounds(FormDraft& draft) {
  draft.each("rounds", "round", [&](Fields& fields) {
    const auto date = [&](const Word& word) {
      bool good = word.text.size() == 10;
      for (std::size_t i = 0; good && i < word.text.size(); ++i)
        good = i == 4 || i == 7 ? word.text[i] == '-' : word.text[i] >= '0' && word.text[i] <= '9';
      if (!good && !word.text.empty())
        draft.troubles.add(word.at, "wrong-type", in_quotes(word.text) + " is not a date.",
                           "Write it as 2016-09-16.");
      return word.text;
    };
    Round round;
    round.code = fields.text("code");
    round.label = fields.text("label");
    round.date = date(fields.word("date"));
    if (const auto soft = fields.optional_word("soft_deadline")) round.soft_deadline = date(*soft);
    round.stage = stage_names()[fields.one_of("stage", stage_names())];
    round.edition = fields.text("edition");
    round.footprint_name = fields.text("footprint_name");
    round.source = draft.source(fields);
    if (draft.is_new(fields, round.code)) draft.form.rounds.push_back(std::move(round));
  });
}

}  // namespace stp
