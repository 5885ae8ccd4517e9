// manifest.json of a backup: what was in the database, and by which program and schema.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "calc/base/result.h"

namespace stp {

struct Manifest {
  std::string program, at;
  std::vector<int> schema;
  struct Table {
    std::int64_t rows = 0;
    std::string sha256;
  };
  std::map<std::string, Table> tables;
  std::vector<std::string> bytes;  // hashes
};
std::string to_json(const Manifest& manifest);
Result<Manifest> read_manifest(const std::string& folder);

}  // namespace stp
