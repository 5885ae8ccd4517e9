// What is wrong with the text files: collected, never thrown, so that all of it can be said at once.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "calc/form/load.h"

namespace stp {

struct Trouble {
  SourceText at;
  Refusal refusal;  // `where` is written from `at`
};

std::string to_text(const SourceText& at);  // "lines/finance/F2.yaml:12:5"

class TroubleList {
 public:
  static constexpr std::size_t limit = 500;  // a person mends these first; a hostile text cannot make more

  void add(const SourceText& at, std::string code, std::string sentence, std::string remedy);
  bool full() const { return troubles_.size() >= limit; }
  bool empty() const { return troubles_.empty(); }
  const std::vector<Trouble>& all() const { return troubles_; }

 private:
  std::vector<Trouble> troubles_;
  std::set<std::string> seen_;  // the same trouble found twice is one trouble
};

// Ordered by file, line, column. A trouble of some editions only says which; `editions` runs beside
// `per_edition`.
Troubles in_order(const TroubleList& of_all, const std::vector<TroubleList>& per_edition,
                  const std::vector<std::string>& editions);

// "Did you mean that?", with the name, or `otherwise` when no name is near.
std::string suggest(std::string_view wrong, const std::vector<std::string>& names, std::string otherwise);

std::string in_quotes(std::string_view text);  // cut to a readable length
std::string joined(const std::vector<std::string>& words, std::string_view between);

}  // namespace stp
