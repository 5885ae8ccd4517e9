// Sending workbooks: the form, the receipts, and what became of each file.
#pragma once

#include "service/desk/desk.h"
#include "service/http/route.h"

namespace stp {

Routes upload_pages(const Desk& desk);

}  // namespace stp
