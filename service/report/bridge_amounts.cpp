#include "service/report/bridge_amounts.h"

namespace stp {

std::string plain_amount(Decimal amount) {
  for (const int places : {0, 1, 2})
    if (rounded(amount, places) == amount) return to_grouped_text(amount, places);
  return to_grouped_text(amount, 3);
}

std::string signed_amount(Decimal amount) { return (amount > Decimal() ? "+" : "") + plain_amount(amount); }

}  // namespace stp
