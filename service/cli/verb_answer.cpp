#include "service/cli/verb_answer.h"

#include <fmt/format.h>

#include "service/cli/io.h"

namespace stp {

namespace {

// A refusal that lists many says its codes in its lines, if at all.
int refused_whole(const Refusal& refusal) {
  const std::string all = refusal.sentence + refusal.remedy;
  if (all.find('\n') == std::string::npos) return refused(refusal);
  fmt::print(stderr, "{}\n", all);
  return exits::refused;
}

Result<std::string> chosen_format(const Verb& verb, const Destination& to) {
  if (!to.format.empty()) return to.format;
  if (to.file.empty() || !verb.unknown_ending) return verb.formats.front().name;
  for (std::size_t i = 1; i < verb.formats.size(); ++i)
    if (to.file.ends_with(verb.formats[i].ending)) return verb.formats[i].name;
  Refusal refusal = *verb.unknown_ending;
  refusal.where = to.file;
  return refuse(refusal);
}

// Charts and the like first: when one cannot be written, there is no answer that looks whole.
Result<void> write_all(const Answer& answer, const Destination& to) {
  for (std::size_t i = 0; i < to.beside.size(); ++i)
    if (auto written = write_output(to.beside[i].second, answer.documents[i + 1].bytes); !written)
      return written;
  return write_output(to.file, answer.documents.front().bytes);
}

// Said after a file was written, unless its format was asked for by name: then a program asked.
void tell(const Answer& answer, const Destination& to) {
  if (to.file.empty() || !to.format.empty() || answer.summary.empty()) return;
  if (answer.summary.ends_with('\n'))
    fmt::print("{}\nWritten to {}.\n", answer.summary, to.file);
  else
    fmt::print("{}: {}\n", to.file, answer.summary);
}

int exit_code_of(const Answer& answer) {
  if (!answer.refused.empty()) return exits::refused;
  return answer.errors_found ? exits::errors_found : exits::done;
}

}  // namespace

int answer_verb(const Pipeline& pipeline, const Verb& verb, Request request, const Destination& to) {
  auto format = chosen_format(verb, to);
  if (!format) return refused(format.error());
  request.formats = {*format};
  for (const auto& [beside, path] : to.beside) request.formats.push_back(beside);
  auto answer = run_verb(pipeline, request);
  if (!answer) return refused_whole(answer.error());
  if (auto written = write_all(*answer, to); !written) return refused(written.error());
  tell(*answer, to);
  return exit_code_of(*answer);
}

}  // namespace stp
