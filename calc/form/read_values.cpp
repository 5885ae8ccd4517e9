#include "calc/form/draft.h"

namespace stp {
namespace {

// A value of a unit: percentages are written with their sign, other numbers without.
std::optional<Decimal> value_in(FormDraft& draft, const Word& word, UnitIndex unit) {
  const auto value = read_number(word, draft.troubles);
  if (!value || !unit) return value;
  const bool percent = word.text.back() == '%';
  const bool wants_percent = draft.form.units[unit.value].as_percent;
  if (percent != wants_percent && !value->is_zero())
    draft.troubles.add(
        word.at, "percent-sign",
        in_quotes(word.text) + (wants_percent ? " lacks its percent sign." : " is no percentage here."),
        wants_percent ? "Write 3.1% for a fraction of 0.031." : "Write the plain number.");
  return value;
}

template <class Take>
void read_by_period(FormDraft& draft, Fields& fields, UnitIndex unit, Take take) {
  const TextNode* values = fields.needed("values");
  if (!values) return;
  if (values->kind != TextNode::Kind::map || values->entries.empty())
    draft.troubles.add(fields.place(*values), "wrong-type", "\"values\" gives a number for each period.",
                       "Write {Y1: 3.1%, Y2: 2.3%}.");
  for (const TextEntry& entry : values->entries) {
    const Word code{entry.key, {fields.file(), entry.line, entry.column}};
    const auto period = named<PeriodIndex>(draft, code, draft.form.periods, "period");
    const auto word = fields.scalar(entry.value, "values");
    const auto value = word ? value_in(draft, *word, unit) : std::nullopt;
    if (period && value) take(period, *value, code.at);
  }
}

bool is_name(std::string_view code) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (code.empty() || !letter(code.front())) return false;
  for (const char c : code)
    if (!letter(c) && !(c >= '0' && c <= '9') && c != '_') return false;
  return true;
}

}  // namespace

void read_constants(FormDraft& draft) {
  draft.each("constants", "constant", [&](Fields& fields) {
    Constant constant;
    const Word code = fields.word("code");
    constant.code = code.text;
    constant.label = fields.text("label");
    constant.unit = named<UnitIndex>(draft, fields.word("unit"), draft.form.units, "unit");
    constant.verified = fields.yes("verified", true);
    constant.source = draft.source(fields);
    fields.text_or("note", "");
    constant.by_period.resize(draft.form.periods.size());
    if (!is_name(code.text) && !code.text.empty())
      draft.troubles.add(code.at, "not-a-name", in_quotes(code.text) + " cannot be named in a formula.",
                         "Use letters, digits and _ only, a letter first.");
    if (const auto one = fields.optional_word("value")) {
      for (auto& value : constant.by_period) value = value_in(draft, *one, constant.unit);
      if (fields.find("values"))
        draft.troubles.add(fields.place_of_key("values"), "value-twice",
                           "A constant has \"value\" or \"values\", not both.", "Keep one of the two.");
    } else {
      read_by_period(draft, fields, constant.unit, [&](PeriodIndex period, Decimal value, const SourceText&) {
        constant.by_period[period.value] = value;
      });
    }
    if (draft.is_new(fields, constant.code)) draft.form.constants.push_back(std::move(constant));
  });
}

void read_references(FormDraft& draft) {
  const Template& form = draft.form;
  draft.each("references", "reference", [&](Fields& fields) {
    ReferenceValue common;
    const Word code = fields.word("line");
    common.line = named_line(draft, code);
    const auto organisation = fields.optional_word("organisation");
    if (organisation)
      common.organisation =
          named<OrganisationIndex>(draft, *organisation, form.organisations, "organisation");
    common.source = draft.source(fields);
    common.verified = fields.yes("verified", true);
    fields.text_or("note", "");
    const Line* line = common.line ? &form.lines[common.line.value] : nullptr;
    if (line && line->kind != LineKind::reference)
      draft.troubles.add(code.at, "not-a-reference", "The line " + code.text + " is not a reference line.",
                         "Only reference lines come pre-filled; change its kind or remove this value.");
    if (line && common.organisation &&
        !holds(line->types, form.organisations[common.organisation.value].type))
      draft.troubles.add(organisation->at, "does-not-apply",
                         "The line " + code.text + " is not asked of " + organisation->text + ".",
                         "Name an organisation of a type the line has.");
    const std::string id = code.text + (organisation ? " of " + organisation->text : "") + " in ";
    read_by_period(draft, fields, line && line->kind == LineKind::reference ? line->unit : UnitIndex{},
                   [&](PeriodIndex period, Decimal value, const SourceText& at) {
                     ReferenceValue reference = common;
                     reference.period = period;
                     reference.value = value;
                     if (line && !holds(line->periods, period))
                       draft.troubles.add(at, "does-not-apply",
                                          "The line " + code.text + " is not asked in this period.",
                                          "Remove the value, or add the period to the line.");
                     if (draft.is_new(fields, id + form.periods[period.value].code, "line") && line)
                       draft.form.references.push_back(std::move(reference));
                   });
  });
}

namespace {

const std::vector<std::string>& basis_words() {
  static const std::vector<std::string> words{"annual", "cumulative", "unstated"};
  return words;
}

}  // namespace

void read_quoted(FormDraft& draft) {
  draft.each("quoted", "quoted figure", [&](Fields& fields) {
    QuotedFigure quoted;
    quoted.code = fields.text("code");
    const Word place = fields.word("place");
    named<PlaceIndex>(draft, place, draft.form.places, "place");
    quoted.place = place.text;
    quoted.what = fields.text("what");
    quoted.basis = basis_words()[fields.one_of("basis", basis_words())];
    if (const auto period = fields.optional_word("period")) {
      named<PeriodIndex>(draft, *period, draft.form.periods, "period");
      quoted.period = period->text;
    }
    quoted.as_quoted = fields.text("as_quoted");
    fields.text_or("note", "");
    const Word number = fields.word("value");
    if (const auto value = number.text.empty() ? std::nullopt : read_number(number, draft.troubles))
      quoted.value = *value;
    quoted.source = draft.source(fields);
    if (draft.is_new(fields, quoted.code)) draft.form.quoted.push_back(std::move(quoted));
  });
}

}  // namespace stp
