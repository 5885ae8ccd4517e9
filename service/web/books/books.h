// Blank workbooks, the rule book, the line dictionary, and where the API is described.
#pragma once

#include "service/desk/desk.h"
#include "service/http/route.h"

namespace stp {

Routes book_pages(const Desk& desk);

}  // namespace stp
