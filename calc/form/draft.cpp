#include "calc/form/draft.h"

#include <algorithm>

namespace stp {

bool FormDraft::is_new(const Fields& fields, const std::string& id, std::string_view key) {
  if (id.empty()) return false;  // its absence is a trouble already
  const SourceText here = fields.place_of_key(key);
  const auto [found, added] = defined.try_emplace(fields.what() + " " + id, here);
  if (added) return true;
  troubles.add(here, "defined-twice",
               "The " + fields.what() + " " + in_quotes(id) + " is defined twice; the other stands at " +
                   to_text(found->second) + ".",
               "Keep one, or give this one another code.");
  return false;
}

std::string FormDraft::source(Fields& fields) {
  const Word written = fields.word("source");
  if (written.text.empty()) return written.text;
  for (const std::string& tag : tags_in(written.text)) {
    if (defined.contains("source " + tag)) continue;
    std::vector<std::string> known;
    for (const Source& source : form.sources) known.push_back(source.tag);
    unknown({tag, written.at}, "source", known);
  }
  return written.text;
}

void FormDraft::unknown(const Word& word, std::string_view what, const std::vector<std::string>& known) {
  if (troubles.full()) return;
  constexpr std::size_t few = 12;
  const std::string otherwise = known.empty()         ? "None is defined."
                                : known.size() <= few ? "Known are " + joined(known, ", ") + "."
                                                      : "Define it, or use one that is defined.";
  troubles.add(word.at, "unknown-" + std::string(what),
               in_quotes(word.text) + " is not a known " + std::string(what) + ".",
               suggest(word.text, known, otherwise));
}

LineIndex named_line(FormDraft& draft, const Word& word) {
  const LineIndex found = draft.form.line(word.text);
  if (!found && !word.text.empty()) draft.unknown(word, "line", codes_of(draft.form.lines));
  return found;
}

std::vector<LineIndex> named_lines(FormDraft& draft, const std::vector<Word>& words) {
  std::vector<LineIndex> lines;
  for (const Word& word : words)
    if (const LineIndex found = named_line(draft, word)) lines.push_back(found);
  return lines;
}

std::vector<std::string> stage_names() { return {"draft", "regional", "national"}; }

}  // namespace stp
