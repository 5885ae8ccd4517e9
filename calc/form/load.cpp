#include "calc/form/load.h"

#include <algorithm>

#include "calc/form/draft.h"

namespace stp {
namespace {

std::vector<Edition> read_editions(const Definitions& all, TroubleList& troubles) {
  std::vector<Edition> editions;
  const auto found = all.find("editions");
  if (found == all.end()) return editions;
  std::map<std::string, SourceText> defined;
  for (const Definition& definition : found->second) {
    Fields fields(*definition.node, *definition.file, "edition", troubles);
    Edition edition;
    edition.code = fields.text("code");
    edition.title = fields.text("title");
    edition.status =
        std::vector<std::string>{"current", "superseded"}[fields.one_of("status", {"current", "superseded"})];
    edition.note = fields.text_or("note", "");
    fields.word("source");
    fields.done();
    const SourceText at = fields.place_of_key("code");
    const auto [before, is_new] = defined.try_emplace(edition.code, at);
    if (!is_new)
      troubles.add(at, "defined-twice",
                   "The edition " + in_quotes(edition.code) + " is defined twice; the other stands at " +
                       to_text(before->second) + ".",
                   "Keep one, or give this one another code.");
    else if (!edition.code.empty())
      editions.push_back(std::move(edition));
  }
  constexpr std::size_t most = 50;
  if (editions.size() > most) {
    troubles.add({*found->second[most].file, 0, 0}, "too-many", "There are more than 50 editions.",
                 "Take out those nobody returns any more.");
    editions.resize(most);
  }
  for (std::size_t i = 1; i < editions.size(); ++i) editions[i].previous = editions[i - 1].code;
  return editions;
}

// Rounds and layouts name their edition; a name no edition has is a trouble of all.
void check_named_editions(const Definitions& all, const std::vector<std::string>& editions,
                          TroubleList& troubles) {
  for (const char* key : {"rounds", "layout"}) {
    const auto found = all.find(key);
    if (found == all.end()) continue;
    for (const Definition& definition : found->second) {
      const TextNode* named = definition.node->find("edition");
      if (!named)
        troubles.add({*definition.file, definition.node->line, definition.node->column}, "missing-key",
                     "This definition lacks the key \"edition\".", "Say which edition it belongs to.");
      else if (std::find(editions.begin(), editions.end(), named->text) == editions.end())
        troubles.add({*definition.file, named->line, named->column}, "unknown-edition",
                     in_quotes(named->text) + " is not an edition.",
                     suggest(named->text, editions, "The editions are " + joined(editions, ", ") + "."));
    }
  }
}

// Leaves only this edition's rounds and layout, and none of the list of editions: what another edition brings
// must not change this one, nor its hash.
void keep_own(Definitions& definitions, const std::string& edition) {
  definitions.erase("editions");
  for (const char* key : {"rounds", "layout"}) {
    const auto found = definitions.find(key);
    if (found == definitions.end()) continue;
    std::erase_if(found->second, [&](const Definition& definition) {
      const TextNode* named = definition.node->find("edition");
      return !named || named->text != edition;
    });
  }
}

void read_all(FormDraft& draft) {
  read_sources_list(draft);
  read_basics(draft);
  read_places(draft);
  read_organisations(draft);
  read_shares(draft);
  read_rounds(draft);
  read_cover(draft);
  read_constants(draft);
  read_tables(draft);
  read_lines(draft);
  read_references(draft);
  read_quoted(draft);
  read_eliminations(draft);
  read_bridges(draft);
  read_headlines(draft);
  read_layout(draft);
  read_formulas(draft);
  put_lines_in_order(draft);
  read_observations(draft);
  read_rules(draft);
}

Template read_edition(const Sources& sources, Definitions definitions, const Edition& edition,
                      TroubleList& troubles) {
  keep_own(definitions, edition.code);
  FormDraft draft{{}, definitions, sources.texts, troubles, {}, {}, {}};
  draft.form.edition = edition;
  read_all(draft);
  draft.form.hash = hash_of(definitions);
  return std::move(draft.form);
}

}  // namespace

tl::expected<std::vector<Template>, Troubles> load_templates(const std::vector<TemplateText>& texts) {
  TroubleList of_all;
  const Sources sources = read_sources(texts, of_all);
  const Definitions all = gather(sources, of_all);
  const std::vector<Edition> editions = read_editions(all, of_all);
  const std::vector<std::string> codes = codes_of(editions);
  if (editions.empty())
    of_all.add({"editions.yaml", 0, 0}, "no-edition", "No edition is defined.",
               "List the editions in editions.yaml.");
  check_editions(all, codes, of_all);
  check_named_editions(all, codes, of_all);

  std::vector<Template> forms;
  std::vector<TroubleList> per_edition(editions.size());
  // Where a whole file is missing, what it defines would be missed all over: say first what is wrong with it.
  const bool all_read = sources.trees.size() == texts.size();
  for (std::size_t i = 0; i < editions.size() && all_read; ++i) {
    std::deque<TextNode> rebuilt;
    forms.push_back(read_edition(sources, expand(all, codes, i, rebuilt), editions[i], per_edition[i]));
  }
  Troubles troubles = in_order(of_all, per_edition, codes);
  if (!troubles.empty()) return tl::unexpected(std::move(troubles));
  return forms;
}

tl::expected<const Template*, Refusal> choose_edition(const std::vector<Template>& editions,
                                                      std::string_view code) {
  std::vector<std::string> known;
  for (const Template& form : editions) {
    if (form.edition.code == code) return &form;
    known.push_back(form.edition.code);
  }
  return tl::unexpected(Refusal{"unknown-edition", "The edition " + in_quotes(code) + " is not known here.",
                                "", suggest(code, known, "Known are " + joined(known, ", ") + ".")});
}

}  // namespace stp
