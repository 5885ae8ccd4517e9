// The verbs that show a choice from an edition's texts, as text, JSON or CSV.
#pragma once

#include "service/verbs/table.h"

namespace stp {

template <class Choice>
struct Chosen {
  using Words = std::string (*)(const Choice& choice, const Template& form);
  const char *stem, *option;  // the document's name; the option that chooses
  Result<Choice> (*choose)(const Template& form, const std::string& option);
  Words text, json, csv;
};

template <class Choice>
Result<Answer> show_chosen(const Pipeline& pipeline, const Request& request, const Chosen<Choice>& of) {
  const auto form = pipeline.edition(request.option("edition"));
  if (!form) return refuse(form.error());
  const auto choice = of.choose(**form, request.option(of.option));
  if (!choice) return refuse(choice.error());
  return answer_with(request, of.stem, [&](const std::string& format) -> Result<std::string> {
    const auto words = format == "json" ? of.json : format == "csv" ? of.csv : of.text;
    return words(*choice, **form);
  });
}

}  // namespace stp
