// The calculation functions as addresses: one for each, for a spreadsheet's WEBSERVICE() and for programs,
// and one for many calls at a time. Functions of amounts alone are open to everybody; those that read returns
// answer for what the caller may see.
#pragma once

#include "calc/functions/function.h"
#include "service/desk/figures_for.h"
#include "service/http/route.h"

namespace stp {

// `table` must outlive the routes.
Routes function_routes(const functions::Functions& table, FiguresFor figures_for);

}  // namespace stp
