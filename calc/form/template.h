// The Template: one edition of the blank form, fully expanded and immutable. Built by load.h from the text
// files of templates/, or refused with every trouble at once. Everything the product knows of lines,
// organisations, rules and layout is here; nothing of it is in C++.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calc/base/decimal.h"
#include "calc/base/ids.h"
#include "calc/formula/expression.h"

namespace stp {

struct SourceText {  // where a definition stands in the text files
  std::string file;
  int line = 0, column = 0;
};

struct Period {
  std::string code, label;
  bool outturn = false, forecast = false;
};  // "Y5", "2020/21"
struct Scenario {
  std::string code, label;
};  // "DN", "do nothing"
struct Unit {
  std::string code, label, suffix;  // "k", "£000", "£000"
  int decimals = 0;                 // as typed and shown; rounding half-width is 0.5 of the last decimal
  bool as_percent = false;  // stored as a fraction, shown and typed as percent; decimals are of the percent
  int money = 0, count = 0, wte = 0;  // powers, for adding like to like
  std::string number_format;          // spreadsheet number format
  Decimal half_step() const;          // half of the last decimal shown, in stored terms
};
struct OrganisationType {
  std::string code, label;
  bool nhs = false, social_care = false, summary = false;
};

enum class LineKind { input, calculated, reference };
enum class Sign { magnitude, either, surplus };

struct FormulaCase {
  TypeSet types = 0;
  PeriodSet periods = 0;
  Expression formula;
  std::string text;  // as written
};

struct Line {
  std::string code, label, statement, meaning, source, guidance;
  SectionIndex section;
  TypeSet types = 0;
  LineKind kind = LineKind::input;
  UnitIndex unit;
  Sign sign = Sign::magnitude;
  ScenarioSet scenarios = 0;
  PeriodSet periods = 0;
  PeriodSet input_periods = 0;  // reference lines that the organisation fills itself in these periods
  bool note_required = false;
  bool summary = false;               // computed by the consolidator for places and the footprint
  std::vector<FormulaCase> formulas;  // calculated lines: exactly one case per type and period
  SourceText at;
  const FormulaCase* formula_for(TypeIndex type, PeriodIndex period) const;
};
struct Statement {
  std::string code, label;
  SectionIndex section;
};
struct Section {
  std::string code, label, unit_note;
};

struct Share {
  OrganisationIndex organisation;
  PlaceIndex place;
  bool outside = false;
  Decimal share;
  std::string measure;
  std::string source;
};
struct Organisation {
  std::string code, name, short_name, ons, source, note;
  TypeIndex type;
  PlaceIndex home;                      // the place that returns it; the footprint for pseudo-organisations
  bool outside_share_expected = false;  // CON-04's organisations
  bool in_nhs_surplus = true;
  bool returned = true;  // false: known (counterparty only), never returned here
  bool verified = false;
  bool summary = false;  // the pseudo-organisation that carries a place's summary lines
};
struct Place {
  std::string code, name, slug, source;
  bool footprint = false;
  std::optional<Decimal> population;
};
struct Round {
  std::string code, label, date, soft_deadline, stage, edition, footprint_name, source;
};
struct Constant {  // a named national value, e.g. days_in_year
  std::string code, label, source;
  UnitIndex unit;
  bool verified = false;
  std::vector<std::optional<Decimal>> by_period;
};
struct ReferenceValue {
  LineIndex line;
  OrganisationIndex organisation;
  PeriodIndex period;
  Decimal value;
  std::string source;
  bool verified = false;
};
struct QuotedFigure {
  std::string code, place, what, basis, period, source, as_quoted;
  Decimal value;
};  // £000

enum class ColumnType { text, choice, organisation, line, amount, year, yes_no };
struct Column {
  std::string code, label, guidance;
  ColumnType type = ColumnType::text;
  UnitIndex unit;
  std::vector<std::string> choices;
  PeriodSet periods = 0;
  bool required = false;
  std::uint16_t first_slot = 0;  // slot of its first period
};
struct TableDefinition {
  std::string code, label, sheet, guidance;
  SectionIndex section;
  std::vector<Column> columns;
  std::uint16_t slots = 0;
  int blank_rows = 0;  // rows ready for typing in a blank workbook
  ColumnIndex column(std::string_view code) const;
  std::uint16_t slot(ColumnIndex column, PeriodIndex period) const;
};
struct CoverField {
  std::string code, label, guidance;
  ColumnType type = ColumnType::text;
  std::vector<std::string> choices;
  bool required = false, prefilled = false;
};

enum class Severity { information, warning, error };
// Which entries a rule looks at. Empty means all.
struct Selector {
  std::vector<LineIndex> lines;  // expanded by the loader from codes, statements, kinds, units, signs
  TypeSet types = 0;
  PeriodSet periods = 0;
  ScenarioSet scenarios = 0;
};
enum class Tolerance { exact, derived, stated };
struct RuleExample {
  std::string text;
  bool passes = true;
};  // kept for the rule book; run by the loader
struct Rule {
  std::string id, family, title, statement, message, remedy, source, owner, tolerance_text, status;
  std::map<std::string, Severity> severity_by_stage;
  std::vector<std::string> observations;         // kinds it turns into findings; or
  std::map<std::string, std::string> remedy_of;  // kinds that are mended in another way than by `remedy`
  std::optional<Expression> check;               // must hold, for each selected entry
  std::optional<Expression> when;                // only where this holds
  std::optional<Expression> expected;            // shown as {expected} when the check is no equation
  Selector selector;
  bool on_total = false;  // looked at when consolidating, not on a single return
  Tolerance tolerance = Tolerance::derived;
  std::optional<Expression> allowed;                     // Tolerance::stated
  std::map<std::string, std::vector<std::string>> with;  // parameters of the detectors it names
  std::vector<std::string>
      yields_to;  // rules: a failure behind which one of these reported a figure is its consequence
  std::vector<RuleExample> examples;
  std::string check_text;
  SourceText at;
};

// A summary line everybody asks for first: shown large, in its last year.
struct Headline {
  LineIndex line;
  std::string source;
};

struct BridgeStep {
  std::string label;
  std::vector<LineIndex> lines;
  bool subtract = false;
  bool total = false;
};
struct Bridge {
  std::string code, title, source;
  LineIndex opening, closing;
  bool opening_is_previous = false;
  bool cumulative = false;
  std::vector<BridgeStep> steps;
};

struct Elimination {  // which lines of payer and payee a nature of payment touches
  std::string nature, label, source;
  std::vector<LineIndex> payer_lines, payee_lines;
  TypeSet payer_types = 0, payee_types = 0;
  // The two sides agree within max(threshold_amount, threshold_share of the larger); 0 and 0: only when
  // equal.
  Decimal threshold_amount, threshold_share;
};

struct SectionLayout {
  SectionIndex section;
  std::string sheet_pattern;
  std::vector<LineIndex> order;
};  // row order
struct Layout {
  std::vector<SectionLayout> sections;
};

struct Source {
  std::string tag, title, kind, note;
};  // what a source tag points to
struct Edition {
  std::string code, title, status, note, previous;
};

struct Template {
  Edition edition;
  std::string hash;  // SHA-256 over the expanded texts: the same texts, the same hash
  std::vector<Source> sources;
  std::vector<Section> sections;
  std::vector<Period> periods;
  std::vector<Scenario> scenarios;
  std::vector<Unit> units;
  std::vector<OrganisationType> types;
  std::vector<Statement> statements;
  std::vector<Line> lines;                  // in code order
  std::vector<Place> places;                // six places in code order, the footprint last
  std::vector<Organisation> organisations;  // in code order, summary organisations last
  std::vector<Round> rounds;
  std::vector<Constant> constants;
  std::vector<ReferenceValue> references;
  std::vector<Share> shares;  // default share table
  std::vector<QuotedFigure> quoted;
  std::vector<TableDefinition> tables;
  std::vector<CoverField> cover;
  std::vector<Rule> rules;  // in id order
  std::vector<Bridge> bridges;
  std::vector<Headline> headlines;
  std::vector<Elimination> eliminations;
  std::map<std::string, std::string> observation_kinds;  // kind -> what it means
  Layout layout;

  // (line, scenario) pairs of calculated lines in an order in which each comes after what it needs.
  struct Step {
    LineIndex line;
    ScenarioIndex scenario;
  };
  std::vector<Step> order;

  // Look-ups by code; an Index that is false when unknown. Exact, case-sensitive.
  LineIndex line(std::string_view code) const;
  OrganisationIndex organisation(std::string_view code) const;
  PlaceIndex place(std::string_view code_or_slug) const;
  PeriodIndex period(std::string_view code_or_label) const;  // "Y5" or "2020/21"
  ScenarioIndex scenario(std::string_view code) const;
  UnitIndex unit(std::string_view code) const;
  TypeIndex type(std::string_view code) const;
  ConstantIndex constant(std::string_view code) const;
  RuleIndex rule(std::string_view id) const;
  SectionIndex section(std::string_view code) const;
  TableIndex table(std::string_view code) const;
  CoverIndex cover_field(std::string_view code) const;
  PlaceIndex footprint() const;
  OrganisationIndex summary_of(PlaceIndex place) const;
  const Round* round(std::string_view code) const;
  // The scenario in which a line is read when `wanted` is in hand: that one, or the line's only one; else
  // nothing.
  ScenarioIndex resolve(LineIndex line, ScenarioIndex wanted) const;

  std::map<std::string, std::uint16_t, std::less<>> line_by_code, organisation_by_code;
};

}  // namespace stp
