// What the readers of one edition share: the template being built, its definitions, and the names already
// read. Each read_ function reads one kind of definition; they run in the order of their dependence
// (load.cpp).
#pragma once

#include "calc/form/definitions.h"
#include "calc/form/template.h"

namespace stp {

struct FormDraft {
  Template form;
  const Definitions& definitions;
  const std::map<std::string, std::string_view>& texts;  // file -> its text
  TroubleList& troubles;
  std::map<std::string, Definition, std::less<>> line_definitions;  // by code

  // Calls `read(fields)` for each definition under `key`, and refuses keys it did not ask for.
  template <class Read>
  void each(const std::string& key, const char* what, Read read) {
    const auto found = definitions.find(key);
    if (found == definitions.end()) return;
    for (const Definition& definition : found->second) {
      if (troubles.full()) return;
      Fields fields(*definition.node, *definition.file, what, troubles);
      read(fields);
      fields.done();
    }
  }
  // False, with a trouble naming both places, when `id` was taken before.
  bool is_new(const Fields& fields, const std::string& id, std::string_view key = "code");
  // The source tag or tags ("S2; P26"), each known.
  std::string source(Fields& fields);
  void unknown(const Word& word, std::string_view what, const std::vector<std::string>& known);

  std::map<std::string, SourceText> defined;                           // "unit k" -> where
  using Parameters = std::map<std::string, std::string, std::less<>>;  // name -> what it is
  std::map<std::string, Parameters, std::less<>> parameters;           // by observation
};

template <class List>
std::vector<std::string> codes_of(const List& list) {
  std::vector<std::string> codes;
  for (const auto& item : list) codes.push_back(item.code);
  return codes;
}

// Position of a code in a list of the template; a trouble suggesting the nearest when it is not there.
template <class Of, class List>
Of named(FormDraft& draft, const Word& word, const List& list, std::string_view what) {
  for (std::size_t i = 0; i < list.size(); ++i)
    if (list[i].code == word.text) return Of{static_cast<std::uint16_t>(i)};
  if (!word.text.empty()) draft.unknown(word, what, codes_of(list));
  return {};
}

template <class Of, class List>
std::uint32_t named_set(FormDraft& draft, const std::vector<Word>& words, const List& list,
                        std::string_view what) {
  std::uint32_t set = 0;
  for (const Word& word : words)
    if (const Of found = named<Of>(draft, word, list, what)) set |= set_of(found);
  return set;
}

LineIndex named_line(FormDraft& draft, const Word& word);
std::vector<LineIndex> named_lines(FormDraft& draft, const std::vector<Word>& words);

void read_sources_list(FormDraft& draft);
void read_basics(FormDraft& draft);  // sections, statements, periods, scenarios, units, types
void read_places(FormDraft& draft);
void read_organisations(FormDraft& draft);
void read_shares(FormDraft& draft);
void read_rounds(FormDraft& draft);
void read_cover(FormDraft& draft);
void read_tables(FormDraft& draft);
void read_constants(FormDraft& draft);
void read_lines(FormDraft& draft);  // all but their formulas
void read_references(FormDraft& draft);
void read_quoted(FormDraft& draft);
void read_eliminations(FormDraft& draft);
void read_bridges(FormDraft& draft);
void read_headlines(FormDraft& draft);
void read_observations(FormDraft& draft);
void read_layout(FormDraft& draft);
void read_formulas(FormDraft& draft);
void put_lines_in_order(FormDraft& draft);  // Template::order, or the cycle
void read_rules(FormDraft& draft);

std::vector<std::string> stage_names();  // how strictly a round is judged

}  // namespace stp
