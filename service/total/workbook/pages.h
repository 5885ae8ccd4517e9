// What the sheets of a total share: the total, the plan of the copied returns, and the sheets' names; each
// sheet is written by one function below, in a file of its own.
#pragma once

#include <string>
#include <vector>

#include "calc/consolidate.h"
#include "xlsx/form/sheets/front_sheets.h"
#include "xlsx/form/sheets/plan.h"
#include "xlsx/form/write/book.h"

namespace stp::total_pages {

namespace name {
inline constexpr const char* summary = "Summary";
inline constexpr const char* organisations = "Organisations";
inline constexpr const char* shared_out = "Shared out";
inline constexpr const char* places = "Places";
inline constexpr const char* eliminations = "Eliminations";
inline constexpr const char* pairs = "Pairs";
inline constexpr const char* line_totals = "Line totals";
inline constexpr const char* bridges = "Bridges";
inline constexpr const char* findings = "Findings";
inline constexpr const char* quoted = "Quoted figures";
inline constexpr const char* returns = "Returns";
inline constexpr const char* not_added = "Not added";
inline constexpr const char* sources = "Sources";
inline constexpr const char* row_sources = "Row sources";
}  // namespace name

// Custom document properties of a total, beside those of every workbook.
namespace property_name {
inline constexpr const char* stage = "STP stage";
inline constexpr const char* figures = "STP total figures";
}  // namespace property_name

// On Eliminations: the first row of the thresholds, one row per nature, amount and share in the first two
// years' columns.
inline constexpr std::uint32_t thresholds_first_row = grid::first_row + 1;

// On Sources, in place of a line: which sections arrived for the organisation.
inline constexpr const char* sections_row = "sections";
std::string sections_text(const Template& form, std::uint32_t sections);  // "finance activity"

// A line as one row of a sheet that has one row per organisation and line.
struct Headline {
  LineIndex line;
  ScenarioIndex scenario;
  auto operator<=>(const Headline&) const = default;
};

struct Pages {
  const FootprintTotal& total;
  const Template& form;
  const BookPlan& plan;
  xlsx::BookWriter& book;
  BookText text;
  OrganisationIndex summary;               // the footprint's summary organisation
  std::vector<OrganisationIndex> members;  // in template order
  std::vector<Headline> summary_lines;     // in template order
  std::vector<Headline> headlines;         // what the summary lines add up over organisations
  std::vector<Headline> bridge_lines;      // what the bridges read of the organisations

  std::uint32_t organisations_row(std::size_t member, std::size_t headline) const;  // on Organisations
  std::uint32_t shared_row(std::size_t destination, std::size_t member, std::size_t headline) const;
  std::uint32_t line_total_row(LineIndex line) const;              // on Line totals; 0: not there
  std::size_t destinations() const { return form.places.size(); }  // the places, then outside
  std::string destination_code(std::size_t destination) const;
  std::string destination_name(std::size_t destination) const;
  bool arrived(std::size_t place) const;
};

Pages pages_of(const FootprintTotal& total, const Template& form, const BookPlan& plan,
               xlsx::BookWriter& book, BookText text);

void write_summary(const Pages& pages);
void write_organisations(const Pages& pages);
void write_shared_out(const Pages& pages);
void write_places(const Pages& pages);
void write_eliminations(const Pages& pages);
void write_pairs(const Pages& pages);
void write_line_totals(const Pages& pages);
void write_bridges(const Pages& pages);
void write_findings(const Pages& pages);
void write_quoted(const Pages& pages);
void write_returns(const Pages& pages);
void write_not_added(const Pages& pages);
void write_sources(const Pages& pages);
void write_row_sources(const Pages& pages);

// SHA-256 over every figure and every row as a spreadsheet can hold them: changes when anybody changes a
// figure.
std::string figures_digest(const CalculatedReturn& figures, const Template& form);

}  // namespace stp::total_pages
