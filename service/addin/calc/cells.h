// What LibreOffice hands to a function and takes back, as the functions' own values.
#pragma once

#include "calc/functions/value.h"

namespace com::sun::star::uno {
class Any;
}

namespace stp::addin {

// A number, a text, or a range; nothing for an argument left out. An empty text counts as blank: LibreOffice
// gives the blank cells of a range so.
functions::Grid grid_of_any(const com::sun::star::uno::Any& given);
com::sun::star::uno::Any any_of(const functions::Grid& answer);

}  // namespace stp::addin
