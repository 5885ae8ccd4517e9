// The smallest set of definition files that loads, for tests that break one thing in it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "calc/form/load.h"

namespace stp {

struct Texts {
  std::map<std::string, std::string> files;  // by path

  // Replaces `from`, which must stand there exactly once.
  Texts with(const std::string& path, const std::string& from, const std::string& to) const;
  Texts with_file(const std::string& path, const std::string& text) const;
  Texts without(const std::string& path) const;
  std::vector<TemplateText> all() const;
};

Texts minimal();
// minimal() with a second edition that adds a line, retires one, moves one and renames one.
Texts two_editions();

Template load_one(const Texts& texts);     // fails the test when the texts are refused
Troubles troubles_of(const Texts& texts);  // fails the test when they are not
// Exactly one trouble, of this code at this place; returns it.
Refusal check_refused(const Texts& texts, const std::string& code, const std::string& where);
// Breaks a text of minimal(): `to` replaces `from`, and "@" in it marks the character the trouble must point
// at.
Refusal check_broken(const Texts& texts, const std::string& path, const std::string& from,
                     const std::string& to, const std::string& code);
// The same, with other troubles that follow from it.
Refusal check_broken_among(const Texts& texts, const std::string& path, const std::string& from,
                           const std::string& to, const std::string& code);
// Among the troubles is one of this code at this place; returns it.
Refusal check_among(const Texts& texts, const std::string& code, const std::string& where);

}  // namespace stp
