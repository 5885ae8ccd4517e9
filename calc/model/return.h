// A Return: all entries of one place for one round (finance, activity, workforce), in whichever files they
// came. Plain data. Calculated lines hold what the files stated; calc/calculate.h works out what they should
// be.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calc/model/entry.h"

namespace stp {

struct SourceFile {
  std::string name;                 // as given by the sender, without folders
  std::string sha256;               // of the bytes, lower-case hex
  std::vector<std::string> sheets;  // names in workbook order
};

struct CoverEntry {
  std::string text;  // as it stands in the cell; empty when blank
  CellPlace at;
};

// One organisation's part of a return.
struct OrganisationReturn {
  OrganisationIndex organisation;
  std::uint32_t sections = 0;  // bit per SectionIndex that some file brought for this organisation
  EntryGrid entries;
  std::vector<std::string> notes;      // per line x scenario: note text, empty if none; see note_position
  std::vector<CellPlace> note_places;  // same positions
};

// One row of the solution register, the counterparty table or the share table.
// `cells` runs over TableDefinition::slots: a column with periods has one slot per period.
struct TableCell {
  EntryKind kind = EntryKind::blank;
  Decimal value;     // amount columns
  std::string text;  // text columns; for unreadable amounts what stood there
  CellPlace at;
};
struct TableRow {
  std::vector<TableCell> cells;
  CellPlace at;  // first cell of the row
};

// Something a reader or a calculation noticed; a rule of that `kind` turns it into a finding.
struct Observation {
  std::string kind;  // e.g. "formula-overwritten": the vocabulary is templates/observations.yaml
  CellPlace at;
  OrganisationIndex organisation;
  LineIndex line;
  ScenarioIndex scenario;
  PeriodIndex period;
  std::string found, expected;  // as text for the message
  std::optional<Decimal> difference;
  std::string detail;                // fills the message hole {detail}; empty: what the kind means
  std::optional<Decimal> allowed{};  // the difference that would pass
  std::string label{};  // what it is about, where that is no line: a table's column, a cover field
};

struct Return {
  std::string edition;
  std::string round;
  PlaceIndex place;  // the footprint itself for the programme return and for a total
  std::vector<SourceFile> files;
  std::vector<std::string> texts;  // unreadable entries' original text; [0] is ""
  std::vector<CoverEntry> cover;   // per CoverIndex, of the first file; disagreements are observations
  std::vector<OrganisationReturn>
      organisations;                          // in Template order; the summary organisation of the place last
  std::vector<std::vector<TableRow>> tables;  // per TableIndex
  std::vector<Observation> observations;      // structure of the files, in file, sheet, cell order
  std::uint32_t sections = 0;                 // bit per SectionIndex present
  bool total = false;  // merged from several returns: a footprint total, not the programme return

  const OrganisationReturn* find(OrganisationIndex organisation) const;
};

}  // namespace stp
