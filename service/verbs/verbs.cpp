#include "service/verbs/verbs.h"

#include "service/verbs/allowed.h"
#include "service/verbs/table.h"

namespace stp {

std::string Request::option(const std::string& name) const {
  const auto found = options.find(name);
  return found == options.end() || found->second.empty() ? "" : found->second.front();
}

const Document* Answer::document(std::string_view format) const {
  for (const auto& one : documents)
    if (one.format == format) return &one;
  return nullptr;
}

const std::vector<Verb>& verbs() {
  static const std::vector<Verb> all{
      blank_verb(),  fill_verb(),    check_verb(), consolidate_verb(), explain_verb(),
      bridge_verb(), compare_verb(), rules_verb(), lines_verb(),       look_verb(),
  };
  return all;
}

const Verb* verb(std::string_view name) {
  for (const auto& one : verbs())
    if (one.name == name) return &one;
  return nullptr;
}

Result<Answer> run_verb(const Pipeline& pipeline, const Request& request) {
  const Verb* asked = verb(request.verb);
  if (asked == nullptr) return refuse(unknown_verb(request.verb));
  if (auto allowed_ = allowed(*asked, request); !allowed_) return refuse(allowed_.error());
  Request whole = request;
  if (whole.formats.empty()) whole.formats = {asked->formats.front().name};
  return asked->run(pipeline, whole);
}

}  // namespace stp
