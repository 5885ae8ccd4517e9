// The footprint at a glance, and for a place's people their return first.
#pragma once

#include "service/desk/desk.h"
#include "service/http/route.h"

namespace stp {

Routes home_pages(const Desk& desk);
Routes office_pages(const Desk& desk);  // administration: rounds and the log

}  // namespace stp
