// Bytes kept whole under their SHA-256: DIR/ab/cdef.... Written beside, flushed with their folder, renamed;
// never changed afterwards. Several processes may share one folder.
#pragma once

#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "calc/base/result.h"
#include "service/store/write_trouble.h"

namespace stp {

class Bytes {
 public:
  explicit Bytes(std::string folder);
  Result<std::string> keep(
      std::string_view bytes) const;  // the hash; durable when it returns; again: nothing to do
  Result<std::string> read(
      const std::string& sha256) const;  // refuses what is missing or no longer has its hash
  // What keeps more from being kept, for anybody to read; "" nothing. Asking tries to write while there is
  // some.
  std::string trouble() const;
  void try_writing() const;  // so that a trouble is known before the first file comes
  bool has(const std::string& sha256) const;
  std::string path(const std::string& sha256) const;
  std::vector<std::string> all() const;
  const std::string& folder() const { return folder_; }

 private:
  void note(const Result<void>& written) const;
  Result<std::string> kept(std::string_view bytes) const;
  Result<std::string> ready_folder(const std::string& hash) const;

  std::string folder_;
  mutable WriteTrouble write_trouble_{"the store of files"};
  mutable std::mutex guard_;
  mutable std::set<std::string> known_;  // folders whose names this process has flushed
};

}  // namespace stp
