// The calculation functions: what there is, each with a form that calculates without script, and how to use
// them in a spreadsheet without installing anything.
#pragma once

#include "calc/functions/function.h"
#include "service/desk/figures_for.h"
#include "service/http/route.h"

namespace stp {

// `table` must outlive the routes.
Routes function_pages(const functions::Functions& table, const FiguresFor& figures_for);

}  // namespace stp
