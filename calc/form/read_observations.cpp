#include <algorithm>

#include "calc/form/rule_reader.h"

namespace stp {
namespace {

const std::vector<std::string>& parameter_kinds() {
  static const std::vector<std::string> kinds{"number", "text", "line",         "cover field",
                                              "period", "rule", "part of whole"};
  return kinds;
}

// What a parameter of this kind says must be there in the edition.
class ParameterCheck {
 public:
  explicit ParameterCheck(FormDraft& draft) : draft_(draft) {}

  void check(const Word& word, const std::string& kind) {
    if (kind == "number")
      read_number(word, draft_.troubles);
    else if (kind == "line")
      named_line(draft_, word);
    else if (kind == "cover field")
      named<CoverIndex>(draft_, word, draft_.form.cover, "cover field");
    else if (kind == "period")
      named<PeriodIndex>(draft_, word, draft_.form.periods, "period");
    else if (kind == "rule")
      check_rule(word);
    else if (kind == "part of whole")
      check_part(word);
  }

 private:
  void check_rule(const Word& word) {
    std::vector<std::string> ids;
    for (const Definition& rule : draft_.definitions.at("rules"))
      if (const TextNode* id = rule.node->find("id")) ids.push_back(id->text);
    if (std::find(ids.begin(), ids.end(), word.text) == ids.end()) draft_.unknown(word, "rule", ids);
  }

  void check_part(const Word& word) {
    constexpr std::string_view between = " of ";
    const std::size_t at = word.text.find(between);
    if (at == std::string::npos) {
      draft_.troubles.add(word.at, "wrong-type", in_quotes(word.text) + " does not name two lines.",
                          "Write the part, the word of, and the whole.");
      return;
    }
    named_line(draft_, {word.text.substr(0, at), word.at});
    named_line(draft_, {word.text.substr(at + between.size()), word.at});
  }

  FormDraft& draft_;
};

}  // namespace

void read_observations(FormDraft& draft) {
  draft.each("observations", "observation", [&](Fields& fields) {
    const std::string kind = fields.text("kind");
    const std::string means = fields.text("means");
    if (const TextNode* with = fields.find("with")) {
      Fields parameters(*with, fields.file(), "parameter", draft.troubles);
      for (const TextEntry& entry : with->entries)
        draft.parameters[kind][entry.key] =
            parameter_kinds()[parameters.one_of(entry.key, parameter_kinds())];
    }
    if (draft.is_new(fields, kind, "kind")) draft.form.observation_kinds.emplace(kind, means);
  });
}

void read_parameters(FormDraft& draft, Fields& fields, Rule& rule) {
  const TextNode* with = fields.find("with");
  if (!with) return;
  Fields given(*with, fields.file(), "rule's \"with\"", draft.troubles);
  for (const std::string& observed : rule.observations) {
    const auto declared = draft.parameters.find(observed);
    if (declared == draft.parameters.end()) continue;
    for (const auto& [name, kind] : declared->second) {
      if (!given.find(name) || rule.with.contains(name)) continue;
      for (const Word& word : given.words(name)) {
        rule.with[name].push_back(word.text);
        ParameterCheck(draft).check(word, kind);
      }
    }
  }
  given.done();
}

}  // namespace stp
