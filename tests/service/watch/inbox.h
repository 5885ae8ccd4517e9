// A watched folder on disk, a clock that tests turn, and a desk that keeps its receipts in memory.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "service/watch/watcher.h"
#include "tests/doors/shell.h"

namespace inbox {

namespace fs = std::filesystem;

// A sound archive whose bytes depend on `text`; what an unchecked workbook is to the folder.
std::string book(const std::string& text);

// Receives everything; checks what begins as a workbook, refuses the rest.
class MemoryDesk {
 public:
  stp::watch::Door door();
  std::map<std::string, stp::Submission> submissions;  // by hash
  std::map<std::string, std::string> bytes;
  std::vector<stp::Arrival> arrivals;  // in their order, bytes left out
  std::vector<stp::Arriving> arriving;
  std::set<std::string> belongs_elsewhere;          // hashes
  std::int64_t errors = 0;                          // of every workbook
  std::vector<std::string> lacking;                 // of every return
  bool more_to_check = false;                       // of every return
  std::string mark;                                 // by which the folder was watched before
  bool checking = true;                             // false: everything waits
  std::string refuses;                              // what receive() says; "" nothing
  std::map<std::string, int> answers_at_receipt{};  // filled copies made when a place was last received from
  int answers = 0, answer_milliseconds = 0;         // made; how long one takes
  int loses_answers = 0;                            // of so many: recorded, and then the connection ends
  bool broken = false;                              // the database is away
  std::string moment = "2016-09-16T12:00:00.000Z";

 private:
  stp::Result<stp::Receipt> receive(const stp::Arrival& arrival);
  stp::Result<stp::Submission> submission(const std::string& sha256);
  stp::Result<std::string> report(const stp::Submission& one, const std::string& format) const;
  std::string now();
  std::map<std::string, stp::Receipt> tokens_;  // of each handing in
  std::int64_t sequence_ = 0, ticks_ = 0;
};

class Inbox {
 public:
  Inbox();
  explicit Inbox(const fs::path& root);
  stp::watch::WatchOptions options;  // to change before the first look
  MemoryDesk desk;
  std::int64_t clock = 0;  // milliseconds

  fs::path root() const { return root_; }
  fs::path in(const std::string& place = "leeds") const { return root_ / place / "in"; }
  fs::path done(const std::string& place = "leeds") const { return root_ / place / "done"; }
  fs::path refused(const std::string& place = "leeds") const { return root_ / place / "refused"; }
  fs::path working(const std::string& place = "leeds") const { return root_ / place / "working"; }
  std::string status(const std::string& place = "leeds") const {
    return doors::read(root_ / place / "status.txt");
  }
  void drop(const std::string& name, const std::string& content, const std::string& place = "leeds");
  void drop_and_take(const std::string& name, const std::string& content);  // no answer yet

  stp::watch::Watcher& watcher();
  void restart() { watcher_.reset(); }  // as if the process had ended
  bool look(std::int64_t after = 0);    // turns the clock first
  void settle();                        // looks until nothing goes on any more, turning the clock
  std::vector<std::string> names(const fs::path& folder) const;  // what lies there, sorted

 private:
  doors::Folder folder_;
  fs::path root_;
  std::unique_ptr<stp::watch::Watcher> watcher_;
};

bool has(const std::string& text, const std::string& part);

}  // namespace inbox
