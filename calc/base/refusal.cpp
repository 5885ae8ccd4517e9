#include "calc/base/refusal.h"

namespace stp {

std::string to_text(const Refusal& refusal) {
  std::string text = refusal.where.empty() ? "" : refusal.where + ": ";
  text += refusal.sentence;
  if (!refusal.remedy.empty()) text += " " + refusal.remedy;
  return text + " [" + refusal.code + "]";
}

}  // namespace stp
