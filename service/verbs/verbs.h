// What can be asked of the pipeline, declared once as a table: every door offers just these. The command line
// makes options of it, HTTP routes and OpenAPI, the pages forms. Pure: files and options in, documents out.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "service/pipeline/pipeline.h"

namespace stp {

struct VerbInput {  // a set of files a verb reads
  std::string name, sentence;
  bool required = true, many = false;  // many: several may be named
  bool named = false;                  // on a command line: given as --name, not by its place
  bool folders =
      true;  // what is named may be a folder and stands for the files in it: then any number may come
};
struct VerbOption {
  enum class Kind { text, number, flag, choice } kind = Kind::text;
  std::string name, sentence;
  std::vector<std::string> choices{};
  bool required = false, repeated = false;
  bool placed = false;                         // on a command line: given by its place, after the files
  std::optional<std::pair<int, int>> range{};  // of a number; without one: any whole number from 0
};
struct VerbFormat {
  std::string name, media_type, ending;  // "json", "application/json", ".json"
  std::string sentence{};  // on a command line: what --name says of itself; "": it goes by the file's ending
  bool readable = true;    // text; else bytes that belong in a file
  bool beside = false;     // on a command line: goes to a file of its own, beside another format
};

struct Request {
  std::string verb;
  std::map<std::string, std::vector<InputFile>> files;      // by VerbInput::name
  std::map<std::string, std::vector<std::string>> options;  // by VerbOption::name; a flag: {"yes"}
  std::vector<std::string> formats;                         // wanted, all from one reading; empty: the first
  bool has(const std::string& option) const { return options.count(option) != 0; }
  std::string option(const std::string& name) const;  // its first value, or ""
};
struct Document {
  std::string format, media_type, file_name, bytes;
};
struct Answer {
  std::vector<Document> documents;   // in the order of Request::formats
  bool errors_found = false;         // findings of severity error, or files refused
  std::string summary;               // a line or a few for the person who asked
  std::vector<FileRefusal> refused;  // files that could not be taken; the documents say so too
  const Document* document(std::string_view format) const;
};

struct Verb {
  std::string name, sentence;
  std::vector<VerbInput> inputs;
  std::vector<VerbOption> options;
  std::vector<VerbFormat> formats;  // the first is what is given when none is named
  Result<Answer> (*run)(const Pipeline& pipeline, const Request& request);  // by run_verb, never by itself
  std::string output_sentence{};  // on a command line: what -o says of itself
  std::optional<Refusal>
      unknown_ending{};  // set: the ending of the file chooses the format, else this is said
};
const std::vector<Verb>& verbs();
const Verb* verb(std::string_view name);

// Checks the request against the verb's declaration (unknown options and formats, missing files), then runs
// it. Every document that was asked for is in the answer, or there is none.
Result<Answer> run_verb(const Pipeline& pipeline, const Request& request);

}  // namespace stp
