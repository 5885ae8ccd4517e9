// Decisions in words.
#pragma once

#include <string>

namespace stp {

struct DecisionWords {
  std::string title, sentence;  // what it is called, and what it does
  bool reason = false, grave = false;
};
DecisionWords decision_words(const std::string& kind);

}  // namespace stp
