// Checked reading of one map of a text file. Every key is asked for by the code that uses it; `done` refuses
// the keys nobody asked for. A value of the wrong kind is a trouble and reads as empty, so that reading goes
// on.
#pragma once

#include <optional>

#include "calc/form/text_tree.h"

namespace stp {

struct Word {  // a scalar and where it stands
  std::string text;
  SourceText at;
};

class Fields {
 public:
  // `what` it is, for sentences: "line". The map, the file's name and the troubles must outlive the Fields.
  Fields(const TextNode& map, const std::string& file, std::string what, TroubleList& troubles);

  const TextNode* find(std::string_view key);    // null when absent
  const TextNode* needed(std::string_view key);  // absent: a trouble
  Word word(std::string_view key);               // needed, not empty
  std::string text(std::string_view key) { return word(key).text; }
  std::string text_or(std::string_view key, std::string otherwise);
  std::optional<Word> optional_word(std::string_view key);
  bool yes(std::string_view key, bool otherwise);
  int whole(std::string_view key, int lowest, int highest, std::optional<int> otherwise = {});
  std::vector<Word> words(std::string_view key);  // needed list of scalars, not empty
  std::vector<Word> optional_words(std::string_view key);
  std::vector<const TextNode*> maps(std::string_view key);  // needed list of maps
  // One of a closed list of words; its position, 0 with a trouble when it is none of them.
  std::size_t one_of(std::string_view key, const std::vector<std::string>& choices,
                     std::optional<std::size_t> otherwise = {});
  void done();

  SourceText at() const { return place(*map_); }
  SourceText place(const TextNode& node) const { return {*file_, node.line, node.column}; }
  SourceText place_of_key(std::string_view key) const;
  const std::string& file() const { return *file_; }
  const std::string& what() const { return what_; }
  const TextNode& map() const { return *map_; }
  TroubleList& troubles() const { return *troubles_; }

  std::optional<Word> scalar(const TextNode& node, std::string_view key);  // not empty, or a trouble
  std::vector<Word> scalars(const TextNode& list, std::string_view key);

 private:
  void wrong(const TextNode& node, std::string_view key, const std::string& must_be);

  const TextNode* map_;
  const std::string* file_;
  std::string what_;
  TroubleList* troubles_;
  std::vector<std::string> asked_;
};

// "S1, P05 (15 April); S3" -> S1, P05, S3: what stands in brackets is a remark.
std::vector<std::string> tags_in(std::string_view sources);

// "3.1%" is 0.031 exactly; plain decimals exactly; no exponents. Nothing, with a trouble, for anything else.
std::optional<Decimal> read_number(const Word& word, TroubleList& troubles);

}  // namespace stp
