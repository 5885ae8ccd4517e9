// The folders of one place: what arrives, what is in work, what is answered. A look is begin, receipts, as
// many answers as there is time for, end; in between nothing is held open, so that a share can be unmounted.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "service/watch/door.h"
#include "service/watch/options.h"
#include "service/watch/settling.h"
#include "service/watch/words.h"
#include "service/watch/working.h"

namespace stp::watch {

struct Counts {
  std::int64_t waiting = 0, in_hand = 0;          // now
  std::int64_t misplaced = 0;                     // files and folders where nothing is taken
  std::int64_t taken = 0, done = 0, refused = 0;  // since the start
};

class PlaceWatch {
 public:
  PlaceWatch(WatchedPlace place, const WatchOptions& options, const Door& door);
  void begin(int root, std::int64_t milliseconds);
  // Takes one file that is ready and has it received, or one an earlier process took. False: none is left.
  bool receive_next();
  // Asks after one in work, and gives it its answer. False: there is nothing to ask after now.
  bool answer_next();
  void end(std::int64_t milliseconds);  // writes status.txt when it has something new to say

  bool pending() const;  // something goes on without anybody's doing
  std::vector<Arriving> arriving() const;
  const std::vector<Refusal>& troubles() const { return troubles_; }
  Counts counts() const;
  const std::string& slug() const { return place_.slug; }
  std::string arrivals_folder() const { return options_.folder + "/" + place_.slug + "/in"; }

 private:
  struct Work {
    std::string name, since;
    std::string path;            // below `in`, where it came from
    std::optional<Facts> facts;  // as judged ready, or as received; nothing: taken by an earlier process
    std::optional<Receipt> receipt;
    std::optional<Refusal> failed;  // receiving it, the last time; tried again later
    std::int64_t again_at = 0;
    std::optional<Refusal> refused_here;  // without the desk: empty, or too large
    std::int64_t queue_place = -1;
    bool taken_here = false;  // and counted
  };
  WatchedPlace place_;
  const WatchOptions& options_;
  const Door& door_;
  Settling settling_;
  std::optional<PlaceFolders> folders_;  // between begin and end
  std::vector<Seen> ready_;
  std::vector<Waiting> waiting_;
  std::vector<std::string> misplaced_, asking_, unreceived_;
  std::map<std::string, Work> work_;  // by token, so oldest first
  std::vector<Refusal> troubles_;
  std::size_t next_ready_ = 0, next_unreceived_ = 0, next_asked_ = 0, not_yet_ = 0, far_ = 0;
  bool writers_go_on_ = false;  // a file that was ready changed: it is judged anew at the next look
  std::string status_;
  std::int64_t status_at_ = -1;
  Counts counts_;

  void look_into_working();
  void look_for_misplaced();
  void take_one(const Seen& seen);
  void ask_after(const std::string& token);
  bool receive_one(const std::string& token, Work& work);  // false: not now, or the file was given back
  Result<void> try_to_receive(const std::string& token, Work& work);
  bool give_back(const std::string& token);
  void finish(const std::string& token, const Submission* submission);
  void in_trouble(const Refusal& refusal, const std::string& where);
  std::string next_to_ask();
  PlaceStatus status() const;
};

// The answers that are laid beside a file: what there is of `told` so far, its report and its filled copy.
Outcome outcome_of(const Door& door, const std::string& name, Told told);

}  // namespace stp::watch
