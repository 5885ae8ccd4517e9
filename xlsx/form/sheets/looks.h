// The house style of our workbooks. Kinds of cell differ by fill, by edge or pattern, and by letters, so that
// a grey print and a colour-blind reader still tell them apart.
#pragma once

#include <string>

#include "calc/form/template.h"
#include "xlsx/form/roles.h"
#include "xlsx/form/write/look.h"

namespace stp::looks {

xlsx::Look title();
xlsx::Look stamp();
xlsx::Look note();    // lines of explanation below the title
xlsx::Look notice();  // what must not be overlooked
xlsx::Look key();     // small grey codes above table headings
xlsx::Look heading(bool right = false);
xlsx::Look sub_heading();   // a statement's name across the table
xlsx::Look label();         // plain text in a table
xlsx::Look strong_label();  // totals and results
xlsx::Look link();
xlsx::Look organisation_code();  // alone in its cell above the table; formulas read it

xlsx::Look input(const std::string& number_format);
xlsx::Look input_text();
xlsx::Look calculated(const std::string& number_format);
xlsx::Look reference(const std::string& number_format);
xlsx::Look reference_text();
xlsx::Look not_applicable();
xlsx::Look of(CellRole role, const Unit& unit);

xlsx::Look good();  // a check that holds
xlsx::Look bad();   // a check to look at

}  // namespace stp::looks
