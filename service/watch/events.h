// Events only hurry the next look at the folders; the look itself always goes over everything, so a lost
// event costs time and nothing else. inotify is used directly rather than through Poco::DirectoryWatcher,
// which has no event for "closed after writing", starts a thread for each folder, and keeps quiet about a
// full queue and a lost folder.
#pragma once

#include <cstdint>
#include <string>

#include "service/watch/folder.h"

namespace stp::watch {

struct Mode {
  bool events = false;
  std::string why;  // in words
};

class Events {
 public:
  Events();
  void watch(const std::string& folder);  // again and again does no harm
  // Until something happens, `wake` is called, or the time is over.
  void wait(std::int64_t milliseconds);
  void wake();
  // Writes a file of its own and looks whether its event comes; network shares never count, since they send
  // no events for what other computers do.
  Mode probe(const std::string& folder);
  std::int64_t overflows() const { return overflows_; }  // each was followed by a whole look

 private:
  Descriptor events_, wake_;
  std::int64_t overflows_ = 0;
  bool drain();
};

}  // namespace stp::watch
