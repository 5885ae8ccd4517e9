#include "consolidate_fixture.h"

#include <stdexcept>

namespace stp::small {
namespace {

const std::vector<std::string> names = {"Aldham", "Barlow", "Corby", "Denby", "Elland", "Farsley"};

Expression of_line(LineIndex line) {
  Expression e;
  e.op = Operator::line;
  e.line = line;
  return e;
}
Expression two(Operator op, Expression left, Expression right) {
  Expression e;
  e.op = op;
  e.operands = {std::move(left), std::move(right)};
  return e;
}
Expression over(TypeSet types, Expression operand) {
  Expression e;
  e.op = Operator::organisations;
  e.types = types;
  e.operands = {std::move(operand)};
  return e;
}

constexpr TypeIndex ccg{0}, provider{1}, summary{2};
constexpr TypeSet c = 1, p = 2, f = 4;
constexpr PeriodSet both = 3, second = 2;

LineIndex add_line(Template& form, const std::string& code, TypeSet types, std::uint16_t unit = 0) {
  Line line;
  line.code = line.label = code;
  line.section = SectionIndex{0};
  line.types = types;
  line.unit = UnitIndex{unit};
  line.scenarios = 1;
  line.periods = both;
  line.summary = types == f;
  form.lines.push_back(line);
  const auto index = static_cast<std::uint16_t>(form.lines.size() - 1);
  form.line_by_code[code] = index;
  return LineIndex{index};
}

void calculated(Template& form, LineIndex line, TypeSet types, Expression formula) {
  Line& definition = form.lines[line.value];
  definition.kind = LineKind::calculated;
  definition.formulas.push_back({types, both, std::move(formula), ""});
}

void add_lines(Template& form) {
  const LineIndex resource = add_line(form, "resource", c), spending = add_line(form, "spending", c);
  const LineIndex income = add_line(form, "income", p), cost = add_line(form, "cost", p);
  add_line(form, "growth", c, 1);
  const LineIndex solutions = add_line(form, "solutions", c | p),
                  position = add_line(form, "position", c | p);
  const LineIndex nhs = add_line(form, "nhs", f);
  Expression rows;
  rows.op = Operator::rows;
  rows.table = TableIndex{0};
  rows.column = ColumnIndex{2};
  rows.filters = {{ColumnIndex{1}, RowFilter::Key::this_organisation, ""}};
  calculated(form, solutions, c | p, rows);
  calculated(form, position, c, two(Operator::subtract, of_line(resource), of_line(spending)));
  calculated(form, position, p, two(Operator::subtract, of_line(income), of_line(cost)));
  calculated(form, nhs, f, over(c | p, two(Operator::add, of_line(position), of_line(solutions))));
  for (const LineIndex line : {solutions, position, nhs}) form.order.push_back({line, ScenarioIndex{0}});
}

void add_bodies(Template& form) {
  const auto add_body = [&](std::string code, TypeIndex type, std::uint16_t home) {
    Organisation body;
    body.code = body.name = code;
    body.type = type;
    body.home = PlaceIndex{home};
    body.summary = type == summary;
    form.organisation_by_code[code] = static_cast<std::uint16_t>(form.organisations.size());
    form.organisations.push_back(std::move(body));
  };
  for (std::uint16_t i = 0; i < 6; ++i) add_body("C" + std::to_string(i + 1), ccg, i);
  for (std::uint16_t i = 0; i < 6; ++i) add_body("P" + std::to_string(i + 1), provider, i);
  for (std::uint16_t i = 0; i < 7; ++i) add_body("S" + std::to_string(i + 1), summary, i);
}

void add_tables(Template& form) {
  const auto table = [&](std::string code, std::vector<Column> columns) {
    TableDefinition definition;
    definition.code = definition.label = definition.sheet = code;
    definition.section = SectionIndex{0};
    for (Column& column : columns) {
      column.first_slot = definition.slots;
      definition.slots = static_cast<std::uint16_t>(definition.slots + (column.periods == 0      ? 1
                                                                        : column.periods == both ? 2
                                                                                                 : 1));
    }
    definition.columns = std::move(columns);
    form.tables.push_back(std::move(definition));
  };
  const auto column = [](std::string code, PeriodSet periods = 0) {
    Column one;
    one.code = one.label = std::move(code);
    one.periods = periods;
    one.type = periods == 0 ? ColumnType::text : ColumnType::amount;
    one.unit = UnitIndex{0};
    return one;
  };
  table("register", {column("solution"), column("beneficiary"), column("gross", second)});
  table("counterparties", {column("payer"), column("payee"), column("nature"), column("payer_figure", both),
                           column("payee_figure", both), column("agreed"), column("comment")});
  table("shares", {column("organisation"), column("measure"), column("destination"), column("share", both)});
}

TableCell text_cell(const std::string& text) {
  TableCell cell;
  cell.kind = EntryKind::value;
  cell.text = text;
  return cell;
}
TableCell amount_cell(std::optional<Decimal> value) {
  TableCell cell;
  if (!value) return cell;
  cell.kind = EntryKind::value;
  cell.value = *value;
  return cell;
}

Return empty(const Template& form, const std::string& place) {
  Return filed;
  filed.edition = form.edition.code;
  filed.round = "autumn";
  filed.place = form.place(place);
  filed.sections = 1;
  filed.texts = {""};
  filed.tables.resize(form.tables.size());
  filed.cover.resize(form.cover.size());
  for (std::size_t i = 0; i < form.cover.size(); ++i) filed.cover[i].text = form.cover[i].choices.front();
  filed.files.push_back({place + ".xlsx", "hash-of-" + place, {"Sheet"}});
  return filed;
}

}  // namespace

Template footprint() {
  Template form;
  form.edition.code = "small-1";
  form.hash = "0123456789ab";
  form.sections = {{"finance", "Finance", ""}};
  form.periods = {{"Y0", "2015/16", true, false}, {"Y1", "2016/17", false, true}};
  form.scenarios = {{"DN", "do nothing"}};
  form.units = {{"k", "£000", "£000", 0, false, 1, 0, 0, ""}, {"%", "%", "%", 2, true, 0, 0, 0, ""}};
  form.types = {{"C", "CCG", true, false, false},
                {"P", "provider", true, false, false},
                {"F", "summary", false, false, true}};
  for (const std::string& name : names) form.places.push_back({name.substr(0, 1), name, name, "", false, {}});
  form.places.push_back({"WF", "Whole", "whole", "", true, {}});
  form.rounds = {{"summer", "", "", "", "national", "small-1", "Whole", ""},
                 {"autumn", "", "", "", "national", "small-1", "Whole", ""}};
  CoverField basis;
  basis.code = "basis_period";
  basis.label = "Basis: period";
  basis.choices = {"annual", "cumulative"};
  form.cover = {basis};
  add_bodies(form);
  add_tables(form);
  add_lines(form);
  const auto shared = [&](int place, bool outside, std::int64_t percent) {
    form.shares.push_back({form.organisation("P1"), PlaceIndex{static_cast<std::uint16_t>(place)}, outside,
                           Decimal::ratio(percent, 100), "finance", ""});
  };
  shared(0, false, 60);
  shared(1, false, 30);
  shared(0, true, 10);
  Elimination contract;
  contract.nature = "contract";
  contract.payer_types = c;
  contract.payee_types = p;
  contract.payer_lines = {form.line("spending")};
  contract.payee_lines = {form.line("income")};
  contract.threshold_amount = Decimal::of(10);
  form.eliminations = {contract};
  return form;
}

OrganisationReturn& organisation(Return& filed, const Template& form, const std::string& code) {
  for (OrganisationReturn& part : filed.organisations)
    if (form.organisations[part.organisation.value].code == code) return part;
  throw std::logic_error("no " + code + " in this return");
}

void set(Return& filed, const Template& form, const std::string& body, const std::string& line,
         const std::string& year, int value) {
  Entry& entry =
      organisation(filed, form, body).entries.at(form.line(line), ScenarioIndex{0}, form.period(year));
  entry.kind = EntryKind::value;
  entry.value = Decimal::of(value);
  entry.at = {0, 0, static_cast<std::uint32_t>(form.line(line).value + 5),
              static_cast<std::uint16_t>(form.period(year).value + 5)};
}

void add(Return& filed, const Template& form, const std::string& body) {
  OrganisationReturn part;
  part.organisation = form.organisation(body);
  part.sections = 1;
  part.entries = EntryGrid(form.lines.size(), 1, 2);
  part.notes.resize(form.lines.size());
  part.note_places.resize(form.lines.size());
  filed.organisations.push_back(std::move(part));
  for (const char* year : {"Y0", "Y1"}) {
    const bool commissioner = body[0] == 'C';
    set(filed, form, body, commissioner ? "resource" : "income", year, commissioner ? 1000 : 900);
    set(filed, form, body, commissioner ? "spending" : "cost", year, commissioner ? 1100 : 950);
  }
}

Return of_place(const Template& form, const std::string& place) {
  Return filed = empty(form, place);
  const std::string number = std::to_string(form.place(place).value + 1);
  add(filed, form, "C" + number);
  add(filed, form, "P" + number);
  return filed;
}

Return of_programmes(const Template& form) {
  Return filed = empty(form, "WF");
  solution(filed, form, "WF-01", "C1", 30);
  return filed;
}

std::vector<Return> all(const Template& form) {
  std::vector<Return> returns;
  for (const std::string& name : names) returns.push_back(of_place(form, name.substr(0, 1)));
  returns.push_back(of_programmes(form));
  return returns;
}

void pay(Return& filed, const Template& form, const std::string& payer, const std::string& payee,
         std::optional<int> payer_says, std::optional<int> payee_says, const std::string& agreed) {
  const auto amount = [](std::optional<int> says) {
    return says ? amount_cell(Decimal::of(*says)) : amount_cell(std::nullopt);
  };
  TableRow row;
  row.cells = {text_cell(payer), text_cell(payee),   text_cell("contract"), amount({}), amount(payer_says),
               amount({}),       amount(payee_says), text_cell(agreed),     TableCell()};
  filed.tables[form.table("counterparties").value].push_back(std::move(row));
}

void share(Return& filed, const Template& form, const std::string& body, const std::string& destination,
           Decimal part) {
  TableRow row;
  row.cells = {text_cell(body), text_cell("finance"), text_cell(destination), amount_cell(part),
               amount_cell(part)};
  filed.tables[form.table("shares").value].push_back(std::move(row));
}

void solution(Return& filed, const Template& form, const std::string& code, const std::string& body,
              int worth) {
  TableRow row;
  row.cells = {text_cell(code), text_cell(body), amount_cell(Decimal::of(worth))};
  filed.tables[form.table("register").value].push_back(std::move(row));
}

Decimal figure(const FootprintTotal& total, const Template& form, const std::string& body,
               const std::string& line, const std::string& year) {
  const Figure* found =
      total.merged.find(form.organisation(body), form.line(line), ScenarioIndex{0}, form.period(year));
  if (!found) throw std::logic_error("no figure of " + body);
  return found->value;
}

const PlaceFigures& places_of(const FootprintTotal& total, const Template& form, const std::string& line,
                              const std::string& year, const std::string& type) {
  for (const PlaceFigures& figures : total.places)
    if (figures.line == form.line(line) && figures.period == form.period(year) &&
        (type.empty() ? !figures.type : figures.type && form.types[figures.type.value].code == type))
      return figures;
  throw std::logic_error("no place view of " + line);
}

}  // namespace stp::small
