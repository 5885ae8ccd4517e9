#include "service/desk/desk.h"

#include <algorithm>

namespace stp {

std::vector<const Round*> Desk::rounds() const {
  std::vector<const Round*> all;
  for (const auto& form : pipeline.editions())
    for (const auto& one : form.rounds) {
      const bool known =
          std::any_of(all.begin(), all.end(), [&](const Round* other) { return other->code == one.code; });
      if (!known) all.push_back(&one);
    }
  std::sort(all.begin(), all.end(), [](const Round* a, const Round* b) { return a->code < b->code; });
  return all;
}

const Round* Desk::round(const std::string& code) const {
  for (const auto* one : rounds())
    if (one->code == code) return one;
  return nullptr;
}

const Template& Desk::form_of(const std::string& code) const {
  const Round* of = round(code);
  for (const Template& edition : pipeline.editions())
    if (of != nullptr && edition.edition.code == of->edition) return edition;
  return form();
}

}  // namespace stp
