#include "service/demo/csv_files.h"

#include <algorithm>

#include "calc/model/tables.h"

namespace stp::demo {
namespace {

using Cells = std::vector<std::string>;

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos &&
      text == text.substr(0, text.find_last_not_of(' ') + 1))
    return text;
  std::string out = "\"";
  for (const char letter : text) out += letter == '"' ? std::string("\"\"") : std::string(1, letter);
  return out + '"';
}

std::string row_text(const Cells& cells) {
  std::string text;
  for (std::size_t at = 0; at < cells.size(); ++at) text += (at ? "," : "") + quoted(cells[at]);
  return text + "\n";
}

bool has_reference(const Template& form, LineIndex line, OrganisationIndex organisation, PeriodIndex period) {
  return std::any_of(form.references.begin(), form.references.end(), [&](const ReferenceValue& value) {
    return value.line == line && value.period == period &&
           (!value.organisation || value.organisation == organisation);
  });
}

class Writer {
 public:
  Writer(const Profile& profile, const Template& form, const RoundPlan& plan, const Figures& figures)
      : profile_(profile), form_(form), plan_(plan), figures_(figures) {}

  std::vector<CsvFile> files() {
    for (const std::string& code : plan_.places) {
      const Place& place = form_.places[form_.place(code).value];
      const std::string folder = plan_.round + "/" + place.slug + "/";
      for (std::uint16_t section = 0; section < form_.sections.size(); ++section)
        add(folder + form_.sections[section].code + ".csv", entries(place, SectionIndex{section}), 1);
      add(folder + "cover.csv", cover(place), 1);
      for (const TableDefinition& table : form_.tables)
        add(folder + table.code + ".csv", rows(table, place), 1);
    }
    return std::move(files_);
  }

 private:
  void add(std::string path, std::string text, std::ptrdiff_t heading_lines) {
    if (std::count(text.begin(), text.end(), '\n') > heading_lines)
      files_.push_back({std::move(path), std::move(text)});
  }

  std::string entries(const Place& place, SectionIndex section) const {
    std::string text = row_text({"organisation", "line", "scenario", "year", "value", "note"});
    for (const SectionLayout& layout : form_.layout.sections) {
      if (layout.section != section) continue;
      for (const Body& body : profile_.bodies)
        if (body.place == place.code)
          for (const LineIndex line : layout.order) text += line_entries(body, line);
    }
    return text;
  }

  std::string line_entries(const Body& body, LineIndex at) const {
    const Line& line = form_.lines[at.value];
    const OrganisationIndex organisation = form_.organisation(body.code);
    if (line.kind == LineKind::calculated || !holds(line.types, form_.organisations[organisation.value].type))
      return {};
    const auto found = figures_.entries.find({body.code, line.code});
    const auto note = figures_.notes.find({body.code, line.code});
    std::string text;
    for (std::uint16_t scenario = 0; scenario < form_.scenarios.size(); ++scenario) {
      if (!holds(line.scenarios, ScenarioIndex{scenario})) continue;
      bool noted = note == figures_.notes.end();
      for (std::uint16_t period = 0; period < form_.periods.size(); ++period) {
        if (!holds(line.periods, PeriodIndex{period}) ||
            has_reference(form_, at, organisation, PeriodIndex{period}))
          continue;
        Decimal value;  // what no text names is nil
        if (found != figures_.entries.end() && !found->second[scenario].empty())
          value = found->second[scenario][period];
        text += row_text({body.code, line.code, form_.scenarios[scenario].code, form_.periods[period].label,
                          to_text(value), noted ? std::string() : note->second});
        noted = true;
      }
    }
    return text;
  }

  std::string cover(const Place& place) const {
    std::map<std::string, std::string> fields = profile_.cover;
    for (const auto& [field, value] : plan_.cover) fields[field] = value;
    fields["preparer"] = "Finance lead, " + place.name;
    fields["preparer_email"] = "finance.lead@" + place.slug + ".example";
    if (!fields["signed_on"].empty()) fields["cfo"] = "Chief finance officer, " + place.name;
    fields["notes"] = "Made up for the demonstration. " + quoted_figures(place);
    std::string text = row_text({"field", "value"});
    for (const CoverField& field : form_.cover)
      if (const auto value = fields.find(field.code); value != fields.end() && !value->second.empty())
        text += row_text({field.code, value->second});
    return text;
  }

  // Published figures stand in the notes with their basis; they are never entered as if they were this
  // return's own.
  std::string quoted_figures(const Place& place) const {
    std::string text;
    for (const QuotedFigure& figure : form_.quoted)
      if (figure.place == place.code)
        text += "Quoted: " + figure.as_quoted + " (" + figure.basis + "; " + figure.source + "). ";
    return text.empty() ? text : text + "Quoted figures on another basis are not added to these.";
  }

  std::string rows(const TableDefinition& table, const Place& place) const {
    Cells heading;
    for (const Column& column : table.columns) {
      if (!column.periods) heading.push_back(column.code);
      for (std::uint16_t period = 0; column.periods && period < form_.periods.size(); ++period)
        if (holds(column.periods, PeriodIndex{period}))
          heading.push_back(column.code + "/" + form_.periods[period].code);
    }
    std::string text = row_text(heading);
    for (const std::map<std::string, std::string>& row : table_rows(table.code, place)) {
      Cells cells;
      for (const std::string& column : heading) {
        const auto cell = row.find(column);
        cells.push_back(cell == row.end() ? std::string() : cell->second);
      }
      text += row_text(cells);
    }
    return text;
  }

  using Row = std::map<std::string, std::string>;

  std::vector<Row> table_rows(const std::string& table, const Place& place) const {
    if (table == tables::registered) return register_rows(place);
    if (table == tables::counterparties) return payment_rows(place);
    if (table == tables::shares) return share_rows(place);
    return {};
  }

  void put(Row& row, const std::string& column, const Series& series) const {
    for (std::size_t period = 0; period < series.size(); ++period)
      row[column + "/" + form_.periods[period].code] = to_text(series[period]);
  }

  std::vector<Row> register_rows(const Place& place) const {
    std::vector<Row> rows;
    for (const SolutionRow& solution : figures_.rows) {
      if (solution.place != place.code) continue;
      const SolutionPattern& pattern = *solution.pattern;
      Row row{{"solution", place.code + "-" + pattern.id},
              {"name", pattern.name},
              {"narrative", pattern.narrative},
              {"theme", pattern.theme},
              {"lead", solution.beneficiary->code},
              {"beneficiary", solution.beneficiary->code},
              {"sector", solution.beneficiary->type},
              {"recurrent", "R"},
              {"maturity", pattern.maturity},
              {"risk", pattern.risk},
              {"risk_weight", to_text(pattern.likely)},
              {"evidence", "Illustrative"},
              {"owner", pattern.owner},
              {"changed", plan_.round}};
      if (solution.counterparty != "" && !pattern.lost.is_zero()) row["counterparty"] = solution.counterparty;
      if (!pattern.group.empty()) row["overlap_group"] = place.code + "-" + pattern.group;
      if (!pattern.capital.empty()) row["capital_reference"] = place.code + "-" + pattern.capital;
      put(row, "gross", solution.gross);
      put(row, "running", solution.running);
      put(row, "one_off", solution.one_off);
      put(row, "counterparty_income", solution.lost);
      put(row, "overlap", solution.overlap);
      put_change(row, "activity", pattern.activity.line, solution.activity);
      put_change(row, "workforce", pattern.staff.line, solution.staff);
      rows.push_back(std::move(row));
    }
    return rows;
  }

  void put_change(Row& row, const std::string& what, const std::string& line, const Series& change) const {
    if (line.empty() ||
        std::all_of(change.begin(), change.end(), [](Decimal value) { return value.is_zero(); }))
      return;
    row[what + "_line"] = line;
    put(row, what + "_change", change);
  }

  std::vector<Row> payment_rows(const Place& place) const {
    std::vector<Row> rows;
    for (const Payment& payment : figures_.payments) {
      const bool pays = profile_.body(payment.payer)->place == place.code,
                 receives = profile_.body(payment.payee)->place == place.code;
      if (!pays && !receives) continue;
      Row row{{tables::payer, payment.payer},
              {tables::payee, payment.payee},
              {tables::nature, payment.nature},
              {tables::agreed, payment.agreed},
              {tables::comment, payment.comment}};
      if (pays) put(row, tables::payer_figure, payment.payer_figure);
      if (receives) put(row, tables::payee_figure, payment.payee_figure);
      rows.push_back(std::move(row));
    }
    return rows;
  }

  std::vector<Row> share_rows(const Place& place) const {
    std::vector<Row> rows;
    for (const Share& share : form_.shares) {
      const Organisation& organisation = form_.organisations[share.organisation.value];
      if (form_.places[organisation.home.value].code != place.code || share.share == Decimal::of(1) ||
          share.share.is_zero())
        continue;
      Row row{
          {tables::organisation, organisation.code},
          {tables::measure, share.measure},
          {"source", "Share of the template"},
          {tables::destination, share.outside ? std::string("OUT") : form_.places[share.place.value].code}};
      put(row, tables::share, Series(form_.periods.size(), share.share));
      rows.push_back(std::move(row));
    }
    return rows;
  }

  const Profile& profile_;
  const Template& form_;
  const RoundPlan& plan_;
  const Figures& figures_;
  std::vector<CsvFile> files_;
};

// "{figure}" and "{grouped}" stand for the right figure, plain and with thousands separators.
std::string typed_text(std::string typed, Decimal right) {
  for (const auto& [hole, value] : {std::pair(std::string("{figure}"), to_text(right)),
                                    std::pair(std::string("{grouped}"), to_grouped_text(right, 0))})
    if (const std::size_t at = typed.find(hole); at != std::string::npos)
      typed.replace(at, hole.size(), value);
  return typed;
}

}  // namespace

std::vector<CsvFile> csv_files(const Profile& profile, const Template& form, const RoundPlan& plan,
                               const Figures& figures) {
  return Writer(profile, form, plan, figures).files();
}

CsvFile mistakes_file(const Profile& profile, const Template& form, const Figures& figures) {
  std::string text = row_text({"organisation", "line", "scenario", "year", "times", "plus", "typed", "what"});
  for (const Mistake& mistake : profile.mistakes) {
    const Line& line = form.lines[form.line(mistake.line).value];
    std::uint16_t scenario = 0;
    while (!holds(line.scenarios, ScenarioIndex{scenario})) ++scenario;
    const auto found = figures.entries.find({mistake.organisation, mistake.line});
    const Decimal right =
        found == figures.entries.end() ? Decimal() : found->second[scenario][mistake.period];
    text += row_text({mistake.organisation, mistake.line, form.scenarios[scenario].code,
                      form.periods[mistake.period].label, mistake.times ? to_text(*mistake.times) : "",
                      mistake.plus ? to_text(*mistake.plus) : "",
                      mistake.typed ? "typed:" + typed_text(*mistake.typed, right) : "", mistake.what});
  }
  return {profile.mistakes_round + "/" + form.places[form.place(profile.mistakes_place).value].slug +
              "/mistakes.csv",
          text};
}

}  // namespace stp::demo
