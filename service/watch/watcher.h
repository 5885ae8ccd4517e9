// The watched folder: DIR/<place>/{in,working,done,refused} and status.txt for each place. Polls always;
// events only hurry it. What goes wrong is in health() with since when, and is taken up again by itself.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "service/watch/door.h"
#include "service/watch/options.h"

namespace stp::watch {

struct Trouble {
  std::string code, where, what, remedy, since;  // since: UTC
};
struct WatchHealth {
  bool running = false;
  std::string folder;
  std::string mode, mode_why;  // "events and polling" or "polling"; "" before the first look
  std::string last_good_scan;  // UTC; "" none yet
  std::vector<Trouble> troubles;
  std::int64_t waiting = 0, in_hand = 0;          // now: not taken yet; taken, without an answer
  std::int64_t misplaced = 0;                     // files and folders where nothing is taken
  std::int64_t taken = 0, done = 0, refused = 0;  // since the start
  std::int64_t looks = 0, overflows = 0;
  bool good() const { return troubles.empty() && !last_good_scan.empty(); }
};

class Watcher {
 public:
  // Makes options.folder when it is missing and was never watched before. What `door` refers to must outlive
  // the watcher.
  Watcher(WatchOptions options, std::vector<WatchedPlace> places, Door door);
  ~Watcher();    // stops
  void start();  // in a thread of its own
  void stop();   // after the file in hand; what is in work is taken up at the next start
  bool look();   // one look, for tests and --once: whether something goes on without anybody's doing
  // Looks until nothing goes on any more. False: for `most_milliseconds` nothing went on but should.
  bool until_done(std::int64_t most_milliseconds = 60'000);
  WatchHealth health() const;

 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

}  // namespace stp::watch
