// Every kind of record the log holds, for programs and in words.
#pragma once

#include <string>
#include <vector>

namespace stp {

struct LogKind {
  const char *kind, *words;
  bool of_returns = false;  // tells how the returns and their total moved, not who came and went
};
const std::vector<LogKind>& log_kinds();
std::string log_kind_words(const std::string& kind);  // a kind unknown here as it is

}  // namespace stp
