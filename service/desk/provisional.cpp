#include "service/desk/intake.h"
#include "service/desk/totals.h"

namespace stp {

std::vector<ProvisionalFile> provisional_files(const Desk& desk, const TotalState& total) {
  std::vector<ProvisionalFile> found;
  for (const auto& sha256 : total.files)
    if (const auto one = submission(desk, sha256); one && one->errors > 0)
      found.push_back({sha256, one->receipt.name, one->place, one->sections, one->errors});
  return found;
}

}  // namespace stp
