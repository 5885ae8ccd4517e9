// Runs a verb for the command line: the answer goes where it was asked to go, and what happened becomes words
// and an exit code.
#pragma once

#include "service/verbs/verbs.h"

namespace stp {

struct Destination {
  std::string file;    // "": standard output
  std::string format;  // "": by the file's ending where the verb goes by it, else the verb's first
  std::vector<std::pair<std::string, std::string>> beside;  // formats and files of their own
};
int answer_verb(const Pipeline& pipeline, const Verb& verb, Request request, const Destination& to);

}  // namespace stp
