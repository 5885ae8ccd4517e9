// The verbs, one function each, in the file of its name; and what they share: making the documents asked for.
#pragma once

#include <functional>

#include "service/verbs/verbs.h"

namespace stp {

Verb blank_verb();
Verb fill_verb();
Verb check_verb();
Verb consolidate_verb();
Verb explain_verb();
Verb bridge_verb();
Verb compare_verb();
Verb rules_verb();
Verb lines_verb();
Verb look_verb();

// The media types and endings of the formats, once.
namespace formats {
VerbFormat text();
VerbFormat json(std::string sentence = "as JSON");
VerbFormat csv();
VerbFormat html();
VerbFormat svg(std::string sentence);
VerbFormat xlsx();
}  // namespace formats

// The option --stage of every verb that judges.
VerbOption stage_option();

using Render = std::function<Result<std::string>(const std::string& format)>;
// One document for each format of the request, named `stem` and the format's ending.
Result<Answer> answer_with(const Request& request, const std::string& stem, const Render& render);

const std::vector<InputFile>& files_of(const Request& request, const std::string& input);  // none: empty
const InputFile& file_of(const Request& request, const std::string& input);  // a required one, not many
int number_of(const Request& request, const std::string& option, int otherwise);

}  // namespace stp
