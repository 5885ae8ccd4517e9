// A refusal: the input cannot be taken at all. Written for the person who sent it.
#pragma once

#include <string>
#include <vector>

namespace stp {

struct Refusal {
  std::string code;      // lasting, kebab-case, e.g. "password-protected"
  std::string sentence;  // what is wrong, in plain words
  std::string where;     // file, part, sheet, cell, or line and column; as much as is known
  std::string remedy;    // how to mend it
};

// "book.xlsx, sheet Cover: This workbook ... Save it again without a password. [password-protected]"
std::string to_text(const Refusal& refusal);

}  // namespace stp
