#include "service/verbs/table.h"

namespace stp {

namespace {

Refusal unknown_place(const Template& form, const std::string& asked) {
  std::string known;
  for (const auto& place : form.places)
    known += (known.empty() ? "" : ", ") + place.slug + " (" + place.code + ")";
  return {"place-unknown", "There is no place \"" + asked + "\".", "", "The places are: " + known + "."};
}

std::vector<std::string> all_sections(const Template& form) {
  std::vector<std::string> codes;
  for (const auto& section : form.sections) codes.push_back(section.code);
  return codes;
}

// "leeds-finance-2016-09-16"
std::string stem(const Template& form, const BlankOptions& blank, bool all) {
  std::string sections;
  for (const auto& code : blank.sections) sections += "-" + code;
  const auto& round = blank.round.empty() && !form.rounds.empty() ? form.rounds.front().code : blank.round;
  return form.places[blank.place.value].slug + (all ? "" : sections) + "-" + round;
}

Result<Answer> run(const Pipeline& pipeline, const Request& request) {
  const auto round = request.option("round"), edition = request.option("edition");
  auto form =
      edition.empty() && !round.empty() ? pipeline.edition_of_round(round) : pipeline.edition(edition);
  if (!form) return refuse(form.error());
  const auto place = (*form)->place(request.option("place"));
  if (!place) return refuse(unknown_place(**form, request.option("place")));
  const auto& sections = request.options.at("section");
  const bool all = sections == std::vector<std::string>{"all"};
  const BlankOptions blank{all ? all_sections(**form) : sections, place, round, request.has("illustrative")};
  return answer_with(request, stem(**form, blank, all),
                     [&](const std::string&) { return pipeline.blank((*form)->edition.code, blank); });
}

}  // namespace

Verb blank_verb() {
  using Kind = VerbOption::Kind;
  return {.name = "blank",
          .sentence = "Write a blank workbook for one place",
          .inputs = {},
          .options = {{.kind = Kind::text,
                       .name = "section",
                       .sentence = "finance, activity, workforce (one or more), or all",
                       .required = true,
                       .repeated = true,
                       .placed = true},
                      {.kind = Kind::text,
                       .name = "place",
                       .sentence = "the place, e.g. leeds, or west-yorkshire for the programmes",
                       .required = true},
                      {.kind = Kind::text,
                       .name = "round",
                       .sentence = "the round, e.g. 2016-09-16; default: the edition's first"},
                      {.kind = Kind::text,
                       .name = "edition",
                       .sentence = "the template edition; default: the round's, else the newest"},
                      {.kind = Kind::flag,
                       .name = "illustrative",
                       .sentence = "mark every sheet as illustrative"}},
          .formats = {formats::xlsx()},
          .run = run,
          .output_sentence = "the file to write"};
}

}  // namespace stp
