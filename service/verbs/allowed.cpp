#include "service/verbs/allowed.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace stp {

namespace {

template <class List>
std::string names_of(const List& list) {
  std::string names;
  for (const auto& one : list) names += (names.empty() ? "" : ", ") + one.name;
  return names.empty() ? "none" : names;
}

template <class List>
auto named(const List& list, const std::string& name) {
  return std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.name == name; });
}

Result<void> files_allowed(const Verb& verb, const Request& request) {
  for (const auto& [name, files] : request.files) {
    const auto input = named(verb.inputs, name);
    if (input == verb.inputs.end())
      return refuse({"input-unknown", "\"" + verb.name + "\" reads no files called \"" + name + "\".", "",
                     "It reads: " + names_of(verb.inputs) + "."});
    if (!input->many && !input->folders && files.size() > 1)
      return refuse({"one-file",
                     "\"" + name + "\" is one file, and " + std::to_string(files.size()) + " came.",
                     files[1].name, "Send one."});
  }
  for (const auto& input : verb.inputs) {
    const auto files = request.files.find(input.name);
    if (input.required && (files == request.files.end() || files->second.empty()))
      return refuse({"file-missing",
                     "\"" + verb.name + "\" needs \"" + input.name + "\": " + input.sentence + ".", "",
                     "Send it."});
  }
  return {};
}

// Whole, in plain digits, in the option's range.
bool is_number(const VerbOption& option, const std::string& text) {
  int value = 0;
  const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), value);
  const auto [least, most] = option.range.value_or(std::pair{0, std::numeric_limits<int>::max()});
  return trouble == std::errc() && end == text.data() + text.size() && least <= value && value <= most;
}

Refusal wrong_value(const VerbOption& option, const std::string& text, const std::string& remedy) {
  return {"option-value", "\"" + text + "\" cannot be the value of \"" + option.name + "\".", "", remedy};
}

Result<void> value_allowed(const VerbOption& option, const std::string& text) {
  using Kind = VerbOption::Kind;
  if (option.kind == Kind::flag && text != "yes")
    return refuse(wrong_value(option, text, "Say yes, or leave it out."));
  if (option.kind == Kind::choice &&
      std::find(option.choices.begin(), option.choices.end(), text) == option.choices.end()) {
    std::string known;
    for (const auto& one : option.choices) known += (known.empty() ? "" : ", ") + one;
    return refuse(wrong_value(option, text, "Name one of: " + known + "."));
  }
  if (option.kind == Kind::number && !is_number(option, text)) {
    const std::string range = option.range ? " from " + std::to_string(option.range->first) + " to " +
                                                 std::to_string(option.range->second)
                                           : "";
    return refuse(wrong_value(option, text, "Give a whole number" + range + "."));
  }
  return {};
}

Result<void> options_allowed(const Verb& verb, const Request& request) {
  for (const auto& [name, values] : request.options) {
    const auto option = named(verb.options, name);
    if (option == verb.options.end())
      return refuse({"option-unknown", "\"" + verb.name + "\" has no option \"" + name + "\".", "",
                     "Its options are: " + names_of(verb.options) + "."});
    if (values.empty() || (values.size() > 1 && !option->repeated))
      return refuse({"option-value",
                     "\"" + name + "\" takes one value, and " + std::to_string(values.size()) + " came.", "",
                     "Give one."});
    for (const auto& value : values)
      if (auto allowed_ = value_allowed(*option, value); !allowed_) return allowed_;
  }
  for (const auto& option : verb.options)
    if (option.required && !request.has(option.name))
      return refuse({"option-missing",
                     "\"" + verb.name + "\" needs \"" + option.name + "\": " + option.sentence + ".", "",
                     "Say which."});
  return {};
}

}  // namespace

Refusal unknown_verb(const std::string& name) {
  return {"verb-unknown", "There is nothing called \"" + name + "\" to do.", "",
          "There is: " + names_of(verbs()) + "."};
}

Result<void> allowed(const Verb& verb, const Request& request) {
  if (auto files = files_allowed(verb, request); !files) return files;
  if (auto options = options_allowed(verb, request); !options) return options;
  for (const auto& format : request.formats)
    if (named(verb.formats, format) == verb.formats.end())
      return refuse({"format-unknown", "\"" + verb.name + "\" does not answer as \"" + format + "\".", "",
                     "Its formats are: " + names_of(verb.formats) + "."});
  return {};
}

}  // namespace stp
