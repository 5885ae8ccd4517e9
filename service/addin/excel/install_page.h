// The page that says how the add-in gets into Excel, and what its functions are.
#pragma once

#include "service/addin/excel/excel.h"

namespace stp::excel {

HttpAnswer install_page(const HttpRequest& request, const AddIn& add_in);

}  // namespace stp::excel
