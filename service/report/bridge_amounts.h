// How amounts are written in a bridge: grouped, whole where they are whole, and with their sign where they
// are changes.
#pragma once

#include <string>

#include "calc/base/decimal.h"

namespace stp {

std::string plain_amount(Decimal amount);   // "-1,234", "12.5"
std::string signed_amount(Decimal amount);  // "+1,234", "-1,234", "0"

}  // namespace stp
