// A kept total as pages read it: the published lines, the place and organisation views, who is in it, the
// journal.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "service/desk/totals.h"
#include "service/web/parts/parts.h"

namespace stp {

// A figure that is not known is "".
struct TotalView {
  struct Published {
    std::string line, label, year, thousands, millions, rounded_places;
    bool known = true;
  };
  struct ByPlace {  // a line of the place view; type "" : a summary line
    std::string line, type, scenario, year;
    std::map<std::string, std::string> places;
    std::string outside, organisations;
    bool known = true;
  };
  struct Figures {
    std::string line, scenario;
    std::map<std::string, std::string> by_year;
  };
  struct OrganisationFigures {
    std::string code, name, type, home;
    std::vector<Figures> lines;
  };
  struct Journal {
    std::string nature, year, payers, payees, eliminated, unmatched, spent_before, spent_after,
        received_before, received_after;
  };
  bool complete = false;
  std::string edition, round, stage;
  struct Arrived {
    std::string place;
    bool present = false;
    std::vector<std::string> sections, missing_organisations;  // codes
  };
  std::vector<Arrived> arrived;
  std::vector<std::string> not_added;  // in words
  std::vector<Published> published;
  std::vector<ByPlace> places;
  std::vector<OrganisationFigures> organisations;
  std::vector<Journal> journal;
  std::string findings_report;  // as findings_of reads it
};

// The same bytes are read once; the latest few are remembered.
Result<std::shared_ptr<const TotalView>> total_view(const Desk& desk, const TotalState& total);

}  // namespace stp
