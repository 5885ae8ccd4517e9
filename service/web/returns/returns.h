// A place's return: sections, findings by cause, acceptances, decisions.
#pragma once

#include "service/desk/desk.h"
#include "service/http/route.h"

namespace stp {

Routes return_pages(const Desk& desk);

}  // namespace stp
