// Which of the files of a place's `in` may be taken, and why the others wait. A file may be taken when its
// size, time and inode have not changed for a while, nobody holds it open, and its end is there. Nothing is
// ever given up.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "service/watch/folder.h"
#include "service/watch/options.h"

namespace stp::watch {

struct Seen {
  std::string path;  // below `in`, bytes as they are: "book.xlsx", "sent/book.xlsx"
  Facts facts;
};
// Files of `in` and its sub-folders, without what is passed over; owner files apart.
struct Listing {
  std::vector<Seen> files;
  std::vector<std::string> owners;                          // paths
  std::vector<std::pair<std::string, std::string>> closed;  // sub-folders that were not looked into, and why
};
Result<Listing> list_arrivals(int in);

struct Waiting {
  std::string path, since, why;  // since: UTC, when it was first seen
  std::int64_t size = 0;
  bool settling = false;  // only time is missing: it will be taken without anybody's doing
  bool trouble = false;   // the service may not read it
};

// Whether it is, now, the whole file that `facts` describes, and nobody writes to it as far as can be told;
// else a refusal with the code file-changed, or what keeps it from being read.
Result<void> unchanged_and_whole(int folder, const std::string& name, const Facts& facts);

class Settling {
 public:
  explicit Settling(const WatchOptions& options) : options_(options) {}
  struct Judged {
    std::vector<Seen> ready;
    std::vector<Waiting> waiting;
  };
  Judged judge(int in, const Listing& listing, std::int64_t milliseconds, const std::string& now);
  void forget(const std::string& path) { watched_.erase(path); }

 private:
  struct Watched {
    Facts facts;
    std::int64_t unchanged_from = 0;
    std::string since;
    std::string why;  // what its content said, while the facts stay the same
    bool read = false, trouble = false, quiet = false;  // quiet: an owner file by another name
  };
  const WatchOptions& options_;
  std::map<std::string, Watched> watched_;

  Watched& look(const Seen& seen, std::int64_t milliseconds, const std::string& now);
  std::string reason_to_wait(int in, const Seen& seen, const Listing& listing, Watched& watched,
                             std::int64_t unchanged) const;
  std::string reason_in_content(int in, const Seen& seen, Watched& watched, std::int64_t unchanged) const;
};

}  // namespace stp::watch
