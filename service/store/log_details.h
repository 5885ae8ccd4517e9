// What a record of the log says under the keys of its details. A record written by an earlier program may
// lack keys that later ones carry: what it does not say is nothing, and nobody is held to it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "service/store/log.h"

namespace stp {

using Said = std::optional<std::string>;  // nothing: the log does not say

class LogDetails {
 public:
  explicit LogDetails(const std::string& json);
  Said said(const std::string& key) const;
  std::string text(const std::string& key) const;  // "" where it does not say

 private:
  std::map<std::string, std::string> values_;  // numbers and the like as JSON writes them
};

// The documents a record was written with, by format: "csv HASH html HASH" under the key `documents`.
using Documents = std::map<std::string, std::string>;
std::string documents_text(const Documents& documents);
std::optional<Documents> documents_said(const LogDetails& details);

// Whose they are: a submission's hash, or one of these.
inline std::string return_owner(const std::string& place, const std::string& round) {
  return "return " + place + " " + round;
}
inline std::string total_owner(const std::string& round, std::int64_t number) {
  return "total " + round + " " + std::to_string(number);
}

// What stands for rows too many for a record (by key), and for secrets; "" for none.
std::string mark_of(const std::map<std::string, std::string>& rows);
std::string mark_of(const std::string& secret);

}  // namespace stp
