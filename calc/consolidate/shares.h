// How much of each organisation is done for each of the six places, and how much outside the footprint.
#pragma once

#include <vector>

#include "calc/form/template.h"
#include "calc/model/return.h"

namespace stp {

class ShareTable {
 public:
  ShareTable(const Return& filed, const Template& form);

  std::size_t destinations() const {
    return destinations_;
  }  // the places without the footprint, then outside
  // Share of an organisation by measure (the section of a line) and period, per destination; null: none is
  // known.
  const Decimal* of(OrganisationIndex organisation, SectionIndex measure, PeriodIndex period) const;
  // All shares together; exactly 1 where nothing is wrong.
  Decimal whole(OrganisationIndex organisation, SectionIndex measure, PeriodIndex period) const;
  // `value` shared out. Where the shares make exactly 1 the parts add up to `value` exactly: what rounding at
  // the last decimal leaves goes to the largest share.
  void share_out(Decimal value, const Decimal* shares, std::vector<Decimal>& parts) const;

 private:
  struct Shares {
    std::vector<Decimal> parts;
    bool stated = false;
  };
  std::size_t position(OrganisationIndex o, SectionIndex s, PeriodIndex p) const {
    return (o.value * sections_ + s.value) * periods_ + p.value;
  }
  void read_rows(const Return& filed, const Template& form);
  void read_defaults(const Template& form);

  std::size_t sections_, periods_, destinations_;
  std::vector<Shares> shares_;
};

}  // namespace stp
