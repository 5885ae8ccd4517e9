// The definitions of one edition: every item of every file that this edition has, with its revisions applied.
#pragma once

#include <deque>
#include <map>

#include "calc/form/fields.h"

namespace stp {

struct Definition {
  const TextNode* node = nullptr;  // a map
  const std::string* file = nullptr;
};
using Definitions = std::map<std::string, std::vector<Definition>, std::less<>>;  // by top key

// All files as trees, and where to find their text again for places inside formulas.
struct Sources {
  std::map<std::string, TextNode> trees;
  std::map<std::string, std::string_view> texts;
};

// Files -> trees -> items by top key. Unknown top keys are troubles.
Sources read_sources(const std::vector<TemplateText>& texts, TroubleList& troubles);
Definitions gather(const Sources& sources, TroubleList& troubles);

// Says what is wrong with since, until and revisions; after it `expand` cannot fail.
void check_editions(const Definitions& all, const std::vector<std::string>& editions, TroubleList& troubles);
// What edition number `edition` has. Items with revisions are rebuilt in `rebuilt`, which must outlive the
// result.
Definitions expand(const Definitions& all, const std::vector<std::string>& editions, std::size_t edition,
                   std::deque<TextNode>& rebuilt);

// The same definitions, the same hash: comments, blank space, the order of files and of keys do not matter.
std::string hash_of(const Definitions& definitions);

}  // namespace stp
